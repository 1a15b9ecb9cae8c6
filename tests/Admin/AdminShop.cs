using System.Net.Http.Headers;
using Maru.Contracts.Identity;
using Maru.Testing.Shop;

namespace Maru.Admin.Tests;

/// <summary>A shop with an administrator and a shopper who are signed in.</summary>
public sealed class AdminShop : ShopFixture
{
    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Shopper { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Admin = await SignInAsync("admin@example.com", "admin");
        Shopper = await SignInAsync("shopper@example.com", null);
    }

    public override async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Shopper.Dispose();
        await base.DisposeAsync();
    }

    private async Task<HttpClient> SignInAsync(string email, string? role)
    {
        var registered = await Get<IAccounts>().RegisterAsync(new Registration(email, "a quiet wooden floor", "Kim", "ko", null), CancellationToken.None);
        registered.Succeeded.ShouldBeTrue();
        if (role is not null)
        {
            (await Get<IAccessAdministration>().SetRolesAsync(registered.Value.User, ["shopper", role], null, "test", CancellationToken.None)).Succeeded.ShouldBeTrue();
        }

        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", registered.Value.AccessToken);
        return client;
    }
}
