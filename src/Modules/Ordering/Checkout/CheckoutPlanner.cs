using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Contracts.Pricing;
using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>Prices and checks what is to be ordered. Changes nothing anywhere, so that most refusals cost no write.</summary>
internal sealed class CheckoutPlanner(ICarts carts, ICatalog catalog, IPricing pricing, IShipping shipping)
{
    public async Task<Result<CheckoutPlan>> PlanAsync(CheckoutRequest request, CancellationToken ct)
    {
        var cart = await carts.FindAsync(request.CartId, ct);
        if (cart is null || (cart.Owner is { } owner && owner != request.User))
        {
            return new NotFound("cart");
        }

        if (cart.Lines.Count == 0)
        {
            return new EmptyCart();
        }

        if (cart.Lines.FirstOrDefault(l => l.Available < l.Quantity) is { } scarce)
        {
            return new OutOfStock(scarce.Sku, scarce.Quantity, Math.Max(0, scarce.Available));
        }

        var variants = await catalog.GetVariantsAsync([.. cart.Lines.Select(l => l.Sku)], cart.Currency, ct);
        if (cart.Lines.FirstOrDefault(l => !variants.ContainsKey(l.Sku)) is { } gone)
        {
            return new ProductUnavailable(gone.Sku);
        }

        var priced = await pricing.PriceAsync(
            new PriceRequest(
                [.. cart.Lines.Select(l => variants[l.Sku] is var v ? new PriceLine(l.Sku, v.ProductId, v.CategorySlug, v.Brand, v.SellerId, l.Quantity, v.Price) : null!)],
                cart.Coupons, request.User, Segment: null, cart.Currency),
            ct);
        if (priced.Rejected is [var rejected, ..])
        {
            return new CouponNotUsable(rejected.Code, rejected.Reason);
        }

        var cost = await ShippingCostAsync(request, cart, variants, priced, ct);
        return cost.Succeeded ? Terms(request, cart, variants, priced, cost.Value) : cost.Failure;
    }

    private async Task<Result<Money>> ShippingCostAsync(
        CheckoutRequest request, CartView cart, IReadOnlyDictionary<string, SellableVariant> variants, PricedBasket priced, CancellationToken ct)
    {
        var parcels = cart.Lines.Where(l => variants[l.Sku].RequiresShipping).ToArray();
        if (parcels.Length == 0)
        {
            return Money.Zero(cart.Currency);
        }

        var to = request.ShippingAddress;
        var options = await shipping.QuoteAsync(
            new ShippingQuoteRequest(
                to.Country, to.PostalCode, parcels.Sum(l => checked(variants[l.Sku].WeightGrams * l.Quantity)), parcels.Sum(l => checked(variants[l.Sku].VolumeCm3 * l.Quantity)),
                priced.Total, to.Region, priced.FreeShipping),
            ct);
        return options.FirstOrDefault(o => o.Code == request.ShippingOption) is { } chosen ? chosen.Price : new ShippingOptionNotOffered(request.ShippingOption);
    }

    private static Result<CheckoutPlan> Terms(
        CheckoutRequest request, CartView cart, IReadOnlyDictionary<string, SellableVariant> variants, PricedBasket priced, Money shippingCost)
    {
        var total = checked(priced.Total.Amount + shippingCost.Amount);
        if (request.PointsToUse > total)
        {
            return ValidationFailure.Of("pointsToUse", "is more than the order comes to");
        }

        // Points are money spent beforehand: every line and the shipping get their share, so that refunds give back both in proportion.
        var points = request.PointsToUse == 0
            ? new long[priced.Lines.Count + 1]
            : Apportionment.Split(request.PointsToUse, [.. priced.Lines.Select(l => l.Total.Amount), shippingCost.Amount]);
        var bySku = cart.Lines.ToDictionary(l => l.Sku);
        var lines = priced.Lines.Select((l, i) =>
        {
            var variant = variants[l.Sku];
            return new PlacedLine(
                i + 1, l.Sku, variant.ProductId, variant.ProductSlug, variant.Name, variant.OptionText, l.Quantity, l.UnitPrice.Amount, l.Discount.Amount, points[i],
                variant.SellerId, variant.CategorySlug, bySku[l.Sku].ImageUrl ?? variant.ImageUrl, variant.WeightGrams, variant.VolumeCm3);
        }).ToArray();
        var pay = new Money(total - request.PointsToUse, cart.Currency);
        if (request.ExpectedTotal is { } expected && expected != pay)
        {
            return new TotalChanged(expected, pay);
        }

        var terms = new Placed(
            "", request.User, cart.Id, request.Language, cart.Currency.Code, lines, shippingCost.Amount, points[^1], request.ShippingOption, request.ShippingAddress.Country,
            request.PaymentProvider, PaymentId.New(), ReservationId.New(), cart.Coupons);
        return new CheckoutPlan(terms, cart.Version);
    }
}

/// <param name="Terms">The order as it would be, without its number.</param>
internal sealed record CheckoutPlan(Placed Terms, int CartVersion);
