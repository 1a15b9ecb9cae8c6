using Dapper;
using Maru.Contracts;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.History.Record;

/// <summary>
/// Makes the record anew from the logs beside the old one, and swaps the two by name. Recording waits only for the last stretch and the swap: what was recorded
/// before lies before the horizon that is read under the lock.
/// </summary>
internal sealed class Rebuild(Database<HistoryModule> database, LogArchive archive, Retention retention, TimeProvider time)
{
    private const long OneAtATime = 0x6869_7374;
    private const int PageSize = 2000;
    private const string Next = "_next";

    public async Task<Result<long>> RunAsync(CancellationToken ct)
    {
        var begin = time.GetUtcNow();
        await using var owner = await database.Source.OpenConnectionAsync(ct);
        if (!await owner.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(@OneAtATime)", new { OneAtATime }, cancellationToken: ct)))
        {
            return new StateConflict("The record is being made anew already.");
        }

        try
        {
            await owner.ExecuteAsync(new CommandDefinition(
                """
                drop table if exists entries_next, entry_subjects_next;
                create table entries_next (like entries including all);
                create table entry_subjects_next (like entry_subjects including all)
                """,
                cancellationToken: ct));
            var positions = LogArchive.SourcesOf(RecordedKinds.ByType.Keys).ToDictionary(s => s, _ => 0L);
            foreach (var source in positions.Keys)
            {
                await FillAsync(positions, source, ct);
            }

            return await SwapAsync(positions, begin, ct);
        }
        finally
        {
            await owner.ExecuteAsync("select pg_advisory_unlock(@OneAtATime)", new { OneAtATime });
        }
    }

    private async Task FillAsync(Dictionary<string, long> positions, string source, CancellationToken ct)
    {
        bool more;
        do
        {
            await using var transaction = await database.BeginAsync(ct);
            more = await PageAsync(transaction, positions, source, ct);
            await transaction.CommitAsync(ct);
        }
        while (more);
    }

    private async Task<bool> PageAsync(Transaction transaction, Dictionary<string, long> positions, string source, CancellationToken ct)
    {
        var events = await archive.ReadAsync(source, RecordedKinds.ByType.Keys, positions[source], PageSize, ct);
        await EntryWriter.WriteAsync(
            transaction, Next,
            [.. events.Select(e => (Received: e, Kind: RecordedKinds.ByType[e.Event.GetType()])).Where(e => e.Received.At >= retention.LineOf(e.Kind.Group))
                .Select(e => e.Kind.Record(e.Received.Event, e.Received.Id, e.Received.At))], ct);
        positions[source] = events.Count > 0 ? events[^1].Position : positions[source];
        return events.Count == PageSize;
    }

    private async Task<Result<long>> SwapAsync(Dictionary<string, long> positions, DateTimeOffset begin, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync("lock table entries, entry_subjects in share row exclusive mode", null, ct);
        foreach (var source in positions.Keys)
        {
            while (await PageAsync(transaction, positions, source, ct))
            {
            }
        }

        // Another process may have seen a little more of the logs than this one, and recorded it.
        await transaction.ExecuteAsync(
            """
            insert into entries_next select * from entries where at > @line on conflict do nothing;
            insert into entry_subjects_next select * from entry_subjects where at > @line on conflict do nothing
            """,
            new { line = begin.AddHours(-1) }, ct);
        var count = await transaction.QuerySingleOrDefaultAsync<long>("select count(*) from entries_next", null, ct);
        if (count == 0 && await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from entries)", null, ct))
        {
            // This process has not found the logs' ends yet: an empty record would be a lie.
            return new Unavailable("The log");
        }

        await transaction.ExecuteAsync(
            """
            drop table entries, entry_subjects;
            alter table entries_next rename to entries;
            alter table entry_subjects_next rename to entry_subjects
            """,
            null, ct);
        await transaction.CommitAsync(ct);
        return count;
    }
}
