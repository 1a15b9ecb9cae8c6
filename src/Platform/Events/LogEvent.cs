namespace Maru.Platform.Events;

/// <summary>A row of a module's log.</summary>
internal sealed record LogEvent(long Position, Guid Id, string Type, string Key, string Data, string? Trace, DateTime At);
