namespace Maru.Modules.Ordering.Checkout;

/// <summary>Names under which the shop's own parts act in the history of an order.</summary>
internal static class Actors
{
    public const string Checkout = "checkout";
    public const string Shipping = "shipping";
    public const string Payments = "payments";
}
