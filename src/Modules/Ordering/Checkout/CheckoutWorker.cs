using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>
/// Goes on with checkouts and tasks that are due: payments that became known or timed out, work of a process that died. Any process may take any of
/// them; a lease keeps each to one at a time.
/// </summary>
internal sealed class CheckoutWorker(DueWork work, WorkSignal signal, TimeProvider time, ILogger<CheckoutWorker> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private const int AtOnce = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await work.RunAsync(AtOnce, stoppingToken))
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                OrderingLog.RoundFailed(log, e);
            }

            await signal.WaitAsync(Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Wakes the worker before its next poll.</summary>
internal sealed class WorkSignal
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct) =>
        Task.WhenAny(_raised.WaitAsync(atMost, ct), Task.Delay(atMost, time, ct));
}
