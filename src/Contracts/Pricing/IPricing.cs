namespace Maru.Contracts.Pricing;

/// <summary>Promotions, coupons and price lists: what goods cost this shopper now, and why.</summary>
public interface IPricing
{
    /// <summary>Prices a basket. Pure: nothing is used up.</summary>
    Task<PricedBasket> PriceAsync(PriceRequest request, CancellationToken ct);

    /// <summary>Uses coupons for an order, within their limits under any concurrency, all or none. Repeating it with the same order acts once.</summary>
    Task<Result<Done>> RedeemAsync(OrderId order, IReadOnlyList<string> coupons, UserId? user, string email, CancellationToken ct);

    /// <summary>Gives the coupons of an order that came to nothing back.</summary>
    Task ReleaseAsync(OrderId order, CancellationToken ct);
}

/// <summary>Sale prices, for lists of goods.</summary>
public interface IPromotionPrices
{
    /// <summary>
    /// What one piece of each costs now after price lists and promotions, so that lists can show sale prices. Only those whose price differs from
    /// their list price are in the answer, by SKU.
    /// </summary>
    Task<IReadOnlyDictionary<string, PromotionPrice>> GetPromotionPricesAsync(IReadOnlyList<PriceLine> lines, string? segment, CancellationToken ct);
}

public sealed record PriceRequest(IReadOnlyList<PriceLine> Lines, IReadOnlyList<string> Coupons, UserId? User, string? Segment, Currency Currency);

public sealed record PriceLine(string Sku, ProductId ProductId, string CategorySlug, string Brand, SellerId SellerId, int Quantity, Money ListPrice);

public sealed record PricedBasket(
    IReadOnlyList<PricedLine> Lines, Money Subtotal, Money Discount, Money Total, bool FreeShipping, IReadOnlyList<AppliedDiscount> Discounts,
    IReadOnlyList<RejectedCoupon> Rejected);

/// <param name="UnitPrice">After price lists and product promotions, before coupons.</param>
/// <param name="Discount">This line's share of coupons and basket promotions; shares add up to the basket's discount exactly.</param>
public sealed record PricedLine(string Sku, int Quantity, Money UnitPrice, Money Discount, Money Total);

/// <param name="Promotions">Names of what made the price, first to last.</param>
public sealed record PromotionPrice(Money Price, Money ListPrice, IReadOnlyList<LocalizedText> Promotions);

public sealed record AppliedDiscount(string Code, LocalizedText Name, Money Amount);

public sealed record RejectedCoupon(string Code, string Reason, LocalizedText Text);

public sealed record CouponNotUsable(string Coupon, string Reason) : Failure(FailureKind.Conflict, "coupon-not-usable", $"The coupon {Coupon} cannot be used: {Reason}.");
