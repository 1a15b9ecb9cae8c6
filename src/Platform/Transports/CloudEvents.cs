using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Platform.Events;

namespace Maru.Platform.Transports;

/// <summary>A run of a log as a batch of CloudEvents (CloudEvents 1.0, JSON format, section 4), with the W3C trace context each event was told in.</summary>
internal static class CloudEvents
{
    private const string Version = "1.0";
    private const string SourcePrefix = "/maru/";

    /// <param name="previous">The position before the first of them.</param>
    public static byte[] Write(string source, long previous, IReadOnlyList<LogEvent> events)
    {
        var batch = new Envelope[events.Count];
        for (var i = 0; i < batch.Length; i++)
        {
            var row = events[i];
            using var data = JsonDocument.Parse(row.Data);
            batch[i] = new Envelope(
                Version, row.Id, SourcePrefix + source, row.Type, row.Key, new DateTimeOffset(DateTime.SpecifyKind(row.At, DateTimeKind.Utc)), "application/json", row.Trace,
                Text(row.Position), Text(previous), data.RootElement.Clone());
            previous = row.Position;
        }

        return JsonSerializer.SerializeToUtf8Bytes(batch);
    }

    /// <exception cref="JsonException">That is no parcel of this log.</exception>
    public static IReadOnlyList<CarriedEvent> Read(string source, ReadOnlySpan<byte> parcel)
    {
        var batch = JsonSerializer.Deserialize<Envelope[]>(parcel) ?? throw new JsonException("An empty parcel.");
        return [.. batch.Select(e => Read(source, e))];
    }

    private static CarriedEvent Read(string source, Envelope envelope) =>
        envelope.SpecVersion == Version && envelope.Source == SourcePrefix + source
        && long.TryParse(envelope.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        && long.TryParse(envelope.Previous, NumberStyles.None, CultureInfo.InvariantCulture, out var previous)
            ? new CarriedEvent(
                previous,
                new LogEvent(position, envelope.Id, envelope.Type, envelope.Subject, envelope.Data.GetRawText(), envelope.TraceParent, envelope.Time.UtcDateTime))
            : throw new JsonException($"This is no event of the log '{source}'.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Position">CloudEvents has no integer of 64 bits, so it is text.</param>
    /// <param name="Previous">The position of the event before it: shows a hole.</param>
    private sealed record Envelope(
        [property: JsonPropertyName("specversion")] string SpecVersion,
        [property: JsonPropertyName("id")] Guid Id,
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("subject")] string Subject,
        [property: JsonPropertyName("time")] DateTimeOffset Time,
        [property: JsonPropertyName("datacontenttype")] string DataContentType,
        [property: JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent,
        [property: JsonPropertyName("position")] string Position,
        [property: JsonPropertyName("previous")] string Previous,
        [property: JsonPropertyName("data")] JsonElement Data);
}

/// <param name="Previous">The position of the event before it in its log.</param>
internal sealed record CarriedEvent(long Previous, LogEvent Row);
