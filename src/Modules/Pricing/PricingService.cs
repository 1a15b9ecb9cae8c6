using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Baskets;
using Maru.Modules.Pricing.Coupons;

namespace Maru.Modules.Pricing;

/// <summary>The sale's door to prices.</summary>
internal sealed class PricingService(PricingRulesStore store, Redemption redemption, TimeProvider time) : IPricing, IPromotionPrices
{
    public async Task<PricedBasket> PriceAsync(PriceRequest request, CancellationToken ct) =>
        new BasketPricing(await store.GetAsync(ct), request, time.GetUtcNow()).Price();

    public async Task<IReadOnlyDictionary<string, PromotionPrice>> GetPromotionPricesAsync(IReadOnlyList<PriceLine> lines, string? segment, CancellationToken ct)
    {
        var rules = await store.GetAsync(ct);
        var prices = new Dictionary<string, PromotionPrice>();
        var now = time.GetUtcNow();
        foreach (var group in lines.GroupBy(l => l.ListPrice.Currency))
        {
            var pricing = new BasketPricing(rules, new PriceRequest([], [], null, segment, group.Key), now);
            foreach (var line in group)
            {
                var why = new List<LocalizedText>();
                var amount = pricing.PieceOf(line, why);
                if (amount != line.ListPrice.Amount)
                {
                    prices[line.Sku] = new PromotionPrice(new Money(amount, group.Key), line.ListPrice, why);
                }
            }
        }

        return prices;
    }

    public Task<Result<Done>> RedeemAsync(OrderId order, IReadOnlyList<string> coupons, UserId? user, string email, CancellationToken ct) =>
        redemption.RedeemAsync(order, coupons, user, email, ct);

    public Task ReleaseAsync(OrderId order, CancellationToken ct) => redemption.ReleaseAsync(order, ct);
}
