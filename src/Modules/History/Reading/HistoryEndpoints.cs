using Maru.Contracts;
using Maru.Contracts.History;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.History.Record;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.History.Reading;

/// <summary>The record over HTTP: all of it for staff, one's own for everybody.</summary>
internal static class HistoryEndpoints
{
    private const int LongestSpanDays = 366;

    public static void Map(ModuleRoutes routes)
    {
        routes.Admin.MapGet("/history", ListAsync).RequirePermission(Permissions.AuditRead).WithName("ListHistory");
        routes.Admin.MapGet("/history/kinds", async (IHistory history, CancellationToken ct) => TypedResults.Ok(new { items = await history.ListKindsAsync(ct) }))
            .RequirePermission(Permissions.AuditRead);
        routes.Admin.MapGet("/history/counts", CountAsync).RequirePermission(Permissions.AuditRead);
        routes.Admin.MapPost("/history/rebuild", RebuildAsync).RequirePermission(Permissions.OperationsWrite);
        routes.Api.MapGet("/me/history", OfMemberAsync).RequireUser().WithName("ListMyHistory");
        routes.Api.MapGet("/orders/{id}/history", OfOrderAsync).WithName("GetOrderHistory");
    }

    private static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> ListAsync(
        IHistory history, CancellationToken ct, string? subject = null, string[]? kind = null, string? actor = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        string? cursor = null, int limit = 20)
    {
        var errors = Check(cursor, limit)
            .Unless(subject is null || (subject.Contains(':', StringComparison.Ordinal) && subject.Length <= 200), "subject", "must be a kind and an id, as in order:0198...")
            .Unless(kind is null || Array.TrueForAll(kind, k => RecordedKinds.Expand([k]).Length > 0), "kind", "names a kind or group there is not");
        return errors.ToFailure() is { } invalid
            ? invalid.ToProblem()
            : TypedResults.Ok(await history.ListAsync(new HistoryQuery(subject, kind, actor, from, to, cursor, limit), ct));
    }

    private static async Task<Results<Ok<HistoryCounts>, ProblemHttpResult>> CountAsync(DateOnly from, DateOnly to, IHistory history, CancellationToken ct, string? group = null) =>
        from > to || to.DayNumber - from.DayNumber > LongestSpanDays
            ? ValidationFailure.Of("to", "must not be before from, nor more than a year after it").ToProblem()
            : TypedResults.Ok(new HistoryCounts(await history.CountAsync(from, to, group, ct)));

    private static async Task<Results<Ok<RebuiltCount>, ProblemHttpResult>> RebuildAsync(Caller caller, IHistory history, CancellationToken ct)
    {
        var rebuilt = await history.RebuildAsync(caller.Actor, ct);
        return rebuilt.Succeeded ? TypedResults.Ok(new RebuiltCount(rebuilt.Value)) : rebuilt.Failure.ToProblem();
    }

    private static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> OfMemberAsync(Caller caller, IHistory history, CancellationToken ct, string? cursor = null, int limit = 20) =>
        Check(cursor, limit).ToFailure() is { } invalid ? invalid.ToProblem() : TypedResults.Ok(await history.OfMemberAsync(caller.User!.Value, cursor, limit, ct));

    /// <summary>For whoever may read the order: its owner, or a guest with its token.</summary>
    private static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> OfOrderAsync(
        OrderId id, Caller caller, IOrdering ordering, IHistory history, CancellationToken ct, string? token = null, string? cursor = null, int limit = 20)
    {
        if (Check(cursor, limit).ToFailure() is { } invalid)
        {
            return invalid.ToProblem();
        }

        return await ordering.FindAsync(id, new OrderAccess(caller.User, token, Staff: false), ct) is null
            ? new Contracts.NotFound("order").ToProblem()
            : TypedResults.Ok(await history.OfOrderAsync(id, cursor, limit, ct));
    }

    private static FieldErrors Check(string? cursor, int limit) => new FieldErrors()
        .Unless(cursor is null || HistoryCursor.Parse(cursor) is not null, "cursor", "is not one that was given here")
        .Unless(limit is >= 1 and <= HistoryReading.MostEntries, "limit", "must be from 1 to 100");
}

internal sealed record HistoryCounts(IReadOnlyList<HistoryCount> Items);

internal sealed record RebuiltCount(long Entries);
