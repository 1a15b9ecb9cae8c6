using Dapper;
using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Platform.Events;

/// <summary>The modules' logs, for somebody who wants to know what was told: the newest first.</summary>
public sealed class EventBrowser(DataSources sources, IReadOnlyList<string> modules)
{
    /// <summary>Those that have a log.</summary>
    public IReadOnlyList<string> Modules { get; } = modules;

    /// <param name="module">Whose log; an unknown one reads as empty.</param>
    /// <param name="type">The event's whole name.</param>
    /// <param name="key">What it is about: an order's id, a SKU.</param>
    public async Task<Page<LoggedEvent>> ListAsync(string module, string? type, string? key, PageRequest page, CancellationToken ct)
    {
        if (!Modules.Contains(module))
        {
            return new Page<LoggedEvent>([], 0, page.Number, page.Size);
        }

        await using var connection = await sources.Relay.OpenConnectionAsync(ct);
        var rows = (List<LoggedEvent>)await connection.QueryAsync<LoggedEvent>(new CommandDefinition(
            $"""
            select position, id, type, key, data::text as data, at from {module}.outbox
            where (@type::text is null or type = @type) and (@key::text is null or key = @key)
            order by position desc limit @limit offset @Offset
            """,
            new { type, key, limit = page.Size + 1, page.Offset }, cancellationToken: ct));

        // A log can be huge: what matters is whether there is another page.
        return new Page<LoggedEvent>([.. rows.Take(page.Size)], page.Offset + rows.Count, page.Number, page.Size);
    }
}

/// <param name="Data">As it stands in the log: JSON.</param>
public sealed record LoggedEvent(long Position, Guid Id, string Type, string Key, string Data, DateTimeOffset At);
