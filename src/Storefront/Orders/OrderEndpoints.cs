using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Orders;

/// <summary>An order's page, for its owner or for the guest who holds its token.</summary>
internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/orders/{id}", ShowAsync);
        root.MapPage("/account/orders", ListAsync);
        root.MapForm("/orders/{id}/cancel", CancelAsync);
    }

    private static async Task<IResult> ShowAsync(OrderId id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await ordering.FindAsync(id, new OrderAccess(visit.Caller.User, token, false), ct) is { } order
            ? Pages.Show<OrderPage>(context, visit, new { Order = order, Token = token })
            : NotFoundPage.Show(context, visit);
    }

    private static async Task<IResult> ListAsync(int? page, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SeeOther(visit.To("/sign-in"));
        }

        var orders = await ordering.ListAsync(new OrderQuery(user, null, null, null, null, null, new PageRequest(Math.Clamp(page ?? 1, 1, 100_000), PageRequest.DefaultSize)), ct);
        return Pages.Show<OrderListPage>(context, visit, new { Orders = orders });
    }

    private static async Task<IResult> CancelAsync(OrderId id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        await ordering.CancelAsync(id, new OrderAccess(visit.Caller.User, token, false), "shopper", ct);
        return Pages.SeeOther(visit.To($"/orders/{id}{(token is null ? "" : "?token=" + Uri.EscapeDataString(token))}"));
    }
}
