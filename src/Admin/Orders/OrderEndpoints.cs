using System.Globalization;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Shipping;
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
        root.MapForm("/orders/{id}/ship", Permissions.ShippingWrite, ShipAsync);
        root.MapForm("/orders/{id}/deliver", Permissions.OrdersWrite, (OrderId id, HttpContext context, [FromServices] IOrderAdministration orders, CancellationToken ct) =>
            ActAsync(context, id, actor => orders.MarkDeliveredAsync(id, actor, ct), d => d.Say("도착했다고 적었어요.", "Marked delivered.")));
        root.MapForm("/orders/{id}/cancel", Permissions.OrdersWrite,
            (OrderId id, HttpContext context, [FromServices] IOrdering ordering, CancellationToken ct) =>
            ActAsync(
                context, id, async _ => await ordering.CancelAsync(id, OrderAccess.OfStaff with { User = Desk.Of(context).Caller.User }, (await Filled.ReadAsync(context, ct)).Text("reason"), ct),
                d => d.Say("주문을 취소했어요.", "The order is cancelled.")));
        root.MapForm("/orders/{id}/address", Permissions.OrdersWrite, ChangeAddressAsync);
        root.MapForm("/orders/{id}/returns", Permissions.OrdersWrite, RequestReturnAsync);
        root.MapPage("/orders/{id}/refund", Permissions.OrdersRefund, ShowRefundAsync);
        root.MapForm("/orders/{id}/refund", Permissions.OrdersRefund, RefundAsync);
        root.MapForm("/orders/{id}/returns/{back}/approve", Permissions.OrdersWrite,
            (OrderId id, ReturnId back, HttpContext context, [FromServices] IReturns returns, CancellationToken ct) =>
            ActAsync(context, id, actor => returns.ApproveAsync(id, back, actor, ct), d => d.Say("반품을 받기로 했어요.", "The return is approved.")));
        root.MapForm("/orders/{id}/returns/{back}/reject", Permissions.OrdersWrite,
            (OrderId id, ReturnId back, HttpContext context, [FromServices] IReturns returns, CancellationToken ct) =>
            ActAsync(context, id, async actor => await returns.RejectAsync(id, back, (await Filled.ReadAsync(context, ct)).Text("code"), actor, ct), d => d.Say("반품을 거절했어요.", "The return is rejected.")));
        root.MapForm("/orders/{id}/returns/{back}/receive", Permissions.OrdersRefund, ReceiveAsync);
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] IOrdering ordering, CancellationToken ct)
    {
        var (from, to) = (Pages.DayOf(context, "from"), Pages.DayOf(context, "to"));
        var query = new OrderQuery(
            null, null, Pages.ChoiceOf<OrderStatus>(context, "status"), Pages.TextOf(context, "q"), from is { } first ? Desk.StartOf(first) : null,
            to is { } last ? Desk.StartOf(last.AddDays(1)) : null, PageRequest.First, Pages.TextOf(context, "sort"));
        return Listing.ShowAsync<OrderListPage, OrderSummary>(
            context, "orders", OrderTable.Columns(Desk.Of(context)), page => ordering.ListAsync(query with { Page = page }, ct),
            rows => Task.FromResult<object>(new { Rows = rows, Query = query, From = from, To = to }));
    }

    private static async Task<IResult> ShowAsync(
        OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, [FromServices] IReturns returns,
        [FromServices] IShipping shipping, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var stream = await orders.GetStreamAsync(id, ct) ?? [];
        var version = int.TryParse(Pages.TextOf(context, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 && asked < stream.Count ? asked : (int?)null;
        var order = version is { } then ? await orders.FindAsOfAsync(id, then, ct) : await ordering.FindAsync(id, OrderAccess.OfStaff, ct);
        return order is null
            ? Pages.NotFound(context, desk)
            : Pages.Show<OrderPage>(context, desk, new
            {
                Order = order,
                AsOf = version,
                Stream = stream,
                Returns = await returns.OfOrderAsync(id, OrderAccess.OfStaff, ct) ?? [],
                Parcels = await shipping.OfOrderAsync(id, ct),
                Checkout = order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment ? await orders.GetCheckoutAsync(id, ct) : null,
            });
    }

    private static async Task<IResult> ShipAsync(
        OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, CancellationToken ct)
    {
        var form = await Filled.ReadAsync(context, ct);
        if (await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is not { } order)
        {
            return Pages.NotFound(context, Desk.Of(context));
        }

        var lines = order.Lines.Select(l => new OrderShipmentLine(l.Number, form.Number(Of("line", l.Number)))).Where(l => l.Quantity > 0).ToArray();
        return await ActAsync(context, id, actor => orders.ShipAsync(new ShipOrder(id, lines.Length == 0 ? null : lines, null, actor, form.Text("key")), ct), d => d.Say("보냈어요.", "Shipped."));
    }

    private static async Task<IResult> ChangeAddressAsync(OrderId id, HttpContext context, [FromServices] IOrderAdministration orders, CancellationToken ct)
    {
        var form = await Filled.ReadAsync(context, ct);
        var address = new Address(
            form.Text("name"), form.Text("line1"), form.Optional("line2"), form.Text("city"), form.Optional("region"), form.Text("postalCode"), form.Text("country").ToUpperInvariant(),
            form.Text("phone"));
        return await ActAsync(context, id, actor => orders.ChangeAddressAsync(id, address, actor, ct), d => d.Say("받는 곳을 바꿨어요.", "The address is changed."));
    }

    private static async Task<IResult> RequestReturnAsync(
        OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IReturns returns, CancellationToken ct)
    {
        var form = await Filled.ReadAsync(context, ct);
        if (await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is not { } order)
        {
            return Pages.NotFound(context, Desk.Of(context));
        }

        var lines = order.Lines.Select(l => new OrderShipmentLine(l.Number, form.Number(Of("line", l.Number)))).Where(l => l.Quantity > 0).ToArray();
        return await ActAsync(
            context, id, actor => returns.RequestAsync(new RequestReturn(id, OrderAccess.OfStaff, actor, form.Text("kind"), form.Text("reason"), lines, [], form.Text("key")), ct),
            d => d.Say("신청을 받았어요.", "It is asked for."));
    }

    /// <summary>What a refund would come to is asked for by a link, so that the page can be looked at again; only the last step is a form.</summary>
    private static async Task<IResult> ShowRefundAsync(OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if (await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is not { } order)
        {
            return Pages.NotFound(context, desk);
        }

        var asked = context.Request.Query.Count > 0 ? Refund(order, new Filled(new FormCollection(context.Request.Query.ToDictionary())), desk) : null;
        var preview = asked is null ? (Result<RefundPreview>?)null : await orders.PreviewRefundAsync(asked, ct);
        return Pages.Show<RefundPage>(context, desk, new { Order = order, Asked = asked, Preview = preview?.Value, Problem = preview?.Failure is { } failure ? Pages.Words(failure) : null });
    }

    private static async Task<IResult> RefundAsync(OrderId id, HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is { } order
            ? Pages.After(
                context, await orders.RefundAsync(Refund(order, await Filled.ReadAsync(context, ct), desk), ct), $"/orders/{id}", desk.Say("돈을 돌려주고 있어요.", "The money is on its way back."))
            : Pages.NotFound(context, desk);
    }

    private static RefundOrder Refund(OrderView order, Filled form, Desk desk) => new(
        order.Id, [.. order.Lines.Select(l => new OrderShipmentLine(l.Number, form.Number(Of("line", l.Number)))).Where(l => l.Quantity > 0)], form.IsOn("shipping"),
        form.Amount("amount", order.Total.Currency) is { } amount and > 0 ? new Money(amount, order.Total.Currency) : null, form.Text("reason"), desk.Caller.Actor, form.Text("key"));

    private static async Task<IResult> ReceiveAsync(OrderId id, ReturnId back, HttpContext context, [FromServices] IReturns returns, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if ((await returns.OfOrderAsync(id, OrderAccess.OfStaff, ct))?.FirstOrDefault(r => r.Id == back) is not { } asked)
        {
            return Pages.NotFound(context, desk);
        }

        var form = await Filled.ReadAsync(context, ct);
        InspectedGoods[] goods =
            [.. asked.Lines.Select(l => new InspectedGoods(l.Line, form.Number(Of("came", l.Line)), form.Number(Of("accepted", l.Line)), form.Number(Of("restocked", l.Line))))];
        return await ActAsync(context, id, actor => returns.ReceiveAsync(id, back, goods, actor, ct), d => d.Say("살펴본 결과를 적었어요.", "The inspection is recorded."));
    }

    private static async Task<IResult> ActAsync<T>(HttpContext context, OrderId id, Func<string, Task<Result<T>>> act, Func<Desk, string> done)
    {
        var desk = Desk.Of(context);
        return Pages.After(context, await act(desk.Caller.Actor), $"/orders/{id}", done(desk));
    }

    private static string Of(string name, int line) => string.Create(CultureInfo.InvariantCulture, $"{name}-{line}");
}
