using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.History.Record;

/// <summary>Records events as they come, a few hundred at a stroke.</summary>
internal sealed class EventRecorder : IEventBatchHandler
{
    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct) => EntryWriter.WriteAsync(
        transaction, "", [.. events.Select(e => RecordedKinds.ByType[e.Event.GetType()].Record(e.Event, e.Id, e.At))], ct);
}
