using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Contracts.History;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.History.Reading;
using Maru.Modules.History.Record;
using Maru.Platform.Jobs;

namespace Maru.Modules.History.Tests;

public sealed class RecordTests(HistoryShop shop) : IClassFixture<HistoryShop>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly Money Won = new(39_000, Currency.Krw);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_WhenTold_IsFoundUnderEverythingItIsAbout()
    {
        var (order, user, cart, product) = (OrderId.New(), UserId.New(), CartId.New(), ProductId.New());
        await shop.TellAsync("ordering", Now, Placed(order, user, cart, product));

        foreach (var subject in new[] { $"order:{order}", $"user:{user}", $"cart:{cart}", $"product:{product}" })
        {
            var entry = (await shop.UntilAsync(subject, 1)).Single();
            entry.Kind.ShouldBe("ordering.order-placed");
            entry.Actor.ShouldBe($"user:{user}");
            entry.Text.In("en").ShouldBe("Order placed: M-1 39000 KRW");
        }

        (await shop.History.ListAsync(new HistoryQuery(Actor: $"user:{user}", Kinds: ["sales"]), Ct)).Items.Count.ShouldBe(1);
        (await shop.History.ListAsync(new HistoryQuery(Actor: $"user:{user}", Kinds: ["stock"]), Ct)).Items.ShouldBeEmpty();
        (await shop.History.ListAsync(new HistoryQuery($"order:{order}", To: Now.AddDays(-1)), Ct)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Event_WhenItHoldsASecret_IsRecordedWithoutIt()
    {
        var user = UserId.New();
        await shop.TellAsync("identity", Now, new IdentityLinkRequested(user, "reset", "very-secret", Now.AddHours(1)));
        (await shop.UntilAsync($"user:{user}", 1)).Single().Data.ShouldNotContain("very-secret");

        var order = OrderId.New();
        await shop.TellAsync("ordering", Now, new OrderShipped(order, "M-1", user, ShipmentId.New(), "hanjin", "500012345678", true, Now));
        (await shop.UntilAsync($"order:{order}", 1)).Single().Data.ShouldNotContain("500012345678");
    }

    [Fact]
    public async Task Pages_WhileNewEntriesComeIn_ShowEachOldOneOnce()
    {
        var order = OrderId.New();
        await shop.TellAsync("ordering", Now, [.. Enumerable.Range(0, 25).Select(_ => new OrderPacked(order, "M-1", null, Now))]);
        await shop.UntilAsync($"order:{order}", 25);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await shop.History.ListAsync(new HistoryQuery($"order:{order}", Cursor: cursor, Limit: 10), Ct);
            seen.AddRange(page.Items.Select(e => e.Id));
            if (cursor is null)
            {
                await shop.TellAsync("ordering", Now.AddSeconds(1), new OrderDelivered(order, "M-1", null, [], Now));
                await shop.UntilAsync($"order:{order}", 26);
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(25);
        seen.Distinct().Count().ShouldBe(25);
    }

    [Fact]
    public async Task Member_SeesHisOwnInWordsForHimAndNothingBehindThem()
    {
        var (order, user, other) = (OrderId.New(), UserId.New(), UserId.New());
        await shop.TellAsync("ordering", Now, Placed(order, user, CartId.New(), ProductId.New()), Placed(OrderId.New(), other, CartId.New(), ProductId.New()));
        await shop.UntilAsync($"user:{user}", 1);

        var mine = (await shop.History.OfMemberAsync(user, null, 20, Ct)).Items.Single();
        mine.Text.In("ko").ShouldBe("주문했어요: M-1 39000 KRW");
        mine.Data.ShouldBe("{}");
        mine.Subjects.ShouldNotContain(s => s.StartsWith("cart:") || s.StartsWith("user:"));
        (await shop.History.OfOrderAsync(order, null, 20, Ct)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rebuild_WhileEventsComeIn_LosesNoneAndBringsBackWhatWasLost()
    {
        var order = OrderId.New();
        await shop.TellAsync("ordering", Now, [.. Enumerable.Range(0, 40).Select(_ => new OrderPacked(order, "M-1", null, Now))]);
        await shop.UntilAsync($"order:{order}", 40);
        await shop.SqlAsync("delete from history.entry_subjects where subject = @s; delete from history.entries where @s = any(subjects)", new { s = $"order:{order}" });

        var during = OrderId.New();
        var telling = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await shop.TellAsync("ordering", Now, new OrderPacked(during, "M-2", null, Now));
            }
        }, Ct);
        (await shop.History.RebuildAsync("test", Ct)).Value.ShouldBeGreaterThanOrEqualTo(40);
        (await shop.History.RebuildAsync("test", Ct)).Succeeded.ShouldBeTrue();
        await telling;

        (await shop.UntilAsync($"order:{order}", 40)).Count.ShouldBe(40);
        (await shop.UntilAsync($"order:{during}", 60)).Count.ShouldBe(60);
    }

    [Fact]
    public async Task Retention_DropsWhatIsTooOldAndKeepsWhatTheLawWants()
    {
        var (user, old) = (UserId.New(), Now.AddDays(-200));
        await shop.TellAsync("identity", old, new UserSignedIn(user, null, old), new UserRegistered(user, "ko", old));
        await shop.UntilAsync($"user:{user}", 2);

        await shop.Get<Retention>().RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct);

        (await shop.UntilAsync($"user:{user}", 1)).Single().Kind.ShouldBe("identity.user-registered");
    }

    [Fact]
    public async Task Counts_ByDayOfTheShop_CountEachKind()
    {
        // Half past eleven at night in Seoul, and half an hour after midnight.
        var late = new DateTimeOffset(2031, 5, 1, 14, 30, 0, TimeSpan.Zero);
        await shop.TellAsync("identity", late, new UserRegistered(UserId.New(), "ko", late));
        var (early, last) = (late.AddHours(1), UserId.New());
        await shop.TellAsync("identity", early, new UserRegistered(UserId.New(), "ko", early), new UserRegistered(last, "ko", early));
        await shop.UntilAsync($"user:{last}", 1);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        IReadOnlyList<HistoryCount> counts = [];
        while (counts.Sum(c => c.Count) < 3)
        {
            counts = await shop.History.CountAsync(new DateOnly(2031, 5, 1), new DateOnly(2031, 5, 2), "accounts", patience.Token);
            await Task.Delay(20, patience.Token);
        }

        counts.Select(c => (c.Day.Day, c.Count)).ShouldBe([(1, 1L), (2, 2L)]);
    }

    [Fact]
    public async Task Doors_WithoutTheRight_AreClosed()
    {
        (await shop.Client.GetAsync("/api/v1/admin/history", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.Client.GetAsync("/api/v1/me/history", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.Client.GetAsync($"/api/v1/orders/{OrderId.New()}/history", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.Client.GetAsync($"/api/v1/orders/{OrderId.New()}/history?cursor=x", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Cursor_OfAnyEntry_ComesBackTheSame() => Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), ArbMap.Default.ArbFor<Guid>(), (at, id) =>
    {
        var cursor = new HistoryCursor(new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)), id);
        return HistoryCursor.Parse(cursor.ToString()) == cursor;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cursor_OfAnyText_IsReadOrRefused() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        HistoryCursor.Parse(text);
        return HistoryCursor.Parse(null) is null;
    }).QuickCheckThrowOnFailure();

    private static OrderPlaced Placed(OrderId order, UserId user, CartId cart, ProductId product) =>
        new(order, "M-1", user, cart, [new SoldLine(1, "sku-1", product, LocalizedText.Same("Shirt"), 1, Won, Won, SellerId.New())], Won, Now);
}
