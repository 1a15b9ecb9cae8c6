using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Orders;

/// <summary>What the shopper wants to send back, as the form has it.</summary>
public sealed record ReturnForm(string Key, string Kind, string Reason, IReadOnlyDictionary<int, int> Quantities)
{
    public IReadOnlyList<OrderShipmentLine> Lines => [.. Quantities.Where(q => q.Value > 0).Select(q => new OrderShipmentLine(q.Key, q.Value))];

    public static ReturnForm Read(IFormCollection form) => new(
        form.Text("key") ?? Guid.CreateVersion7().ToString("N"), form.Text("kind") ?? "", form.Text("reason") ?? "",
        form.Keys.Where(k => k.StartsWith("line-", StringComparison.Ordinal)).Select(k => (Line: Number(k["line-".Length..]), Quantity: Number(form[k].ToString())))
            .Where(l => l.Line > 0).GroupBy(l => l.Line).ToDictionary(g => g.Key, g => g.First().Quantity));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>Sending goods back in two steps: what and why, then what comes of it, before anything is final.</summary>
internal static class ReturnForms
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/orders/{id:guid}/return", BeginAsync);
        root.MapForm("/orders/{id:guid}/return", SendAsync);
    }

    private static async Task<IResult> BeginAsync(Guid id, string? token, HttpContext context, IOrdering ordering, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await ordering.FindAsync(new OrderId(id), OrderEndpoints.AccessOf(visit, token), ct) is { } order
            ? Pages.Show<ReturnPage>(context, visit, new { Order = order, Token = token, Form = new ReturnForm(Guid.CreateVersion7().ToString("N"), "return", "", new Dictionary<int, int>()) })
            : NotFoundPage.Show(context, visit);
    }

    private static async Task<IResult> SendAsync(Guid id, string? token, HttpContext context, IOrdering ordering, IReturns returns, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var access = OrderEndpoints.AccessOf(visit, token);
        if (await ordering.FindAsync(new OrderId(id), access, ct) is not { } order)
        {
            return NotFoundPage.Show(context, visit);
        }

        var values = await context.Request.ReadFormAsync(ct);
        var form = ReturnForm.Read(values);
        if (form.Lines.Count == 0 || form.Reason.Length == 0)
        {
            return Show(form.Lines.Count == 0
                ? visit.Say("돌려보낼 물건을 골라 주세요.", "Choose what to send back.")
                : visit.Say("이유를 골라 주세요.", "Choose a reason."));
        }

        var request = new RequestReturn(order.Id, access, visit.Caller.User is null ? "guest" : visit.Caller.Actor, form.Kind, form.Reason, form.Lines, [], form.Key);
        if (values.Text("act") == "confirm")
        {
            var asked = await returns.RequestAsync(request, ct);
            return asked.Succeeded ? Pages.SeeOther(visit.To(OrderLinks.Page(order.Id, token))) : Show(Problems.Say(asked.Failure, visit));
        }

        var preview = await returns.PreviewAsync(request, ct);
        return preview.Succeeded ? Pages.Show<ReturnPage>(context, visit, new { Order = order, Token = token, Form = form, Preview = preview.Value }) : Show(Problems.Say(preview.Failure, visit));

        IResult Show(string problem) => Pages.Show<ReturnPage>(context, visit, new { Order = order, Token = token, Form = form, Problem = problem }, 400);
    }
}
