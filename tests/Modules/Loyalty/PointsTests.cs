using Dapper;
using Maru.Contracts;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Modules.Loyalty.Points;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Jobs;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Loyalty.Tests;

public sealed class PointsTests(PointsTests.PointsShop shop) : IClassFixture<PointsTests.PointsShop>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ILoyalty Loyalty => shop.Get<ILoyalty>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>After every test: each transfer adds up to nothing, and balances are the sums of their entries.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(shop.ConnectionString);
        (await connection.ExecuteScalarAsync<long>("select count(*) from (select from loyalty.entries group by transfer having sum(amount) <> 0) t")).ShouldBe(0);
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*) from loyalty.balances b
            where (b.available, b.held) <> (
                select coalesce(sum(e.amount) filter (where e.account = 'available'), 0), coalesce(sum(e.amount) filter (where e.account = 'held'), 0)
                from loyalty.transfers t join loyalty.entries e on e.transfer = t.id where t.user_id = b.user_id)
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task Delivered_WhenGoodsCost50000_Earns500Points()
    {
        var user = UserId.New();
        await shop.HandleAsync(Delivered(OrderId.New(), user, 50_099));
        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refunded_WhetherBeforeOrAfterDelivery_LeavesThePointsOfTheRest(bool refundFirst)
    {
        var user = UserId.New();
        var order = OrderId.New();
        var refund = new OrderRefunded(order, "M-1", user, new Money(20_000, Currency.Krw), false, "damaged", Now);
        if (refundFirst)
        {
            await shop.HandleAsync(refund);
            await shop.HandleAsync(Delivered(order, user, 50_000));
        }
        else
        {
            await shop.HandleAsync(Delivered(order, user, 50_000));
            await shop.HandleAsync(refund);
        }

        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(300);
    }

    [Fact]
    public async Task Hold_WhenManyOrdersWantTheSamePoints_NoneAreSpentTwice()
    {
        var user = await shop.UserWithAsync(1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Loyalty.HoldAsync(OrderId.New(), user, 300, Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(3);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Failure is NotEnoughPoints);
        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(100);
    }

    [Fact]
    public async Task Hold_WhenRepeatedThenReleasedTwice_EndsWhereItBegan()
    {
        var user = await shop.UserWithAsync(1_000);
        var order = OrderId.New();

        (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Loyalty.HoldAsync(order, user, 300, Ct)))).ShouldAllBe(a => a.Succeeded);
        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(700);
        await Loyalty.ReleaseAsync(order, Ct);
        await Loyalty.ReleaseAsync(order, Ct);

        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(1_000);
        (await Loyalty.HoldAsync(order, user, 300, Ct)).Succeeded.ShouldBeFalse("what was given back is not held again");
    }

    [Fact]
    public async Task Release_WhenItComesBeforeTheHold_MakesTheHoldFail()
    {
        var user = await shop.UserWithAsync(1_000);
        var order = OrderId.New();
        await Loyalty.ReleaseAsync(order, Ct);

        (await Loyalty.HoldAsync(order, user, 300, Ct)).Succeeded.ShouldBeFalse();
        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(1_000);
    }

    [Fact]
    public async Task Cancelled_WhenPointsWereSpent_ReturnsThemOnce()
    {
        var user = await shop.UserWithAsync(1_000);
        var order = OrderId.New();
        await Loyalty.HoldAsync(order, user, 400, Ct);
        await Loyalty.CommitAsync(order, Ct);
        await Loyalty.CommitAsync(order, Ct);
        await Loyalty.ReleaseAsync(order, Ct);
        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(600);

        var cancelled = new OrderCancelled(order, "M-1", user, "changed mind", Money.Zero(Currency.Krw), Now);
        await shop.HandleAsync(cancelled);
        await shop.HandleAsync(cancelled);

        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(1_000);
    }

    [Fact]
    public async Task Expiry_WhenOldPointsWerePartlySpent_TakesTheRestOfTheOldOnesOnly()
    {
        var user = await shop.UserWithAsync(1_000, yearsAgo: 2);
        await shop.HandleAsync(Delivered(OrderId.New(), user, 30_000));
        var order = OrderId.New();
        await Loyalty.HoldAsync(order, user, 400, Ct);
        await Loyalty.CommitAsync(order, Ct);
        var job = shop.Get<PointsExpiry>();

        await job.RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct);
        await job.RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct);

        (await Loyalty.GetBalanceAsync(user, Ct)).ShouldBe(300);
    }

    private static OrderDelivered Delivered(OrderId order, UserId user, long value) => new(
        order, "M-1", user,
        [new SoldLine(1, "A", ProductId.New(), LocalizedText.Same("A"), 1, new Money(value, Currency.Krw), new Money(value, Currency.Krw), SellerId.New())], Now);

    public sealed class PointsShop : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "loyalty" };

        public async Task HandleAsync<TEvent>(TEvent happened) where TEvent : IEvent
        {
            await using var transaction = await Get<Database<LoyaltyModule>>().BeginAsync(CancellationToken.None);
            var received = new ReceivedEvent(happened, Guid.NewGuid(), "ordering", 1, typeof(TEvent).Name, Now);
            await ((IEventHandler<TEvent>)(object)Get<Earning>()).HandleAsync(happened, new EventContext(transaction, received), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        public async Task<UserId> UserWithAsync(long points, int yearsAgo = 0)
        {
            var user = UserId.New();
            await HandleAsync(Delivered(OrderId.New(), user, points * 100));
            if (yearsAgo > 0)
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.ExecuteAsync("update loyalty.transfers set at = at - make_interval(years => @yearsAgo) where user_id = @id", new { id = user.Value, yearsAgo });
            }

            return user;
        }
    }
}
