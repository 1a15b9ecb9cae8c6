using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maru.Tests.Http;

/// <summary>Stands behind a proxy on this machine and has narrow limits.</summary>
public sealed class GuardedShop : StaffedShop
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Http:TrustedProxies"] = "127.0.0.1, ::1", ["Limits:SignIn"] = "3/10m", ["Limits:Search"] = "5/10m", ["Limits:Checkout"] = "2/10m",
    };
}

public sealed class RateLimitTests(GuardedShop shop) : IClassFixture<GuardedShop>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task SignIn_WhenTriedTooOftenOnOneAccount_IsRefusedWithTheTimeToWait()
    {
        var attempt = new { email = "somebody@example.com", password = "a wrong guess" };
        for (var i = 0; i < 3; i++)
        {
            (await PostAsync("/api/v1/auth/login", attempt, "203.0.113.1")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        var refused = await PostAsync("/api/v1/auth/login", attempt, "203.0.113.1");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe("too-many-requests");

        // Another account from there, and the same account from elsewhere, are other counts.
        (await PostAsync("/api/v1/auth/login", new { email = "another@example.com", password = "a wrong guess" }, "203.0.113.1")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/api/v1/auth/login", attempt, "203.0.113.2")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Suggest_WhenOneAddressAsksTooOften_OnlyThatOneWaits()
    {
        for (var i = 0; i < 5; i++)
        {
            (await GetAsync("203.0.113.5")).ShouldBe(HttpStatusCode.OK);
        }

        (await GetAsync("203.0.113.5")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync("203.0.113.6")).ShouldBe(HttpStatusCode.OK);

        // The last address is the one the proxy saw; what stands before it was sent by the client.
        (await GetAsync("198.51.100.1, 203.0.113.5")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Checkout_WhenOneCartIsTriedTooOften_IsRefusedWhereverItComesFrom()
    {
        var body = new { cartId = Guid.NewGuid(), email = "guest@example.com" };
        await PostAsync("/api/v1/checkout", body, "203.0.113.11");
        await PostAsync("/api/v1/checkout", body, "203.0.113.12");
        (await PostAsync("/api/v1/checkout", body, "203.0.113.13")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostAsync("/api/v1/checkout", new { cartId = Guid.NewGuid(), email = "guest@example.com" }, "203.0.113.11")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Limit_WhenChangedInTheBackOffice_HoldsAtOnce()
    {
        (await shop.Admin.PutAsJsonAsync("/api/v1/admin/settings/limits.register", new { value = "1/1h", reason = "a wave of robots" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RegisterAsync("first@example.com")).ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync("second@example.com")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await shop.Admin.PutAsJsonAsync("/api/v1/admin/settings/limits.register", new { value = "off", reason = "they are gone" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RegisterAsync("third@example.com")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Metrics_WhenAskedThroughTheProxy_AreNotThere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.1" } } };
        (await shop.Client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpStatusCode> RegisterAsync(string email) =>
        (await PostAsync("/api/v1/auth/register", new { email, password = StaffedShop.Password, name = "Kim" }, "203.0.113.20")).StatusCode;

    private async Task<HttpStatusCode> GetAsync(string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search/suggest?q=a");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        return (await shop.Client.SendAsync(request, Ct)).StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(string path, object body, string from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "X-Forwarded-For", from } } };
        if (path.EndsWith("checkout", StringComparison.Ordinal))
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        return shop.Client.SendAsync(request, Ct);
    }
}
