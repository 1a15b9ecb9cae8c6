using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Shipping;
using Maru.Contracts.Catalog;
using Maru.Storefront.Cart;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Checkout;

/// <summary>What the shopper typed, so that nothing is lost when something is not right.</summary>
public sealed record CheckoutForm(
    string Key, string? Email, string? Name, string? Line1, string? Line2, string? City, string? PostalCode, string Country, string? Phone, string? Shipping, string? Token);

internal static class CheckoutEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/checkout", BeginAsync);
        root.MapForm("/checkout", PlaceAsync);
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, ICarts carts, ICatalog catalog, IShipping shipping, IIdentity identity, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await CartEndpoints.FindAsync(visit, carts, ct) is not { Lines.Count: > 0 } cart)
        {
            return Pages.SeeOther(visit.To("/cart"));
        }

        var profile = visit.Caller.User is { } user ? await identity.FindAsync(user, ct) : null;
        var address = visit.Caller.User is { } member ? (await accounts.GetAddressesAsync(member, ct)).FirstOrDefault()?.Address : null;
        var country = context.Request.Query["country"].ToString() is { Length: 2 } asked ? asked : address?.Country ?? (visit.IsKorean || cart.Currency == Currency.Krw ? "KR" : "US");
        var form = new CheckoutForm(
            Guid.CreateVersion7().ToString("N"), profile?.Email, address?.Name ?? profile?.Name, address?.Line1, address?.Line2, address?.City, address?.PostalCode, country,
            address?.Phone ?? profile?.Phone, null, null);
        return await ShowAsync(context, visit, cart, form, null, catalog, shipping, ct);
    }

    private static async Task<IResult> PlaceAsync(
        [FromForm] string key, [FromForm] string email, [FromForm] string name, [FromForm] string line1, [FromForm] string? line2, [FromForm] string city,
        [FromForm] string postalCode, [FromForm] string country, [FromForm] string phone, [FromForm(Name = "shipping")] string option, [FromForm] string token,
        HttpContext context, ICarts carts, ICatalog catalog, IShipping parcels, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Cart is not { } cartId)
        {
            return Pages.SeeOther(visit.To("/cart"));
        }

        var form = new CheckoutForm(key, email, name, line1, line2, city, postalCode, country, phone, option, token);
        var address = new Address(name, line1, string.IsNullOrWhiteSpace(line2) ? null : line2, city, null, postalCode, country, phone);
        var scope = visit.Caller.User is { } user ? $"user:{user}" : $"cart:{cartId}";
        var result = await ordering.CheckoutAsync(
            new CheckoutRequest(cartId, email, visit.Language, address, option, "sandbox", token, 0, visit.Caller.User, context.Connection.RemoteIpAddress?.ToString(),
                visit.Origin + visit.To("/orders/return"), scope, key), ct);
        if (result.Succeeded && result.Value.Failure is null)
        {
            var page = visit.To($"/orders/{result.Value.OrderId}?token={Uri.EscapeDataString(result.Value.AccessToken)}");
            return Pages.SeeOther(result.Value.NextAction?.Url ?? page);
        }

        // The key is spent on this attempt; the next one is another order.
        var failure = result.Failure ?? result.Value!.Failure!;
        return await CartEndpoints.FindAsync(visit, carts, ct) is { Lines.Count: > 0 } cart
            ? await ShowAsync(context, visit, cart, form with { Key = Guid.CreateVersion7().ToString("N") }, Problems.Say(failure, visit), catalog, parcels, ct)
            : Pages.SeeOther(visit.To("/cart"));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Visit visit, CartView cart, CheckoutForm form, string? problem, ICatalog catalog, IShipping shipping, CancellationToken ct)
    {
        var variants = await catalog.GetVariantsAsync([.. cart.Lines.Select(l => l.Sku)], cart.Currency, ct);
        var options = await shipping.QuoteAsync(
            new ShippingQuoteRequest(
                form.Country, form.PostalCode, cart.Lines.Sum(l => variants.TryGetValue(l.Sku, out var v) ? v.WeightGrams * l.Quantity : 0),
                cart.Lines.Sum(l => variants.TryGetValue(l.Sku, out var v) ? v.VolumeCm3 * l.Quantity : 0), cart.Total),
            ct);
        return Pages.Show<CheckoutPage>(context, visit, new { Cart = cart, Form = form, Options = options, Problem = problem }, problem is null ? 200 : 409);
    }
}
