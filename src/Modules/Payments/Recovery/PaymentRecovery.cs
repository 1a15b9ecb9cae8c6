using Maru.Modules.Payments.Payments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Recovery;

/// <summary>Looks after payments whose last answer was lost, or that wait for the shopper. Several processes share the work.</summary>
internal sealed class PaymentRecovery(PaymentStore store, Settlement settlement, TimeProvider time, ILogger<PaymentRecovery> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private const int BatchSize = 32;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        do
        {
            try
            {
                while (await LookAfterDueAsync(stoppingToken) == BatchSize)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                PaymentsLog.RecoveryUnreadable(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> LookAfterDueAsync(CancellationToken ct)
    {
        var due = await store.TakeDueAsync(BatchSize, ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (payment, stop) =>
        {
            try
            {
                await settlement.SettleAsync(payment, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                PaymentsLog.RecoveryFailed(log, payment.Id, e);
            }
        });
        return due.Count;
    }
}
