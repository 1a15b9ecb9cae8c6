using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Market;

/// <summary>How a seller's quality is read: shares of the orders paid in the last 90 days; late is what was not on its way within 3 days of payment.</summary>
internal static class SellerQualitySql
{
    /// <summary>A share of fewer orders than this says nothing.</summary>
    private const int Few = 20;

    public const string Columns =
        """
        coalesce(q.orders, 0) as orders, coalesce(q.cancelled, 0) as cancelled, coalesce(q.returned, 0) as returned, coalesce(q.late, 0) as late
        """;

    public const string Join =
        """
        left join lateral (
            select count(*)::int as orders, (count(*) filter (where cancelled))::int as cancelled, (count(*) filter (where returned))::int as returned,
                   (count(*) filter (where coalesce(shipped_at, now()) > paid_at + interval '3 days' and not cancelled))::int as late
            from seller_orders where seller_id = s.id and paid_at > now() - interval '90 days') q on true
        """;

    public static SellerQuality Quality(int orders, int cancelled, int returned, int late)
    {
        return new SellerQuality(Share(cancelled), Share(returned), Share(late), orders);

        int? Share(int count) => orders < Few ? null : (int)((long)count * 10_000 / orders);
    }
}
