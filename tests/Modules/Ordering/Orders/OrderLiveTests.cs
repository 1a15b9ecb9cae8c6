using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Hosting;
using Maru.Rehearsal;
using Maru.Testing.Shop;

namespace Maru.Modules.Ordering.Tests.Orders;

/// <summary>The status of an order as it happens, over HTTP, also from a process that had no part in it.</summary>
public sealed class OrderLiveTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Watch_WhenTheOrderMovesInAnotherProcess_ShowsEachStatus()
    {
        var data = Directory.CreateTempSubdirectory("maru-live-").FullName;
        var order = await BuyAsync("LIVE-1");
        await using (var other = (await Hosting.Shop.StartAsync(new ShopOptions(data, 0, null, shop.ConnectionString, Demo: false), CancellationToken.None)).Shop!)
        {
            using var http = new HttpClient { BaseAddress = new Uri(other.Address) };
            using var patience = new CancellationTokenSource(Patience);
            using var answer = await OpenAsync(http, order, order.Token, null, patience.Token);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            await using var events = Read(answer, patience.Token);
            (await NextAsync(events)).GetProperty("status").GetString().ShouldBe("paid");
            await shop.Get<IOrderAdministration>().PackAsync(order.Id, null, "staff", CancellationToken.None);
            var last = await UntilAsync(events, "packed");
            last.GetProperty("text").GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
            last.EnumerateObject().Select(p => p.Name).ShouldNotContain("email");
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Watch_WhenComingBackWithWhatWasSeen_GetsOnlyWhatIsNew()
    {
        var order = await BuyAsync("LIVE-2");
        using var patience = new CancellationTokenSource(Patience);
        var seen = (await shop.Get<IOrdering>().FindAsync(order.Id, OrderAccess.OfStaff, CancellationToken.None))!.Version;
        using var answer = await OpenAsync(shop.Client, order, order.Token, seen.ToString(), patience.Token);
        await using var events = Read(answer, patience.Token);
        await shop.Get<IOrderAdministration>().PackAsync(order.Id, null, "staff", CancellationToken.None);
        (await NextAsync(events)).GetProperty("version").GetInt32().ShouldBeGreaterThan(seen);
    }

    [Fact]
    public async Task Watch_WithoutARight_SaysThatThereIsNoSuchOrder()
    {
        var order = await BuyAsync("LIVE-3");
        var stranger = await shop.Get<IAccounts>().RegisterAsync(new Registration("second@example.com", "a quiet wooden floor", "Lee", "ko", null), CancellationToken.None);
        using var second = shop.CreateClient();
        second.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stranger.Value!.AccessToken);
        var other = await BuyAsync("LIVE-4");
        foreach (var (client, token) in new[] { (shop.Client, null), (shop.Client, other.Token), (second, null), (second, "x") })
        {
            using var answer = await OpenAsync(client, order, token, null, CancellationToken.None);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private async Task<Bought> BuyAsync(string sku)
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, sku, 5, 10_000, CancellationToken.None);
        var buyer = new Buyer(shop.Client);
        var purchase = await buyer.PayAsync(await buyer.FillAsync(sku, 1, CancellationToken.None), "tok_visa", Guid.NewGuid().ToString(), CancellationToken.None);
        purchase.IsPaid.ShouldBeTrue(purchase.ToString());
        return new Bought(OrderId.From(Guid.Parse(purchase.OrderId!)), purchase.AccessToken!);
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient http, Bought order, string? token, string? lastSeen, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/orders/{order.Id}/live" + (token is null ? "" : $"?token={token}"));
        if (lastSeen is not null)
        {
            request.Headers.Add("Last-Event-ID", lastSeen);
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static IAsyncEnumerator<SseItem<string>> Read(HttpResponseMessage answer, CancellationToken ct) =>
        SseParser.Create(answer.Content.ReadAsStream(ct)).EnumerateAsync(ct).GetAsyncEnumerator(ct);

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.EventType.ShouldBe("status");
        return JsonDocument.Parse(events.Current.Data).RootElement;
    }

    private static async Task<JsonElement> UntilAsync(IAsyncEnumerator<SseItem<string>> events, string status)
    {
        while (true)
        {
            var next = await NextAsync(events);
            if (next.GetProperty("status").GetString() == status)
            {
                return next;
            }
        }
    }

    private sealed record Bought(OrderId Id, string Token);
}
