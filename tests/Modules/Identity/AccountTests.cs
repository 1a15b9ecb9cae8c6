using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.SecondFactor;
using Maru.Testing.Shop;

namespace Maru.Modules.Identity.Tests;

public sealed class AccountTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Register_ThenLogin_GivesTokensThatOpenOnesAccount()
    {
        var email = NewEmail();
        (await RegisterAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var tokens = await LoginAsync(email);
        using var client = Client(tokens.AccessToken);
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me", Ct);
        me.GetProperty("email").GetString().ShouldBe(email);
        me.GetProperty("roles")[0].GetString().ShouldBe("shopper");
    }

    [Fact]
    public async Task Register_WhenTheAddressIsTakenInAnotherSpelling_IsRefused()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        (await RegisterAsync(email.ToUpperInvariant())).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"email":"not an address","password":"long enough 1","name":"A"}""")]
    [InlineData("""{"email":"a@example.com","password":"short","name":"A"}""")]
    [InlineData("""{"email":"a@example.com","password":"long enough 1","name":" "}""")]
    [InlineData("""{"email":"a@example.com","password":"long enough 1","name":"A","role":"admin"}""")]
    [InlineData("""{"email":"a@example.com","email":"b@example.com","password":"long enough 1","name":"A"}""")]
    [InlineData("""{"email":1,"password":"long enough 1","name":"A"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public async Task Register_WhenTheBodyIsWrong_AnswersWithAProblem(string body)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        var answer = await shop.Client.PostAsync("/api/v1/auth/register", content, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Login_WhenGuessedSideBySide_TellsNoMoreThanOneAfterTheOther()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PostAsync("/api/v1/auth/login", new { email, password = "wrong password" })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(11);
    }

    [Fact]
    public async Task Login_WhenGuessedTooOften_RestsEvenForTheRightPassword()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        for (var i = 0; i < 5; i++)
        {
            (await PostAsync("/api/v1/auth/login", new { email, password = "wrong password" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await PostAsync("/api/v1/auth/login", new { email, password = Password })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Refresh_GivesNewTokensAndUsesTheOldOneUp()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        var first = await LoginAsync(email);
        var second = await ReadAsync(await PostAsync("/api/v1/auth/refresh", new { refreshToken = first.RefreshToken }));
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        (await PostAsync("/api/v1/auth/refresh", new { refreshToken = first.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_WhenForgedOrForSomebodyElse_OpensNothing()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        var token = (await LoginAsync(email)).AccessToken;
        var parts = token.Split('.');
        foreach (var forged in new[] { parts[0] + "." + parts[1] + "." + new string('A', 86), "a.b.c", token[..^3] + "abc" })
        {
            using var client = Client(forged);
            (await client.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Address_OfAnotherUser_ReadsAsMissing()
    {
        using var owner = await MemberAsync();
        using var stranger = await MemberAsync();
        var address = new Address("Kim", "1 Sejong-daero", null, "Seoul", null, "04524", "KR", "+82 2 000 0000");
        var saved = await (await owner.PostAsJsonAsync("/api/v1/me/addresses", new { address, isDefault = true }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        var id = saved.GetProperty("id").GetGuid();
        (await stranger.DeleteAsync($"/api/v1/me/addresses/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PutAsJsonAsync($"/api/v1/me/addresses/{id}", new { address }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetFromJsonAsync<JsonElement>("/api/v1/me/addresses", Ct)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Totp_WhenSwitchedOn_IsNeededAndACodeIsGoodOnce()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        using var client = Client((await LoginAsync(email)).AccessToken);
        var setup = await (await client.PostAsync("/api/v1/me/totp", null, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        var secret = FromBase32(setup.GetProperty("secret").GetString()!);
        var now = TimeProvider.System.GetUtcNow();
        (await client.PostAsJsonAsync("/api/v1/me/totp/confirm", new { code = Totp.CodeAt(secret, now) }, Ct)).IsSuccessStatusCode.ShouldBeTrue();
        (await PostAsync("/api/v1/auth/login", new { email, password = Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/api/v1/auth/login", new { email, password = Password, code = Totp.CodeAt(secret, now) })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/api/v1/auth/login", new { email, password = Password, code = Totp.CodeAt(secret, now.AddSeconds(30)) })).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_DestroysTheKeyAndEndsTheSession()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        using var client = Client((await LoginAsync(email)).AccessToken);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/me") { Content = JsonContent.Create(new { password = Password }) };
        (await client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("/api/v1/auth/login", new { email, password = Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RegisterAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Admin_WithoutThePermission_IsRefusedAndWithItServed()
    {
        using var client = await MemberAsync();
        (await shop.Client.GetAsync("/api/v1/admin/users", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("/api/v1/admin/users", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var key = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("test", [Permissions.CustomersRead], null, null, "test", Ct);
        using var machine = shop.CreateClient();
        machine.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Key);
        (await machine.GetAsync("/api/v1/admin/users", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await machine.GetAsync("/api/v1/admin/audit", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Key_WhenItIsTheIdOfASession_OpensNothingAndClosesNothing()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        using var client = Client((await LoginAsync(email)).AccessToken);
        var sessions = await client.GetFromJsonAsync<JsonElement>("/api/v1/me/sessions", Ct);
        foreach (var session in sessions.EnumerateArray())
        {
            using var thief = shop.CreateClient();
            thief.DefaultRequestHeaders.Add("X-Api-Key", session.GetProperty("id").GetString());
            (await thief.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await client.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Access_WhenMoreIsGivenThanTheGiverHas_IsRefused()
    {
        var keeper = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("keeper", [Permissions.AccessWrite, Permissions.CatalogRead], null, null, "test", Ct);
        using var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", keeper.Value!.Key);
        var member = await shop.Get<IAccounts>().RegisterAsync(new Registration(NewEmail(), Password, "Lee", "ko", null), Ct);
        var user = member.Value!.User;

        (await client.PutAsJsonAsync($"/api/v1/admin/users/{user}/roles", new { roles = (string[])["shopper", "admin"] }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PutAsJsonAsync("/api/v1/admin/roles/climber", new { permissions = (string[])[Permissions.OrdersRefund] }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsJsonAsync("/api/v1/admin/api-keys", new { name = "climber", permissions = (string[])[Permissions.OrdersRefund] }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await client.PostAsJsonAsync("/api/v1/admin/api-keys", new { name = "reader", permissions = (string[])[Permissions.CatalogRead] }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.Get<IIdentity>().FindAsync(user, Ct))!.Roles.ShouldBe(["shopper"]);
    }

    [Fact]
    public async Task Jwks_IsPublished()
    {
        var keys = await shop.Client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json", Ct);
        keys.GetProperty("keys")[0].GetProperty("crv").GetString().ShouldBe("P-256");
    }

    private const string Password = "a quiet wooden floor";

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    private Task<HttpResponseMessage> PostAsync(string path, object body) => shop.Client.PostAsJsonAsync(path, body, Ct);

    private Task<HttpResponseMessage> RegisterAsync(string email) => PostAsync("/api/v1/auth/register", new { email, password = Password, name = "Kim" });

    private async Task<Tokens> LoginAsync(string email) => await ReadAsync(await PostAsync("/api/v1/auth/login", new { email, password = Password }));

    private static async Task<Tokens> ReadAsync(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<Tokens>(Ct))!;
    }

    private async Task<HttpClient> MemberAsync()
    {
        var email = NewEmail();
        await RegisterAsync(email);
        return Client((await LoginAsync(email)).AccessToken);
    }

    private HttpClient Client(string token)
    {
        var client = shop.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private sealed record Tokens(string AccessToken, string RefreshToken, int ExpiresIn);
}
