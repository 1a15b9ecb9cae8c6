using System.Diagnostics;
using Maru.Rehearsal;
using Maru.Testing.Shop;

namespace Maru.Tests.Telemetry;

/// <summary>Sends its traces to a collector.</summary>
public sealed class TracedShop : ShopFixture
{
    private TraceCollector? _collector;

    internal TraceCollector Collector => _collector!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };

    public override async ValueTask InitializeAsync()
    {
        _collector = await TraceCollector.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

public sealed class TraceTests(TracedShop shop) : IClassFixture<TracedShop>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Sale_WhenTraced_IsOneTraceFromTheRequestToTheHandlingOfItsEvents()
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, "TRACED", 3, 10_000, Ct);
        using var client = shop.CreateClient();
        var buyer = new Buyer(client);
        var basket = await buyer.FillAsync("TRACED", 1, Ct);

        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var parent = ActivitySpanId.CreateRandom().ToHexString();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{parent}-01");
        (await buyer.PayAsync(basket, "tok_visa", Guid.NewGuid().ToString(), Ct)).IsPaid.ShouldBeTrue();

        var spans = await Eventually.GetAsync(
            () => Task.FromResult(shop.Collector.Spans.Where(s => s.Trace == trace).ToArray()),
            found => found.Any(s => s.Name == "POST /api/v1/checkout") && found.Count(s => s.Scope == "Maru.Events") >= 3 && found.Any(s => s.Scope == "System.Net.Http"));
        spans.Single(s => s.Name == "POST /api/v1/checkout").Parent.ShouldBe(parent);
        spans.Count(s => s.Scope == "Npgsql").ShouldBeGreaterThan(5);

        // Each handling hangs on the span in which its event was told, and its SQL on the handling.
        var handling = spans.Where(s => s.Scope == "Maru.Events").ToArray();
        spans.Where(s => s.Scope == "Npgsql").ShouldContain(s => handling.Any(h => h.Id == s.Parent));
        shop.Collector.Spans.Where(s => s.Scope == "Npgsql").ShouldAllBe(s => s.Parent != "");
    }
}
