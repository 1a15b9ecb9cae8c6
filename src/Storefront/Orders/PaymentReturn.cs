using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Orders;

/// <summary>
/// Where the shopper comes back to from his bank or wallet. Which order it was is remembered in a cookie, because its id is not known yet when the
/// provider is told the address.
/// </summary>
internal static class PaymentReturn
{
    private const string CookiePrefix = "maru_paying_";
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/orders/return/{key}", ReturnAsync);

    public static string PathFor(string key) => "/orders/return/" + Uri.EscapeDataString(key);

    public static void Remember(HttpContext context, string key, OrderId order, string token)
    {
        if (key.All(char.IsAsciiLetterOrDigit))
        {
            context.Response.Cookies.Append(CookiePrefix + key, $"{order}.{token}", new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Remembered, IsEssential = true, Path = "/",
            });
        }
    }

    private static async Task<IResult> ReturnAsync(string key, HttpContext context, IOrdering ordering, IPayments payments, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (context.Request.Cookies[CookiePrefix + key]?.Split('.', 2) is not [var id, var token] || !OrderId.TryParse(id, null, out var order) ||
            await ordering.FindAsync(order, new OrderAccess(visit.Caller.User, token, false), ct) is not { } found)
        {
            return Pages.SeeOther(visit.To(visit.Caller.User is null ? "/orders/find" : "/account/orders"));
        }

        // The provider knows already; asking now spares the shopper the wait for its message.
        if (found is { Status: OrderStatus.AwaitingPayment, PaymentId: { } payment })
        {
            await payments.RefreshAsync(payment, ct);
        }

        return Pages.SeeOther(visit.To(OrderLinks.Page(order, token)));
    }
}
