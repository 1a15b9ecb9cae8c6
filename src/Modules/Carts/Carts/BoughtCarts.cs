using Maru.Contracts.Ordering;
using Maru.Platform.Events;

namespace Maru.Modules.Carts.Carts;

/// <summary>Takes out of a cart what was bought; what was put in meanwhile stays.</summary>
internal sealed class BoughtCarts(TimeProvider time) : IEventHandler<OrderPaid>
{
    public Task HandleAsync(OrderPaid happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        with bought as (select sku, sum(quantity)::int as quantity from unnest(@skus, @quantities) b (sku, quantity) group by sku),
        rest as (
            select coalesce(jsonb_object_agg(l.key, jsonb_set(l.value, '{q}', to_jsonb((l.value ->> 'q')::int - coalesce(b.quantity, 0)))), '{}') as lines
            from carts c, jsonb_each(c.lines) l left join bought b on b.sku = l.key
            where c.id = @CartId and (l.value ->> 'q')::int > coalesce(b.quantity, 0))
        update carts set lines = rest.lines, coupons = '{}', version = version + 1, updated_at = @now,
            state = case when rest.lines = '{}' then 'Bought' else 'Open' end
        from rest where id = @CartId and state = 'Open'
        """,
        new
        {
            happened.CartId, skus = happened.Lines.Select(l => l.Sku).ToArray(), quantities = happened.Lines.Select(l => l.Quantity).ToArray(), now = time.GetUtcNow(),
        },
        ct);
}
