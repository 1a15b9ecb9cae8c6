using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Payments;
using Maru.Contracts.Shipping;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Checkout;

/// <summary>Everything the checkout page lays out beside the form.</summary>
/// <param name="Methods">Those that can be used from this page: with a form of the provider's in a frame, or with nothing to ask.</param>
/// <param name="Balance">Points the member has; 0 for a guest.</param>
public sealed record CheckoutView(
    CartView Cart, IReadOnlyList<ShippingOption> Options, IReadOnlyList<PaymentMethod> Methods, long Balance, IReadOnlyList<SavedAddress> Addresses)
{
    public ShippingOption? Chosen(CheckoutForm form) => Options.FirstOrDefault(o => o.Code == form.Shipping) ?? (Options.Count > 0 ? Options[0] : null);

    public PaymentMethod? Method(CheckoutForm form) => Methods.FirstOrDefault(m => NameOf(m) == form.Method) ?? (Methods.Count > 0 ? Methods[0] : null);

    /// <summary>Points that will be used: no more than there are, nor than there is to pay.</summary>
    public long Points(CheckoutForm form) => Math.Clamp(form.Points ?? 0, 0, Math.Min(Balance, Cart.Total.Amount + (Chosen(form)?.Price.Amount ?? 0)));

    public Money Total(CheckoutForm form, ShippingOption? option) => new(Cart.Total.Amount + (option?.Price.Amount ?? 0) - Points(form), Cart.Currency);

    public static string NameOf(PaymentMethod method) => $"{method.Provider}:{method.Kind}";
}

internal sealed class CheckoutDesk(ICatalog catalog, IShipping shipping, IPayments payments, ILoyalty loyalty, IAccounts accounts)
{
    public async Task<CheckoutView> ViewAsync(Visit visit, CartView cart, AddressForm to, CancellationToken ct)
    {
        var variants = await catalog.GetVariantsAsync([.. cart.Lines.Select(l => l.Sku)], cart.Currency, ct);
        var parcels = cart.Lines.Where(l => variants.TryGetValue(l.Sku, out var v) && v.RequiresShipping).ToArray();
        var options = parcels.Length == 0 ? [] : await shipping.QuoteAsync(
            new ShippingQuoteRequest(
                to.Country ?? "KR", to.PostalCode, parcels.Sum(l => variants[l.Sku].WeightGrams * l.Quantity), parcels.Sum(l => variants[l.Sku].VolumeCm3 * l.Quantity), cart.Total,
                FreeShipping: cart.FreeShipping),
            ct);
        var methods = (await payments.GetMethodsAsync(cart.Currency, ct)).Where(m => m.FrameUrl is not null || m.Token is not null).ToArray();
        var member = visit.Caller.User;
        return new CheckoutView(
            cart, options, methods, member is { } user ? await loyalty.GetBalanceAsync(user, ct) : 0, member is { } owner ? await accounts.GetAddressesAsync(owner, ct) : []);
    }
}
