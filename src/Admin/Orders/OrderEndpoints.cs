using System.Globalization;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Orders;

/// <summary>Orders: the list, one of them with all it went through, and every act its state allows.</summary>
internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/orders", Permissions.OrdersRead, ListAsync);
        root.MapPage("/orders/{id}", Permissions.OrdersRead, ShowAsync);
        root.MapForm("/orders/{id}/pack", Permissions.OrdersWrite, (OrderId id, HttpContext context, [FromServices] IOrderAdministration orders, CancellationToken ct) =>
            ActAsync(context, id, actor => orders.PackAsync(id, null, actor, ct), d => d.Say("포장했어요.", "Packed.")));
        root.MapForm("/orders/{id}/ship", Permissions.ShippingWrite,
            (OrderId id, [FromForm] string key, HttpContext context, [FromServices] IOrderAdministration orders, CancellationToken ct) =>
            ActAsync(context, id, actor => orders.ShipAsync(new ShipOrder(id, null, null, actor, key), ct), d => d.Say("보냈어요.", "Shipped.")));
        root.MapForm("/orders/{id}/deliver", Permissions.OrdersWrite, (OrderId id, HttpContext context, [FromServices] IOrderAdministration orders, CancellationToken ct) =>
            ActAsync(context, id, actor => orders.MarkDeliveredAsync(id, actor, ct), d => d.Say("도착했다고 적었어요.", "Marked delivered.")));
        root.MapForm("/orders/{id}/cancel", Permissions.OrdersWrite,
            (OrderId id, [FromForm] string reason, HttpContext context, [FromServices] IOrdering ordering, CancellationToken ct) =>
            ActAsync(context, id, _ => ordering.CancelAsync(id, OrderAccess.OfStaff, reason, ct), d => d.Say("주문을 취소했어요.", "The order is cancelled.")));
        root.MapForm("/orders/{id}/refund", Permissions.OrdersRefund, RefundAsync);
        root.MapForm("/orders/{id}/returns/{back}/approve", Permissions.OrdersWrite,
            (OrderId id, ReturnId back, HttpContext context, [FromServices] IReturns returns, CancellationToken ct) =>
            ActAsync(context, id, actor => returns.ApproveAsync(id, back, actor, ct), d => d.Say("반품을 받기로 했어요.", "The return is approved.")));
        root.MapForm("/orders/{id}/returns/{back}/reject", Permissions.OrdersWrite,
            (OrderId id, ReturnId back, [FromForm] string code, HttpContext context, [FromServices] IReturns returns, CancellationToken ct) =>
            ActAsync(context, id, actor => returns.RejectAsync(id, back, code, actor, ct), d => d.Say("반품을 거절했어요.", "The return is rejected.")));
        root.MapForm("/orders/{id}/returns/{back}/receive", Permissions.OrdersRefund, ReceiveAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] IOrdering ordering, CancellationToken ct)
    {
        var query = new OrderQuery(
            null, null, Pages.ChoiceOf<OrderStatus>(context, "status"), Pages.TextOf(context, "q"), null, null, Pages.PageOf(context), Pages.TextOf(context, "sort"));
        return Pages.Show<OrderListPage>(context, Desk.Of(context), new { Orders = await ordering.ListAsync(query, ct), Query = query });
    }

    private static async Task<IResult> ShowAsync(
        OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, [FromServices] IReturns returns, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is { } order
            ? Pages.Show<OrderPage>(context, desk, new
            {
                Order = order,
                Stream = await orders.GetStreamAsync(id, ct) ?? [],
                Returns = await returns.OfOrderAsync(id, OrderAccess.OfStaff, ct) ?? [],
            })
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> RefundAsync(
        OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if (await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is not { } order)
        {
            return Pages.NotFound(context, desk);
        }

        var form = await context.Request.ReadFormAsync(ct);
        var amount = Number(form, "amount");
        var request = new RefundOrder(
            id, [.. order.Lines.Select(l => new OrderShipmentLine(l.Number, Number(form, Of("line", l.Number)))).Where(l => l.Quantity > 0)], form["shipping"] == "true",
            amount > 0 ? new Money(amount, order.Total.Currency) : null, form["reason"].ToString(), desk.Caller.Actor, form["key"].ToString());
        if (form["preview"] != "true")
        {
            return Pages.After(context, await orders.RefundAsync(request, ct), $"/orders/{id}", desk.Say("돈을 돌려주고 있어요.", "The money is on its way back."));
        }

        var preview = await orders.PreviewRefundAsync(request, ct);
        return Pages.After(context, preview, $"/orders/{id}", preview.Value is { } sum
            ? desk.Say($"돌려줄 돈은 {desk.Price(sum.Amount)}, 포인트 {desk.Count(sum.Points)}점이에요.", $"It comes to {desk.Price(sum.Amount)} and {desk.Count(sum.Points)} points.")
            : "");
    }

    private static async Task<IResult> ReceiveAsync(OrderId id, ReturnId back, HttpContext context, [FromServices] IReturns returns, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if ((await returns.OfOrderAsync(id, OrderAccess.OfStaff, ct))?.FirstOrDefault(r => r.Id == back) is not { } asked)
        {
            return Pages.NotFound(context, desk);
        }

        var form = await context.Request.ReadFormAsync(ct);
        InspectedGoods[] goods =
            [.. asked.Lines.Select(l => new InspectedGoods(l.Line, Number(form, Of("came", l.Line)), Number(form, Of("accepted", l.Line)), Number(form, Of("restocked", l.Line))))];
        return await ActAsync(context, id, actor => returns.ReceiveAsync(id, back, goods, actor, ct), d => d.Say("살펴본 결과를 적었어요.", "The inspection is recorded."));
    }

    private static async Task<IResult> ActAsync<T>(HttpContext context, OrderId id, Func<string, Task<Result<T>>> act, Func<Desk, string> done)
    {
        var desk = Desk.Of(context);
        return Pages.After(context, await act(desk.Caller.Actor), $"/orders/{id}", done(desk));
    }

    private static string Of(string name, int line) => string.Create(CultureInfo.InvariantCulture, $"{name}-{line}");

    private static int Number(IFormCollection form, string name) =>
        int.TryParse(form[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
