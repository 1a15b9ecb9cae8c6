using Maru.Contracts;

namespace Maru.Storefront.Orders;

/// <summary>Addresses of an order's pages; a guest's carry his token.</summary>
internal static class OrderLinks
{
    public static string Page(OrderId order, string? token, string below = "") =>
        $"/orders/{order}{below}{(string.IsNullOrEmpty(token) ? "" : "?token=" + Uri.EscapeDataString(token))}";

    public static string Live(OrderId order, string? token) => "/api/v1" + Page(order, token, "/live");
}
