using Maru.Contracts.Ordering;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Carts.Carts;

/// <summary>Takes out of carts what was bought; what was put in meanwhile stays.</summary>
internal sealed class BoughtCarts(TimeProvider time) : IEventBatchHandler
{
    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var bought = events.Select(e => (OrderPaid)e.Event).SelectMany(e => e.Lines, (e, l) => (Cart: e.CartId.Value, l.Sku, l.Quantity)).ToArray();
        return transaction.ExecuteAsync(
            """
            with bought as (
                select cart, sku, sum(quantity)::int as quantity from unnest(@carts, @skus, @quantities) b (cart, sku, quantity) group by cart, sku),
            rest as (
                select c.id, coalesce(
                    jsonb_object_agg(l.key, jsonb_set(l.value, '{q}', to_jsonb((l.value ->> 'q')::int - coalesce(b.quantity, 0))))
                        filter (where (l.value ->> 'q')::int > coalesce(b.quantity, 0)), '{}') as lines
                from carts c left join lateral jsonb_each(c.lines) l on true left join bought b on b.cart = c.id and b.sku = l.key
                where c.id = any(@carts) group by c.id)
            update carts set lines = rest.lines, coupons = '{}', version = version + 1, updated_at = @now,
                state = case when rest.lines = '{}' then 'Bought' else 'Open' end
            from rest where carts.id = rest.id and state = 'Open'
            """,
            new
            {
                carts = Array.ConvertAll(bought, b => b.Cart), skus = Array.ConvertAll(bought, b => b.Sku), quantities = Array.ConvertAll(bought, b => b.Quantity),
                now = time.GetUtcNow(),
            },
            ct);
    }
}
