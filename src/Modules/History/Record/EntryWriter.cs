using Maru.Platform.Data;

namespace Maru.Modules.History.Record;

/// <summary>Writes entries and the index of their subjects.</summary>
internal static class EntryWriter
{
    /// <param name="suffix">Of the tables: empty, or that of those being made anew.</param>
    public static Task WriteAsync(Transaction transaction, string suffix, IReadOnlyList<Entry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return Task.CompletedTask;
        }

        var subjects = entries.SelectMany(e => e.Subjects, (e, s) => (Subject: s, e.At, e.Id)).OrderBy(s => s.Subject, StringComparer.Ordinal).ToArray();
        return transaction.ExecuteAsync(
            $"""
            insert into entries{suffix} (id, at, kind, actor, detail, subjects, data)
            select e.id, e.at, e.kind, e.actor, e.detail, string_to_array(e.subjects, E'\n'), e.data::jsonb
            from unnest(@ids, @times, @kinds, @actors, @details, @lists, @data) as e (id, at, kind, actor, detail, subjects, data)
            on conflict do nothing;
            insert into entry_subjects{suffix} (subject, at, entry_id) select * from unnest(@subjects, @subjectTimes, @subjectEntries) on conflict do nothing
            """,
            new
            {
                ids = entries.Select(e => e.Id).ToArray(), times = entries.Select(e => e.At.UtcDateTime).ToArray(), kinds = entries.Select(e => e.Kind).ToArray(),
                actors = entries.Select(e => e.Actor).ToArray(), details = entries.Select(e => e.Detail).ToArray(), lists = entries.Select(e => string.Join('\n', e.Subjects)).ToArray(),
                data = entries.Select(e => e.Data).ToArray(), subjects = Array.ConvertAll(subjects, s => s.Subject), subjectTimes = Array.ConvertAll(subjects, s => s.At.UtcDateTime),
                subjectEntries = Array.ConvertAll(subjects, s => s.Id),
            }, ct);
    }
}
