using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Configuration;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Loyalty.Points;

/// <summary>Gives points for goods that arrived, and takes them back for money that was refunded, in whichever order the two happen.</summary>
internal sealed class Earning(PointsLedger ledger, LoyaltyService loyalty, ISettings settings)
    : IEventHandler<OrderDelivered>, IEventHandler<OrderRefunded>, IEventHandler<OrderCancelled>
{
    public async Task HandleAsync(OrderDelivered happened, EventContext context, CancellationToken ct)
    {
        if (happened.User is { } user)
        {
            var value = happened.Lines.Sum(l => l.Total.Amount);
            await SettleAsync(context.Transaction, happened.OrderId, user, e => e with { Value = value, Delivered = true }, ct);
        }
    }

    public async Task HandleAsync(OrderRefunded happened, EventContext context, CancellationToken ct)
    {
        if (happened.User is { } user)
        {
            await SettleAsync(context.Transaction, happened.OrderId, user, e => e with { Refunded = e.Refunded + happened.Amount.Amount }, ct);
        }
    }

    public Task HandleAsync(OrderCancelled happened, EventContext context, CancellationToken ct) => loyalty.ReturnAsync(context.Transaction, happened.OrderId, ct);

    /// <summary>What an order is worth in points now. Rounded down: no part of a point is given.</summary>
    internal static long PointsFor(long value, long refunded, int basisPoints) => (long)((Int128)Math.Max(value - refunded, 0) * basisPoints / 10_000);

    private async Task SettleAsync(Transaction transaction, OrderId order, UserId user, Func<EarningRow, EarningRow> change, CancellationToken ct)
    {
        await ledger.LockAsync(transaction, user, ct);
        var before = await transaction.QuerySingleOrDefaultAsync<EarningRow>(
            "select value, refunded, points, delivered from earnings where order_id = @order", new { order }, ct) ?? new EarningRow(0, 0, 0, false);
        var after = change(before);
        after = after with { Points = after.Delivered ? PointsFor(after.Value, after.Refunded, settings.Get(LoyaltySettings.EarnBasisPoints)) : 0 };
        await transaction.ExecuteAsync(
            """
            insert into earnings (order_id, user_id, value, refunded, points, delivered) values (@order, @user, @Value, @Refunded, @Points, @Delivered)
            on conflict (order_id) do update set value = excluded.value, refunded = excluded.refunded, points = excluded.points, delivered = excluded.delivered
            """,
            new { order, user, after.Value, after.Refunded, after.Points, after.Delivered }, ct);
        if (after.Points > before.Points)
        {
            await ledger.MoveAsync(transaction, TransferKind.Earn, user, order, Account.Issued, Account.Available, after.Points - before.Points, ct);
        }
        else
        {
            await ledger.MoveAsync(transaction, TransferKind.Reverse, user, order, Account.Available, Account.Issued, before.Points - after.Points, ct);
        }
    }

    private sealed record EarningRow(long Value, long Refunded, long Points, bool Delivered);
}
