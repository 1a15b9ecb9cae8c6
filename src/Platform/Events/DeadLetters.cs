using Dapper;
using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Platform.Events;

/// <summary>What subscribers could not handle, over all modules: to look at, try again, or give up.</summary>
public sealed class DeadLetters(DataSources sources, IReadOnlyList<string> modules)
{
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(bool deadOnly, int limit, CancellationToken ct)
    {
        var found = new List<DeadLetter>();
        foreach (var module in modules)
        {
            await using var connection = await sources.OfModule(module).OpenConnectionAsync(ct);
            found.AddRange(await connection.QueryAsync<DeadLetter>(new CommandDefinition(
                """
                select @module as module, sequence, subscription, type, key, data::text as data, attempts, next_attempt_at, dead, error, parked_at
                from parked where dead or not @deadOnly order by dead desc, parked_at desc limit @limit
                """,
                new { module, deadOnly, limit }, cancellationToken: ct)));
        }

        return [.. found.OrderByDescending(l => l.Dead).ThenByDescending(l => l.ParkedAt).Take(limit)];
    }

    /// <summary>Tries the event again at once, with all its attempts before it.</summary>
    public Task<Result<Done>> ReplayAsync(string module, long sequence, CancellationToken ct) =>
        ChangeAsync(module, "update parked set dead = false, attempts = 0, next_attempt_at = now() where sequence = @sequence", sequence, ct);

    /// <summary>Gives the event up for good; those of its key that wait behind it go on.</summary>
    public Task<Result<Done>> DiscardAsync(string module, long sequence, CancellationToken ct) =>
        ChangeAsync(module, "delete from parked where sequence = @sequence", sequence, ct);

    private async Task<Result<Done>> ChangeAsync(string module, string sql, long sequence, CancellationToken ct)
    {
        if (!modules.Contains(module))
        {
            return new NotFound("event");
        }

        await using var connection = await sources.OfModule(module).OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { sequence }, cancellationToken: ct)) == 1 ? Done.Value : new NotFound("event");
    }
}

/// <param name="Dead">No more attempts are made by themselves.</param>
public sealed record DeadLetter(
    string Module, long Sequence, string Subscription, string Type, string Key, string Data, int Attempts, DateTimeOffset NextAttemptAt, bool Dead, string? Error,
    DateTimeOffset ParkedAt);
