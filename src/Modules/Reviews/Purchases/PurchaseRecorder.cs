using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Reviews.Ratings;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Reviews.Purchases;

/// <summary>Learns from orders who bought what. A guest cannot sign in, so his orders give nobody a right.</summary>
internal sealed class PurchaseRecorder(RatingBook ratings) : IEventHandler<OrderPaid>, IEventHandler<OrderDelivered>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderPaid happened, EventContext context, CancellationToken ct) =>
        RecordAsync(context.Transaction, new Bought(happened.OrderId, happened.Number, happened.User, happened.Lines, happened.At, null), ct);

    public Task HandleAsync(OrderDelivered happened, EventContext context, CancellationToken ct) =>
        RecordAsync(context.Transaction, new Bought(happened.OrderId, happened.Number, happened.User, happened.Lines, happened.At, happened.At), ct);

    /// <summary>What never came gives no right, and no mark to what was written already.</summary>
    public async Task HandleAsync(OrderCancelled happened, EventContext context, CancellationToken ct)
    {
        var hit = await context.Transaction.QueryAsync<ProductId>(
            """
            update reviews set verified = false where order_id = @OrderId and verified
                and exists (select from purchases p where p.order_id = reviews.order_id and p.line = reviews.line and p.delivered_at is null)
            returning product_id
            """,
            new { happened.OrderId }, ct);
        await context.Transaction.ExecuteAsync("delete from purchases where order_id = @OrderId and delivered_at is null", new { happened.OrderId }, ct);
        if (hit.Count > 0)
        {
            await ratings.RecountAsync(context.Transaction, hit, ct);
        }
    }

    private static async Task RecordAsync(Transaction transaction, Bought bought, CancellationToken ct)
    {
        if (bought.User is not { } user)
        {
            return;
        }

        await transaction.ExecuteAsync(
            """
            insert into purchases (order_id, line, number, user_id, product_id, sku, seller_id, name_ko, name_en, bought_at, delivered_at)
            select @Order, l.line, @Number, @user, l.product, l.sku, l.seller, l.ko, l.en, @At, @DeliveredAt
            from unnest(@lines, @products, @skus, @sellers, @ko, @en) as l (line, product, sku, seller, ko, en)
            on conflict (order_id, line) do update set delivered_at = coalesce(purchases.delivered_at, excluded.delivered_at)
            """,
            new
            {
                bought.Order, bought.Number, user, bought.At, bought.DeliveredAt,
                lines = bought.Lines.Select(l => l.Line).ToArray(), products = bought.Lines.Select(l => l.ProductId.Value).ToArray(), skus = bought.Lines.Select(l => l.Sku).ToArray(),
                sellers = bought.Lines.Select(l => l.SellerId.Value).ToArray(), ko = bought.Lines.Select(l => l.Name.Ko).ToArray(), en = bought.Lines.Select(l => l.Name.En).ToArray(),
            }, ct);
    }

    private sealed record Bought(OrderId Order, string Number, UserId? User, IReadOnlyList<SoldLine> Lines, DateTimeOffset At, DateTimeOffset? DeliveredAt);
}
