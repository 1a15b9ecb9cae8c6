using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Shipping;
using Maru.Platform.Http.Limits;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Orders;

/// <summary>An order's page, for its owner or for the guest who holds its token.</summary>
internal static class OrderEndpoints
{
    private const int PageSize = 10;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/orders/{id:guid}", ShowAsync);
        root.MapForm("/orders/{id:guid}/cancel", CancelAsync);
        root.MapPage("/orders/{id:guid}/address", AddressAsync);
        root.MapForm("/orders/{id:guid}/address", ChangeAddressAsync);
        root.MapPage("/orders/find", (HttpContext context) => Pages.Show<FindOrderPage>(context, Visit.Of(context)));
        root.MapForm("/orders/find", FindAsync, RateLimits.SignInAnyAccount);
        root.MapPage("/account/orders", ListAsync);
        ReturnForms.Map(root);
        PaymentReturn.Map(root);
    }

    internal static OrderAccess AccessOf(Visit visit, string? token) => new(visit.Caller.User, token, false);

    private static async Task<IResult> ShowAsync(Guid id, string? token, HttpContext context, IOrdering ordering, IShipping shipping, IReturns returns, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var order = new OrderId(id);
        var access = AccessOf(visit, token);
        if (await ordering.FindAsync(order, access, ct) is not { } found)
        {
            return NotFoundPage.Show(context, visit);
        }

        return Pages.Show<OrderPage>(context, visit, new
        {
            Order = found,
            Token = token,
            Parcels = found.Shipments.Count == 0 ? [] : await shipping.OfOrderAsync(order, ct),
            Returns = await returns.OfOrderAsync(order, access, ct) ?? [],
        });
    }

    private static async Task<IResult> ListAsync(int? page, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var orders = await ordering.ListAsync(new OrderQuery(user, null, null, null, null, null, new PageRequest(Math.Clamp(page ?? 1, 1, 100_000), PageSize)), ct);
        return Pages.Show<OrderListPage>(context, visit, new { Orders = orders });
    }

    private static async Task<IResult> CancelAsync(Guid id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        await ordering.CancelAsync(new OrderId(id), AccessOf(visit, token), "customer-request", ct);
        return Pages.SeeOther(visit.To(OrderLinks.Page(new OrderId(id), token)));
    }

    private static async Task<IResult> AddressAsync(Guid id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await ordering.FindAsync(new OrderId(id), AccessOf(visit, token), ct) is { } order
            ? Pages.Show<OrderAddressPage>(context, visit, new { Order = order, Token = token, Address = AddressForm.Of(order.ShippingAddress) })
            : NotFoundPage.Show(context, visit);
    }

    private static async Task<IResult> ChangeAddressAsync(Guid id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var access = AccessOf(visit, token);
        var form = AddressForm.Read(await context.Request.ReadFormAsync(ct));
        var changed = await ordering.ChangeAddressAsync(new OrderId(id), access, form.ToAddress(), ct);
        return changed.Succeeded ? Pages.SeeOther(visit.To(OrderLinks.Page(new OrderId(id), token)))
            : await ordering.FindAsync(new OrderId(id), access, ct) is { } order
                ? Pages.Show<OrderAddressPage>(context, visit, new { Order = order, Token = token, Address = form, Problems = FormProblems.Of(changed.Failure, visit) }, 400)
                : NotFoundPage.Show(context, visit);
    }

    private static async Task<IResult> FindAsync([FromForm] string? number, [FromForm] string? email, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await ordering.FindOfGuestAsync(number ?? "", email ?? "", ct) is { } found
            ? Pages.SeeOther(visit.To(OrderLinks.Page(found.Id, found.AccessToken)))
            : Pages.Show<FindOrderPage>(context, visit, new
            {
                Number = number, Email = email,
                Problem = visit.Say("그런 주문을 찾지 못했어요. 번호와 이메일을 다시 확인해 주세요.", "There is no such order. Check the number and the address."),
            }, 404);
    }
}
