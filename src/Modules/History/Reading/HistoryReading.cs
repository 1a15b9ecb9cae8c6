using Maru.Contracts;
using Maru.Contracts.History;
using Maru.Contracts.Identity;
using Maru.Modules.History.Record;
using Maru.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.History.Reading;

/// <summary>Looks things up. Pages go from the newest back, each from where the one before ended.</summary>
internal sealed class HistoryReading(Database<HistoryModule> database, Rebuild rebuild, IAudit audit, IConfiguration configuration) : IHistory
{
    public const int MostEntries = 100;

    private const string Columns = "e.id, e.at, e.kind, e.actor, e.detail, e.subjects, e.data::text as data";

    private static readonly string[] CustomerKinds = [.. RecordedKinds.All.Where(k => k.ForCustomer is not null).Select(k => k.Name)];

    private readonly string _zone = configuration["shop:timeZone"] ?? "Asia/Seoul";

    public Task<HistoryPage> ListAsync(HistoryQuery query, CancellationToken ct) =>
        PageAsync(query, query.Kinds is { Count: > 0 } kinds ? RecordedKinds.Expand(kinds) : null, forCustomer: false, ct);

    public Task<HistoryPage> OfMemberAsync(UserId member, string? cursor, int limit, CancellationToken ct) =>
        PageAsync(new HistoryQuery($"{HistorySubjects.User}:{member}", Cursor: cursor, Limit: limit), CustomerKinds, forCustomer: true, ct);

    public Task<HistoryPage> OfOrderAsync(OrderId order, string? cursor, int limit, CancellationToken ct) =>
        PageAsync(new HistoryQuery($"{HistorySubjects.Order}:{order}", Cursor: cursor, Limit: limit), CustomerKinds, forCustomer: true, ct);

    public Task<IReadOnlyList<HistoryKind>> ListKindsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<HistoryKind>>([.. RecordedKinds.All.Select(k => new HistoryKind(k.Name, k.Group, k.Text))]);

    public async Task<IReadOnlyList<HistoryCount>> CountAsync(DateOnly from, DateOnly to, string? group, CancellationToken ct)
    {
        var rows = await database.QueryAsync<CountRow>(
            """
            select (at at time zone @zone)::date as day, kind, count(*) as count from entries
            where at >= (@from::date::timestamp at time zone @zone) and at < ((@to::date + 1)::timestamp at time zone @zone) and kind = any(@kinds)
            group by 1, 2 order by 1, 2
            """,
            new { zone = _zone, from, to, kinds = group is null ? [.. RecordedKinds.ByName.Keys] : RecordedKinds.Expand([group]) }, ct);
        return [.. rows.Select(r => new HistoryCount(r.Day, r.Kind, RecordedKinds.ByName[r.Kind].Group, r.Count))];
    }

    public async Task<Result<long>> RebuildAsync(string actor, CancellationToken ct)
    {
        var entries = await rebuild.RunAsync(ct);
        if (entries.Succeeded)
        {
            await audit.RecordAsync(actor, "history-rebuilt", "history", null, ct);
        }

        return entries;
    }

    private async Task<HistoryPage> PageAsync(HistoryQuery query, string[]? kinds, bool forCustomer, CancellationToken ct)
    {
        const string filters =
            """
             and (@kinds::text[] is null or e.kind = any(@kinds)) and (@actor::text is null or e.actor = @actor)
             and (@from::timestamptz is null or e.at >= @from) and (@to::timestamptz is null or e.at < @to)
            """;
        var cursor = HistoryCursor.Parse(query.Cursor);
        var limit = Math.Clamp(query.Limit, 1, MostEntries);
        var args = new { subject = query.Subject, kinds, actor = query.Actor, from = query.From, to = query.To, cursorAt = cursor?.At, cursorId = cursor?.Id, limit = limit + 1 };

        // Written apart, so that each walks the index that has its order.
        var rows = await database.QueryAsync<EntryRow>(
            query.Subject is not null
                ? $"""
                   select {Columns} from entry_subjects s join entries e on e.id = s.entry_id
                   where s.subject = @subject {(cursor is null ? "" : "and (s.at, s.entry_id) < (@cursorAt, @cursorId)")} {filters}
                   order by s.at desc, s.entry_id desc limit @limit
                   """
                : $"select {Columns} from entries e where {(cursor is null ? "true" : "(e.at, e.id) < (@cursorAt, @cursorId)")} {filters} order by e.at desc, e.id desc limit @limit",
            args, ct);
        var shown = rows.Take(limit).Where(r => RecordedKinds.ByName.ContainsKey(r.Kind)).Select(r => forCustomer ? r.ForCustomer() : r.ForStaff()).ToArray();
        var last = rows.Count > limit ? rows[limit - 1] : null;
        return new HistoryPage(shown, last is null ? null : new HistoryCursor(last.At, last.Id).ToString());
    }

    private sealed record CountRow(DateOnly Day, string Kind, long Count);

    private sealed record EntryRow(Guid Id, DateTimeOffset At, string Kind, string Actor, string? Detail, string[] Subjects, string Data)
    {
        public HistoryEntry ForStaff() => Entry(RecordedKinds.ByName[Kind].Text, Actor, Subjects, Data);

        /// <summary>Without what is behind it: who of the shop did it, and what else it touched.</summary>
        public HistoryEntry ForCustomer() => Entry(
            RecordedKinds.ByName[Kind].ForCustomer!, Actor == "system" ? "shop" : "you",
            Array.FindAll(Subjects, s => s.StartsWith(HistorySubjects.Order + ":", StringComparison.Ordinal) || s.StartsWith(HistorySubjects.Product + ":", StringComparison.Ordinal)), "{}");

        private HistoryEntry Entry(LocalizedText text, string actor, string[] subjects, string data) => new(
            Id.ToString(), At, Kind, RecordedKinds.ByName[Kind].Group, Detail is null ? text : new LocalizedText($"{text.Ko}: {Detail}", $"{text.En}: {Detail}"), actor, subjects, data);
    }
}
