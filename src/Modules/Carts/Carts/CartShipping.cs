using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Shipping;
using Maru.Platform.Http;

namespace Maru.Modules.Carts.Carts;

internal sealed record ShippingOptionList(IReadOnlyList<ShippingOption> Items);

/// <summary>The ways a cart can be sent to a place, with their price for this cart.</summary>
internal sealed class CartShipping(CartService carts, ICatalog catalog, IShipping shipping)
{
    public async Task<Result<ShippingOptionList>> OptionsAsync(CartKey key, string country, string? postalCode, string? region, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(country.Length == 2 && country.All(char.IsAsciiLetter), "country", "must be two letters (ISO 3166-1)")
            .Text(postalCode, "postalCode", 16, required: false)
            .Text(region, "region", 80, required: false);
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        if (await carts.PriceAsync(key, ct) is not { } cart)
        {
            return new NotFound("cart");
        }

        var variants = await catalog.GetVariantsAsync([.. cart.Lines.Select(l => l.Sku)], cart.Currency, ct);
        var sent = cart.Lines.Where(l => variants.TryGetValue(l.Sku, out var v) && v.RequiresShipping).ToList();
        var options = await shipping.QuoteAsync(
            new ShippingQuoteRequest(
                country.ToUpperInvariant(), postalCode, sent.Sum(l => variants[l.Sku].WeightGrams * l.Quantity), sent.Sum(l => variants[l.Sku].VolumeCm3 * l.Quantity),
                cart.Total, region, cart.FreeShipping),
            ct);
        return new ShippingOptionList(options);
    }
}
