namespace Maru.Platform.Events;

/// <summary>Reads logs from wherever one likes, for those who make something anew from all that happened. Never past what is decided.</summary>
public sealed class LogArchive
{
    private readonly EventSubscriptions _subscriptions;
    private readonly LogReader _reader;

    internal LogArchive(EventSubscriptions subscriptions, LogReader reader)
    {
        _subscriptions = subscriptions;
        _reader = reader;
    }

    /// <summary>The modules whose logs hold these events.</summary>
    public static IReadOnlyList<string> SourcesOf(IEnumerable<Type> types) =>
        [.. types.Select(t => EventTypes.Of(t).Source).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Events of these types after a position of a log that this process follows, in their order: fewer than the limit only where there are no more.</summary>
    public async Task<IReadOnlyList<ReceivedEvent>> ReadAsync(string source, IReadOnlyCollection<Type> types, long after, int limit, CancellationToken ct)
    {
        var known = types.Select(EventTypes.Of).Where(t => t.Source == source).ToDictionary(t => t.Name);
        var rows = await _reader.ReadAsync(source, after, _subscriptions.TailOf(source).Horizon, [.. known.Keys], limit, ct);
        return [.. rows.Select(r => new ReceivedEvent(
            known[r.Type].Read(r.Data), r.Id, source, r.Position, r.Type, new DateTimeOffset(DateTime.SpecifyKind(r.At, DateTimeKind.Utc))))];
    }
}
