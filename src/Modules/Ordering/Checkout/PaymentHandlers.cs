using Maru.Contracts.Payments;
using Maru.Modules.Ordering.Tasks;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>Payments and refunds that became known outside a checkout's own call. Only marks what is due: the talking is done by <see cref="CheckoutWorker"/>.</summary>
internal sealed class PaymentHandlers(WorkSignal signal, TimeProvider time) : IEventBatchHandler
{
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var settled = events.Select(e => e.Event).OfType<PaymentSettled>().ToArray();
        if (settled.Length > 0)
        {
            var captured = settled.Where(s => s.State == PaymentState.Captured).Select(s => s.OrderId.Value).Distinct().ToArray();
            await CheckoutStore.WakeAsync(transaction, [.. settled.Select(s => s.OrderId.Value).Distinct()], captured, now, ct);
        }

        var refunds = events.Select(e => e.Event).OfType<RefundSettled>().Select(r => r.RefundId.Value).ToArray();
        if (refunds.Length > 0)
        {
            await OrderTaskStore.WakeAsync(transaction, refunds, now, ct);
        }

        signal.Raise();
    }
}
