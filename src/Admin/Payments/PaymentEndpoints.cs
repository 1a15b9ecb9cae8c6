using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Payments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Payments;

/// <summary>Payments, their refunds and postings, and what orders, ledger and providers do not agree on. Money moves through orders only.</summary>
internal static class PaymentEndpoints
{
    private const int ReconciledDays = 7;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/payments", Permissions.PaymentsRead, ListAsync);
        root.MapPage("/payments/{id}", Permissions.PaymentsRead, ShowAsync);
        root.MapPage("/reconciliation", Permissions.PaymentsRead, ShowDifferencesAsync);
        root.MapForm("/reconciliation", Permissions.PaymentsWrite, ReconcileAsync);
        root.MapForm("/payments/{id}/refresh", Permissions.PaymentsWrite, async (PaymentId id, HttpContext context, [FromServices] IPayments payments, CancellationToken ct) =>
            Pages.After(context, await payments.RefreshAsync(id, ct), $"/payments/{id}", Desk.Of(context).Say("결제사에 물어봤어요.", "The provider was asked.")));
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] IPaymentsAdministration payments, CancellationToken ct)
    {
        var (from, to) = (Pages.DayOf(context, "from"), Pages.DayOf(context, "to"));
        var query = new PaymentQuery(
            Pages.ChoiceOf<PaymentState>(context, "state"), Pages.TextOf(context, "provider"), null, Pages.TextOf(context, "q"), from is { } first ? Desk.StartOf(first) : null,
            to is { } last ? Desk.StartOf(last.AddDays(1)) : null, PageRequest.First);
        return Listing.ShowAsync<PaymentListPage, PaymentSummary>(
            context, "payments", PaymentListPage.Columns(Desk.Of(context)), page => payments.ListAsync(query with { Page = page }, ct),
            rows => Task.FromResult<object>(new { Rows = rows, Query = query, From = from, To = to }));
    }

    private static async Task<IResult> ShowAsync(PaymentId id, HttpContext context, [FromServices] IPaymentsAdministration payments, CancellationToken ct) =>
        await payments.GetAsync(id, ct) is { } payment ? Pages.Show<PaymentPage>(context, Desk.Of(context), new { Detail = payment }) : Pages.NotFound(context, Desk.Of(context));

    private static Task<IResult> ShowDifferencesAsync(HttpContext context, [FromServices] IPaymentsAdministration payments, CancellationToken ct)
    {
        var settled = Pages.IsOn(context, "settled");
        return Listing.ShowAsync<ReconciliationPage, PaymentDifference>(
            context, "differences", ReconciliationPage.Columns(Desk.Of(context)), page => payments.ListDifferencesAsync(!settled, page, ct),
            async rows => new { Rows = rows, Settled = settled, Runs = await payments.ListReconciliationsAsync(ct) });
    }

    private static async Task<IResult> ReconcileAsync(HttpContext context, [FromServices] IPaymentsAdministration payments, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var outcome = await payments.ReconcileAsync(ReconciledDays, ct);
        return Pages.After(context, outcome, "/reconciliation", desk.Say(
            $"결제 {desk.Count(outcome.Value?.Compared ?? 0)}건을 견주었어요. 다른 것 {desk.Count(outcome.Value?.Differences ?? 0)}건.",
            $"{desk.Count(outcome.Value?.Compared ?? 0)} payments compared, {desk.Count(outcome.Value?.Differences ?? 0)} differences."));
    }
}
