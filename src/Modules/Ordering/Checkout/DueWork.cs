using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Tasks;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>One round over what is due.</summary>
internal sealed class DueWork(
    CheckoutStore checkouts, CheckoutSaga saga, OrderStore orders, OrderTaskStore taskStore, OrderTaskRunner tasks, OrderingOptions options, TimeProvider time,
    ILogger<DueWork> log)
{
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunAsync(int atOnce, CancellationToken ct)
    {
        var rows = await checkouts.TakeDueAsync(atOnce, options.Lease, ct);
        var work = await taskStore.TakeDueAsync(atOnce, options.Lease, ct);
        await Task.WhenAll([.. rows.Select(r => AdvanceAsync(r, ct)), .. work.Select(t => tasks.RunAsync(t, ct))]);
        return rows.Count == atOnce || work.Count == atOnce;
    }

    private async Task AdvanceAsync(CheckoutRow row, CancellationToken ct)
    {
        try
        {
            var order = await orders.LoadAsync(row.OrderId, ct);
            await saga.AdvanceAsync(row, order!, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            OrderingLog.CheckoutStopped(log, row.OrderId, row.Stage, row.Attempts, e);
            var pause = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(row.Attempts, 6)) / 2));
            await checkouts.PostponeAsync(row.OrderId, time.GetUtcNow() + pause, ct);
        }
    }
}
