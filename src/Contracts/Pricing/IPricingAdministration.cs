namespace Maru.Contracts.Pricing;

/// <summary>Promotions, coupons and price lists as the back office keeps them.</summary>
public interface IPricingAdministration
{
    Task<IReadOnlyList<PromotionStatus>> ListPromotionsAsync(CancellationToken ct);

    /// <summary>The days, from one to another (400 at most), on which active promotions run for some of the day.</summary>
    Task<IReadOnlyList<PromotionDay>> ListPromotionDaysAsync(DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>Makes the promotion or changes it.</summary>
    Task<Result<Promotion>> SavePromotionAsync(Promotion promotion, CancellationToken ct);

    Task<Result<Done>> RemovePromotionAsync(Guid id, CancellationToken ct);

    Task<Page<CouponStatus>> ListCouponsAsync(string? text, PageRequest page, CancellationToken ct);

    Task<Result<Coupon>> SaveCouponAsync(Coupon coupon, CancellationToken ct);

    Task<Result<Done>> RemoveCouponAsync(string code, CancellationToken ct);

    Task<IReadOnlyList<PriceList>> ListPriceListsAsync(CancellationToken ct);

    Task<Result<PriceList>> SavePriceListAsync(PriceList list, CancellationToken ct);

    Task<Result<Done>> RemovePriceListAsync(Guid id, CancellationToken ct);

    Task<Page<ListedPrice>> ListPricesAsync(Guid list, string? text, PageRequest page, CancellationToken ct);

    /// <summary>Sets prices of SKUs in a list; null takes one out.</summary>
    Task<Result<Done>> SetPricesAsync(Guid list, IReadOnlyDictionary<string, long?> prices, CancellationToken ct);
}

/// <param name="RunsNow">Its calendar says yes at this moment.</param>
public sealed record PromotionStatus(Promotion Promotion, bool RunsNow);

public sealed record PromotionDay(Guid Promotion, LocalizedText Name, DateOnly Day);

public sealed record CouponStatus(Coupon Coupon, int Used, bool RunsNow);

public sealed record ListedPrice(string Sku, long Amount);
