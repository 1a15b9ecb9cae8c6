using System.Collections.Frozen;
using Maru.Contracts.Pricing;

namespace Maru.Modules.Pricing.Baskets;

/// <summary>A list of things to be meant, ready for quick asking.</summary>
internal sealed class ScopeMatch(GoodsScope scope)
{
    private readonly FrozenSet<string>? _categories = Set(scope.Categories);
    private readonly FrozenSet<string>? _brands = Set(scope.Brands);
    private readonly FrozenSet<Guid>? _products = scope.ProductGroup is { Count: > 0 } products ? products.Select(p => p.Value).ToFrozenSet() : null;
    private readonly FrozenSet<Guid>? _sellers = scope.Sellers is { Count: > 0 } sellers ? sellers.Select(s => s.Value).ToFrozenSet() : null;
    private readonly FrozenSet<string>? _skus = Set(scope.Skus);

    private bool Everything => _categories is null && _brands is null && _products is null && _sellers is null && _skus is null;

    public bool Covers(PriceLine line) =>
        Everything
        || (_categories?.Contains(line.CategorySlug) ?? false)
        || (_brands?.Contains(line.Brand) ?? false)
        || (_products?.Contains(line.ProductId.Value) ?? false)
        || (_sellers?.Contains(line.SellerId.Value) ?? false)
        || (_skus?.Contains(line.Sku) ?? false);

    private static FrozenSet<string>? Set(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values.ToFrozenSet(StringComparer.OrdinalIgnoreCase) : null;
}

internal sealed record PromotionRule(Promotion Promotion, ScopeMatch Scope);

internal sealed record CouponRule(Coupon Coupon, ScopeMatch Scope, int Used);

internal sealed record PriceListRule(PriceList List, FrozenDictionary<string, long> Prices);

/// <summary>Everything that makes prices, as it stood in the database a moment ago.</summary>
/// <param name="Promotions">By priority.</param>
/// <param name="PriceLists">By priority.</param>
internal sealed record PricingRules(
    IReadOnlyList<PromotionRule> Promotions, FrozenDictionary<string, CouponRule> Coupons, IReadOnlyList<PriceListRule> PriceLists, TimeZoneInfo Zone);
