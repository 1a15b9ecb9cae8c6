using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Purchases;

/// <summary>What a member may still review.</summary>
internal sealed class PurchaseBook(Database<ReviewsModule> database, ReviewsOptions options)
{
    private const string OpenSql =
        """
        from purchases p
        where p.user_id = @user and (@product::uuid is null or p.product_id = @product) and (@evenUndelivered or p.delivered_at is not null)
            and not exists (select from reviews r where r.order_id = p.order_id and r.line = p.line and r.state <> 'Withdrawn')
        """;

    private bool EvenUndelivered => options.WhoMayWrite != WhoMayWrite.Delivered;

    public async Task<Page<OpenReview>> ListOpenAsync(UserId user, ProductId? product, PageRequest page, CancellationToken ct)
    {
        var args = new { user, product, evenUndelivered = EvenUndelivered, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) " + OpenSql, args, ct);
        var rows = await database.QueryAsync<PurchaseRow>(
            $"select p.order_id, p.line, p.number, p.product_id, p.sku, p.seller_id, p.name_ko, p.name_en, p.bought_at, p.delivered_at {OpenSql} order by p.bought_at desc, p.line limit @Size offset @Offset",
            args, ct);
        return new Page<OpenReview>(
            [.. rows.Select(r => new OpenReview(r.ProductId, r.OrderId, r.Number, r.Line, r.Sku, new LocalizedText(r.NameKo, r.NameEn), r.BoughtAt))], total, page.Number, page.Size);
    }

    /// <summary>The purchase a new review is about, locked, so that two tabs do not both write about it; or why there is none.</summary>
    public async Task<(PurchaseRow? Purchase, string? Why)> TakeAsync(Transaction transaction, UserId user, ReviewDraft draft, CancellationToken ct)
    {
        var args = new { user, product = draft.Product, evenUndelivered = EvenUndelivered, order = draft.Order, line = draft.Line };
        var purchase = await transaction.QuerySingleOrDefaultAsync<PurchaseRow>(
            $"""
            select p.order_id, p.line, p.number, p.product_id, p.sku, p.seller_id, p.name_ko, p.name_en, p.bought_at, p.delivered_at {OpenSql}
                and (@order::uuid is null or p.order_id = @order) and (@line::int is null or p.line = @line)
            order by p.bought_at desc, p.line limit 1 for update of p
            """,
            args, ct);
        if (purchase is not null)
        {
            return (purchase, null);
        }

        var had = await transaction.QuerySingleOrDefaultAsync<Had>(
            """
            select count(*)::int as all, (count(*) filter (where delivered_at is not null))::int as delivered from purchases
            where user_id = @user and product_id = @product and (@order::uuid is null or order_id = @order) and (@line::int is null or line = @line)
            """,
            args, ct);
        return (null, had switch
        {
            null or { All: 0 } => "not-bought",
            { Delivered: 0 } when options.WhoMayWrite == WhoMayWrite.Delivered => "not-delivered",
            _ => "already-reviewed",
        });
    }

    public async Task<bool> HasBoughtAsync(UserId user, ProductId product, CancellationToken ct) => await database.QuerySingleOrDefaultAsync<bool>(
        "select exists (select from purchases where user_id = @user and product_id = @product)", new { user, product }, ct);

    private sealed record Had(int All, int Delivered);
}

internal sealed record PurchaseRow(
    OrderId OrderId, int Line, string Number, ProductId ProductId, string Sku, SellerId SellerId, string? NameKo, string? NameEn, DateTimeOffset BoughtAt, DateTimeOffset? DeliveredAt);
