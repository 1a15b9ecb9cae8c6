using System.Globalization;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Checkout;

/// <summary>What the shopper typed and chose, so that nothing is lost when something is not right.</summary>
/// <param name="Key">Of this attempt: sent twice it makes one order.</param>
public sealed record CheckoutForm(string Key, AddressForm Address)
{
    public string? Email { get; init; }

    public string? Shipping { get; init; }

    /// <summary>"provider:kind".</summary>
    public string? Method { get; init; }

    public string? Token { get; init; }

    public long? Points { get; init; }

    /// <summary>What the goods came to when the page was made, in minor units: if it is another sum by now, the shopper is asked again.</summary>
    public long? Goods { get; init; }

    public string? Coupon { get; init; }

    public Guid? Saved { get; init; }

    public bool Keep { get; init; }

    /// <summary>What the button that was pressed does; empty orders.</summary>
    public string Act { get; init; } = "";

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    public static CheckoutForm Read(IFormCollection form) => new(form.Text("key") ?? NewKey(), AddressForm.Read(form))
    {
        Email = form.Text("email"),
        Shipping = form.Text("shipping"),
        Method = form.Text("method"),
        Token = form.Text("token"),
        Points = Number(form, "points"),
        Goods = Number(form, "goods"),
        Coupon = form.Text("coupon"),
        Saved = Guid.TryParse(form.Text("saved"), out var saved) ? saved : null,
        Keep = form.Text("keep") == "true",
        Act = form.Text("act") ?? "",
    };

    private static long? Number(IFormCollection form, string name) =>
        long.TryParse(form.Text(name)?.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
