using System.Collections.Concurrent;
using Maru.Contracts;

namespace Maru.Modules.Payments.Payments;

/// <summary>
/// Payments whose first call is being made by this process. A provider's webhook is often faster than its answer: who waits here for the answer to be
/// written finds nothing left to ask.
/// </summary>
internal sealed class CallsUnderway
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<PaymentId, TaskCompletionSource> _calls = new();

    public IDisposable Begin(PaymentId payment)
    {
        _calls[payment] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Call(this, payment);
    }

    /// <summary>Waits until the call is over and recorded, but not for ever: a message must be answered.</summary>
    public async Task WhenOverAsync(PaymentId payment, TimeProvider time, CancellationToken ct)
    {
        if (_calls.TryGetValue(payment, out var call))
        {
            try
            {
                await call.Task.WaitAsync(LongestWait, time, ct);
            }
            catch (TimeoutException)
            {
                // The provider still keeps that call waiting; it can be asked all the same.
            }
        }
    }

    private sealed class Call(CallsUnderway calls, PaymentId payment) : IDisposable
    {
        public void Dispose()
        {
            if (calls._calls.TryRemove(payment, out var over))
            {
                over.SetResult();
            }
        }
    }
}
