using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Payments;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Payments.Administration;

/// <summary>The history of payments, the ledger and the reconciliation. No endpoint here moves money: that is the orders' door.</summary>
internal static class AdminEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        var payments = admin.MapGroup("/payments");
        payments.MapGet("", ListAsync).WithName("ListPayments").RequirePermission(Permissions.PaymentsRead);
        payments.MapGet("/{id}", GetAsync).WithName("GetPayment").RequirePermission(Permissions.PaymentsRead);
        payments.MapPost("/{id}/refresh", async (PaymentId id, IPayments desk, CancellationToken ct) => (await desk.RefreshAsync(id, ct)).ToResult())
            .WithName("RefreshPayment").RequirePermission(Permissions.PaymentsWrite);
        payments.MapGet("/ledger", async (ILedger ledger, CancellationToken ct) => TypedResults.Ok(await ledger.GetTrialBalanceAsync(ct)))
            .WithName("GetTrialBalance").RequirePermission(Permissions.PaymentsRead);
        payments.MapGet("/providers", async (ILedger ledger, CancellationToken ct) => TypedResults.Ok(await ledger.CompareProvidersAsync(ct)))
            .WithName("ComparePaymentProviders").RequirePermission(Permissions.PaymentsRead);
        payments.MapGet("/differences", async (IPaymentsAdministration office, Paging paging, bool? settled, CancellationToken ct) =>
            TypedResults.Ok(await office.ListDifferencesAsync(settled is not true, paging.Page, ct))).WithName("ListPaymentDifferences").RequirePermission(Permissions.PaymentsRead);
        payments.MapGet("/reconciliations", async (IPaymentsAdministration office, CancellationToken ct) => TypedResults.Ok(await office.ListReconciliationsAsync(ct)))
            .WithName("ListReconciliations").RequirePermission(Permissions.PaymentsRead);
        payments.MapPost("/reconciliations", async (IPaymentsAdministration office, int? days, CancellationToken ct) => (await office.ReconcileAsync(days ?? 7, ct)).ToResult())
            .WithName("ReconcilePayments").RequirePermission(Permissions.PaymentsWrite);
    }

    private static async Task<Results<Ok<Page<PaymentSummary>>, ProblemHttpResult>> ListAsync(
        IPaymentsAdministration office, Paging paging, string? state, string? provider, OrderId? order, string? q, DateTimeOffset? from, DateTimeOffset? to,
        CancellationToken ct)
    {
        PaymentState? wanted = null;
        if (state is not null)
        {
            wanted = Enum.GetValues<PaymentState>().Cast<PaymentState?>()
                .FirstOrDefault(s => string.Equals(s.ToString(), state.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
            if (wanted is null)
            {
                return ValidationFailure.Of("state", "is not a state of payments").ToProblem();
            }
        }

        return q?.Length > 100
            ? ValidationFailure.Of("q", "must be at most 100 characters").ToProblem()
            : TypedResults.Ok(await office.ListAsync(new PaymentQuery(wanted, provider, order, q, from, to, paging.Page), ct));
    }

    private static async Task<Results<Ok<PaymentDetail>, ProblemHttpResult>> GetAsync(PaymentId id, IPaymentsAdministration office, CancellationToken ct) =>
        await office.GetAsync(id, ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("payment").ToProblem();
}
