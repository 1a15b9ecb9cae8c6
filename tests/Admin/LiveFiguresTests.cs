using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Maru.Admin.Tests;

public sealed class LiveFiguresTests(AdminShop shop) : IClassFixture<AdminShop>
{
    [Fact]
    public async Task Figures_ForAnAdministrator_ComeAsEvents()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await using var stream = await shop.Admin.GetStreamAsync("/api/v1/admin/live", patience.Token);
        await using var events = SseParser.Create(stream).EnumerateAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.EventType.ShouldBe("figures");
        var figures = JsonDocument.Parse(events.Current.Data).RootElement;
        figures.GetProperty("viewers").GetInt32().ShouldBe(1);
        figures.GetProperty("deadLetters").GetInt32().ShouldBe(0);
        figures.GetProperty("revenueToday").GetProperty("currency").GetString().ShouldBe("KRW");
    }

    [Fact]
    public async Task Figures_ForOthers_AreRefused()
    {
        using var nobody = shop.CreateClient();
        (await nobody.GetAsync("/api/v1/admin/live", CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.Shopper.GetAsync("/api/v1/admin/live", CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
