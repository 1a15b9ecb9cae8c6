using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Maru.Testing.Shop;

namespace Maru.Tests.Telemetry;

/// <summary>Shows its figures on a port of their own, to those who know the token.</summary>
public sealed class MeasuredShop : ShopFixture
{
    public const string Token = "let me see";

    public int MetricsPort { get; } = FreePort();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Metrics:Port"] = $"{MetricsPort}", ["Metrics:Token"] = Token };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public sealed class MetricsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Scrape_WhenRequestsWereAnswered_CountsThemByRoute()
    {
        await shop.Client.GetAsync("/api/v1/products/no-such-thing", Ct);
        await shop.Client.GetAsync("/api/v1/products/neither", Ct);
        await shop.Client.GetAsync("/api/v1/products?page=x", Ct);
        await shop.Client.GetAsync("/nothing-here", Ct);
        using var answer = await shop.Client.GetAsync("/metrics", Ct);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var read = Exposition.Parse(await answer.Content.ReadAsStringAsync(Ct));
        read.Sum("http_server_request_duration_seconds_count", ("route", "/api/v1/products/{idOrSlug}"), ("method", "GET"), ("status", "404")).ShouldBe(2);
        read.Sum("http_server_request_duration_seconds_count", ("route", "/api/v1/products"), ("status", "400")).ShouldBe(1);
        read.Sum("http_server_request_duration_seconds_count", ("route", "none"), ("status", "404")).ShouldBeGreaterThanOrEqualTo(1);
        read.Sum("http_server_active_requests").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Scrape_WhenTheShopRuns_TellsOfRuntimePoolsEventsAndJobs()
    {
        (await shop.Client.PostAsJsonAsync("/api/v1/auth/register", new { email = "measured@example.com", password = "a quiet wooden floor", name = "Kim" }, Ct)).EnsureSuccessStatusCode();
        var read = await Eventually.GetAsync(async () => Exposition.Parse(await shop.Client.GetStringAsync("/metrics", Ct)), r => r.Sum("maru_job_duration_seconds_count") > 0);
        read.Sum("dotnet_process_memory_working_set_bytes").ShouldBeGreaterThan(10_000_000);
        read.Sum("dotnet_gc_collections_total").ShouldBeGreaterThanOrEqualTo(0);
        read.Types["dotnet_gc_collections_total"].ShouldBe("counter");
        read.Sum("db_client_connection_count", ("db_client_connection_pool_name", "maru identity")).ShouldBeGreaterThan(0);
        read.Sum("db_client_operation_duration_seconds_count").ShouldBeGreaterThan(0);
        read.Sum("maru_events_told_total", ("type", "identity.user-registered")).ShouldBeGreaterThan(0);
        read.Samples.ShouldContain(s => s.Name == "maru_events_lag_seconds" && s.Labels["module"] == "identity" && s.Labels["subscription"] == "audit-settings");
        read.Samples.Count(s => s.Name == "maru_events_parked" && s.Labels["state"] == "dead").ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Scrape_WhenItComesThroughAProxy_IsNotThere(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);
        (await shop.Client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

public sealed class MeasuredShopTests(MeasuredShop shop) : IClassFixture<MeasuredShop>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Scrape_WhenThereIsAPortAndAToken_NeedsBoth()
    {
        (await AskAsync(shop.MetricsPort, "/metrics", MeasuredShop.Token)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(shop.MetricsPort, "/metrics", "another")).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(shop.MetricsPort, "/metrics", null)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(new Uri(shop.Address).Port, "/metrics", MeasuredShop.Token)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Port_WhenItIsForMetrics_SellsNothing()
    {
        (await AskAsync(shop.MetricsPort, "/health/live", null)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(shop.MetricsPort, "/api/v1/products", null)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(new Uri(shop.Address).Port, "/api/v1/products", null)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> AskAsync(int port, string path, string? token)
    {
        using var client = shop.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{port}{path}");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return (await client.SendAsync(request, Ct)).StatusCode;
    }
}
