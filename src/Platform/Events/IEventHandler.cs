using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Platform.Events;

/// <summary>
/// Handles one event. What it writes through <see cref="EventContext.Transaction"/> commits together with the subscriber's cursor: the effect
/// happens exactly once, however often processes die. Do nothing outside that transaction that may not be repeated, and keep it short: record
/// work that talks to the outside, and do it elsewhere. An exception parks the event's key and retries with back-off.
/// </summary>
public interface IEventHandler<in TEvent> where TEvent : IEvent
{
    Task HandleAsync(TEvent happened, EventContext context, CancellationToken ct);
}

/// <summary>Handles up to a few hundred events at a stroke, in order, in one transaction: for projections. If it throws, they come again one by one.</summary>
public interface IEventBatchHandler
{
    Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct);
}

public sealed record EventContext(Transaction Transaction, ReceivedEvent Received);

/// <param name="Position">In the source's log: grows with every event, with gaps.</param>
public sealed record ReceivedEvent(IEvent Event, Guid Id, string Source, long Position, string Type, DateTimeOffset At);
