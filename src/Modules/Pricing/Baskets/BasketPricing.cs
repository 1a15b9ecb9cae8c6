using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Promotions;

namespace Maru.Modules.Pricing.Baskets;

/// <summary>
/// Prices a basket. Pure. First each piece: price list, then promotions on pieces, by priority. Then the basket: promotions, then coupons, each
/// on what the ones before it left. No line ever costs less than nothing, and the lines' shares add up to each discount exactly.
/// </summary>
internal sealed class BasketPricing(PricingRules rules, PriceRequest request, DateTimeOffset now)
{
    private readonly Line[] _lines = [.. request.Lines.Select(l => new Line(l))];
    private readonly List<AppliedDiscount> _discounts = [];
    private readonly List<RejectedCoupon> _rejected = [];
    private readonly string _currency = request.Currency.Code;
    private bool _freeShipping;

    public PricedBasket Price()
    {
        foreach (var line in _lines)
        {
            line.Unit = PieceOf(line.Asked, null);
        }

        var subtotal = _lines.Sum(l => checked(l.Unit * l.Asked.Quantity));
        foreach (var line in _lines)
        {
            line.Rest = line.Unit * line.Asked.Quantity;
        }

        ApplyPromotions(subtotal);
        ApplyCoupons(subtotal);

        var lines = _lines.Select(l => new PricedLine(l.Asked.Sku, l.Asked.Quantity, Of(l.Unit), Of((l.Unit * l.Asked.Quantity) - l.Rest), Of(l.Rest))).ToList();
        var total = _lines.Sum(l => l.Rest);
        return new PricedBasket(lines, Of(subtotal), Of(subtotal - total), Of(total), _freeShipping, _discounts, _rejected);
    }

    /// <summary>One piece after price lists and promotions on pieces.</summary>
    /// <param name="why">Gathers the names of what made the price.</param>
    public long PieceOf(PriceLine line, List<LocalizedText>? why)
    {
        var price = line.ListPrice.Amount;
        var list = rules.PriceLists.FirstOrDefault(l =>
            l.List.Currency == request.Currency && (l.List.Segment is null || l.List.Segment == request.Segment) && l.Prices.ContainsKey(line.Sku)
            && l.List.Calendar.Holds(now, rules.Zone));
        if (list is not null)
        {
            price = list.Prices[line.Sku];
            why?.Add(list.List.Name);
        }

        var applied = 0;
        foreach (var rule in rules.Promotions)
        {
            var promotion = rule.Promotion;
            if (promotion.Benefit.Kind is not (BenefitKind.PercentOff or BenefitKind.AmountOff) || promotion.MinBasket is { Count: > 0 }
                || !rule.Scope.Covers(line) || !IsFor(promotion) || (promotion.Exclusive && applied > 0))
            {
                continue;
            }

            var off = Math.Min(OffOf(promotion.Benefit, price), price);
            if (off > 0)
            {
                price -= off;
                applied++;
                why?.Add(promotion.Name);
                if (promotion.Exclusive)
                {
                    break;
                }
            }
        }

        return price;
    }

    private void ApplyPromotions(long subtotal)
    {
        var applied = 0;
        foreach (var rule in rules.Promotions)
        {
            var promotion = rule.Promotion;
            var onPieces = promotion.Benefit.Kind is BenefitKind.PercentOff or BenefitKind.AmountOff && promotion.MinBasket is not { Count: > 0 };
            if (onPieces || !IsFor(promotion) || !Reaches(promotion.MinBasket, subtotal) || (promotion.Exclusive && applied > 0))
            {
                continue;
            }

            if (Apply(promotion.Benefit, rule.Scope, promotion.Id.ToString(), promotion.Name))
            {
                applied++;
                if (promotion.Exclusive)
                {
                    break;
                }
            }
        }
    }

    private void ApplyCoupons(long subtotal)
    {
        var used = new List<Coupon>();
        foreach (var code in request.Coupons.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!rules.Coupons.TryGetValue(code, out var rule))
            {
                _rejected.Add(CouponReasons.Reject(code, CouponReasons.Unknown));
                continue;
            }

            var reason = CouponReasons.WhyNot(rule.Coupon, rule.Used, now, rules.Zone)
                ?? (!Reaches(rule.Coupon.MinBasket, subtotal) ? CouponReasons.BasketTooSmall
                    : used.Count > 0 && (!rule.Coupon.Combinable || used.Any(u => !u.Combinable)) ? CouponReasons.NotCombinable
                    : !_lines.Any(l => rule.Scope.Covers(l.Asked)) ? CouponReasons.NoGoods
                    : null);
            if (reason is not null)
            {
                _rejected.Add(CouponReasons.Reject(rule.Coupon.Code, reason));
                continue;
            }

            if (Apply(rule.Coupon.Benefit, rule.Scope, rule.Coupon.Code, rule.Coupon.Name))
            {
                used.Add(rule.Coupon);
            }
        }
    }

    /// <returns>Whether it took anything off.</returns>
    private bool Apply(Benefit benefit, ScopeMatch scope, string code, LocalizedText name)
    {
        if (benefit.Kind == BenefitKind.FreeShipping)
        {
            var any = _lines.Any(l => scope.Covers(l.Asked));
            _freeShipping |= any;
            if (any)
            {
                _discounts.Add(new AppliedDiscount(code, name, Of(0)));
            }

            return any;
        }

        var meant = _lines.Where(l => l.Rest > 0 && scope.Covers(l.Asked)).ToArray();
        var value = meant.Sum(l => l.Rest);
        if (value == 0)
        {
            return false;
        }

        var off = benefit.Kind switch
        {
            BenefitKind.PercentOff or BenefitKind.BasketPercentOff => Of(value).BasisPoints(benefit.BasisPoints).Amount,
            BenefitKind.AmountOff => meant.Sum(l => Math.Min(l.Rest, (long)Math.Min(Amount(benefit.Amounts) * (decimal)l.Asked.Quantity, long.MaxValue))),
            BenefitKind.BasketAmountOff => Amount(benefit.Amounts),
            BenefitKind.BuyXGetY => BuyXGetY(benefit, meant),
            _ => throw new InvalidOperationException($"{benefit.Kind} is unknown."),
        };
        off = Math.Min(Capped(benefit, off), value);
        if (off <= 0)
        {
            return false;
        }

        var shares = Shares.Divide(off, [.. meant.Select(l => l.Rest)]);
        for (var i = 0; i < meant.Length; i++)
        {
            meant[i].Rest -= shares[i];
        }

        _discounts.Add(new AppliedDiscount(code, name, Of(off)));
        return true;
    }

    /// <summary>The cheapest pieces are the ones given.</summary>
    private static long BuyXGetY(Benefit benefit, Line[] meant)
    {
        var group = benefit.Buy + benefit.Get;
        var left = meant.Sum(l => (long)l.Asked.Quantity) / group * benefit.Get;
        var off = 0m;
        foreach (var line in meant.OrderBy(l => l.Rest / l.Asked.Quantity).ThenBy(l => l.Asked.Sku, StringComparer.Ordinal))
        {
            var pieces = Math.Min(left, line.Asked.Quantity);
            off += (decimal)line.Rest * pieces / line.Asked.Quantity * benefit.BasisPoints / 10_000m;
            left -= pieces;
        }

        return (long)Math.Round(off, MidpointRounding.AwayFromZero);
    }

    private long OffOf(Benefit benefit, long price)
    {
        var off = benefit.Kind == BenefitKind.PercentOff ? Of(price).BasisPoints(benefit.BasisPoints).Amount : Amount(benefit.Amounts);
        return Capped(benefit, off);
    }

    private long Capped(Benefit benefit, long off) => benefit.Cap is { Count: > 0 } cap && cap.TryGetValue(_currency, out var most) ? Math.Min(off, most) : off;

    private long Amount(IReadOnlyDictionary<string, long>? amounts) => amounts?.GetValueOrDefault(_currency) ?? 0;

    private bool Reaches(IReadOnlyDictionary<string, long>? least, long subtotal) =>
        least is not { Count: > 0 } || (least.TryGetValue(_currency, out var amount) && subtotal >= amount);

    private bool IsFor(Promotion promotion) =>
        (promotion.Segments is not { Count: > 0 } segments || (request.Segment is not null && segments.Contains(request.Segment)))
        && promotion.Calendar.Holds(now, rules.Zone);

    private Money Of(long amount) => new(amount, request.Currency);

    private sealed class Line(PriceLine asked)
    {
        public PriceLine Asked { get; } = asked;

        public long Unit { get; set; }

        /// <summary>What the line still costs.</summary>
        public long Rest { get; set; }
    }
}
