using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Ordering.Statistics;

/// <summary>Counts what was sold and given back, by day and product, from the shop's own news, some hundred at a stroke.</summary>
internal sealed class SalesProjection(OrderingOptions options) : IEventBatchHandler
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var sums = new SortedDictionary<Key, Sum>(Comparer<Key>.Create(Compare));
        foreach (var happened in events)
        {
            switch (happened.Event)
            {
                case OrderPaid paid:
                    foreach (var line in paid.Lines)
                    {
                        var sum = Of(sums, paid.At, line.ProductId, line.SellerId, line.CategorySlug, line.Total.Currency);
                        sum.Orders++;
                        sum.Units += line.Quantity;
                        sum.Revenue += line.Total.Amount;
                    }

                    break;
                case OrderRefunded { Lines: { } lines } refunded:
                    foreach (var line in lines)
                    {
                        var sum = Of(sums, refunded.At, line.ProductId, line.SellerId, line.CategorySlug, line.Amount.Currency);
                        sum.RefundedUnits += line.Quantity;
                        sum.Refunded += line.Amount.Amount;
                    }

                    break;
                default:
                    break;
            }
        }

        return sums.Count == 0 ? Task.CompletedTask : transaction.ExecuteAsync(
            """
            insert into sales as s (day, currency, product_id, seller_id, category, orders, units, revenue, refunded_units, refunded)
            select * from unnest(@days::date[], @currencies, @products, @sellers, @categories, @orders, @units, @revenues, @refundedUnits, @refunds)
            on conflict (day, currency, product_id, seller_id, category) do update set
                orders = s.orders + excluded.orders, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue,
                refunded_units = s.refunded_units + excluded.refunded_units, refunded = s.refunded + excluded.refunded
            """,
            new
            {
                days = sums.Keys.Select(k => k.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
                currencies = sums.Keys.Select(k => k.Currency).ToArray(),
                products = sums.Keys.Select(k => k.Product).ToArray(),
                sellers = sums.Keys.Select(k => k.Seller).ToArray(),
                categories = sums.Keys.Select(k => k.Category).ToArray(),
                orders = sums.Values.Select(s => s.Orders).ToArray(),
                units = sums.Values.Select(s => s.Units).ToArray(),
                revenues = sums.Values.Select(s => s.Revenue).ToArray(),
                refundedUnits = sums.Values.Select(s => s.RefundedUnits).ToArray(),
                refunds = sums.Values.Select(s => s.Refunded).ToArray(),
            },
            ct);
    }

    private Sum Of(SortedDictionary<Key, Sum> sums, DateTimeOffset at, ProductId product, SellerId seller, string? category, Currency currency)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);
        var key = new Key(day, currency.Code, product.Value, seller.Value, category ?? "");
        if (!sums.TryGetValue(key, out var sum))
        {
            sums[key] = sum = new Sum();
        }

        return sum;
    }

    // Rows are always locked in the same order.
    private static int Compare(Key a, Key b) =>
        (a.Day, a.Currency, a.Product, a.Seller).CompareTo((b.Day, b.Currency, b.Product, b.Seller)) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Category, b.Category);

    private sealed record Key(DateOnly Day, string Currency, Guid Product, Guid Seller, string Category);

    private sealed class Sum
    {
        public long Orders { get; set; }

        public long Units { get; set; }

        public long Revenue { get; set; }

        public long RefundedUnits { get; set; }

        public long Refunded { get; set; }
    }
}
