using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Statistics;

/// <summary>Sales of a span of days, grouped as asked.</summary>
internal sealed class SalesReader(Database<OrderingModule> database)
{
    public static bool IsGrouping(string by) => by is "day" or "product" or "seller" or "category";

    public async Task<IReadOnlyList<SalesFigure>> ReadAsync(SalesQuery query, CancellationToken ct)
    {
        var key = query.By switch
        {
            "product" => "product_id::text",
            "seller" => "seller_id::text",
            "category" => "category",
            _ => "to_char(day, 'YYYY-MM-DD')",
        };
        var rows = await database.QueryAsync<Row>(
            $"""
            select {key} as key, sum(orders)::bigint as orders, sum(units)::bigint as units, sum(revenue)::bigint as revenue,
                   sum(refunded_units)::bigint as refunded_units, sum(refunded)::bigint as refunded
            from sales
            where day >= @From and day <= @To and currency = @Currency and (@Seller::uuid is null or seller_id = @Seller)
            group by 1 order by {(query.By == "day" ? "1" : "sum(revenue) desc, 1")} limit 1000
            """,
            new { query.From, query.To, Currency = query.Currency.Code, Seller = query.Seller?.Value }, ct);
        return [.. rows.Select(r => new SalesFigure(r.Key, r.Orders, r.Units, new Money(r.Revenue, query.Currency), r.RefundedUnits, new Money(r.Refunded, query.Currency)))];
    }

    private sealed record Row(string Key, long Orders, long Units, long Revenue, long RefundedUnits, long Refunded);
}
