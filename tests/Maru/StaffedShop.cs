using System.Net.Http.Headers;
using Maru.Contracts.Identity;
using Maru.Testing.Shop;

namespace Maru.Tests;

/// <summary>A shop with an administrator and a shopper who are signed in.</summary>
public class StaffedShop : ShopFixture
{
    public const string Password = "a quiet wooden floor";

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
        var registered = await Get<IAccounts>().RegisterAsync(new Registration(email, Password, "Kim", "ko", null), CancellationToken.None);
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
