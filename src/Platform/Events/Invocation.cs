using Maru.Platform.Data;

namespace Maru.Platform.Events;

/// <summary>Hands events of the log to their handlers, keeping their order; neighbours with the same handler go together.</summary>
internal static class Invocation
{
    public static async Task RunAsync(
        Subscription subscription, string source, IReadOnlyList<LogEvent> events, Transaction transaction, IServiceProvider services, CancellationToken ct)
    {
        for (var i = 0; i < events.Count;)
        {
            var handle = subscription.Types[events[i].Type].Handle;
            var run = new List<ReceivedEvent>();
            for (; i < events.Count && ReferenceEquals(subscription.Types[events[i].Type].Handle, handle); i++)
            {
                run.Add(Receive(subscription, source, events[i]));
            }

            await handle(services, run, transaction, ct);
        }
    }

    private static ReceivedEvent Receive(Subscription subscription, string source, LogEvent row) => new(
        subscription.Types[row.Type].Type.Read(row.Data), row.Id, source, row.Position, row.Type, new DateTimeOffset(DateTime.SpecifyKind(row.At, DateTimeKind.Utc)));
}
