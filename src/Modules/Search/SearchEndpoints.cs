using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Search.Personal;
using Maru.Modules.Search.Records;
using Maru.Modules.Search.Trends;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Maru.Platform.Realtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Search;

/// <summary>What helps a shopper to the right words, and takes note of what came of them.</summary>
internal static class SearchEndpoints
{
    private const int Few = 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/search/suggest", SuggestAsync).Limited(RateLimits.Search).WithName("Suggest");
        api.MapGet("/search/trending", TrendingAsync).Limited(RateLimits.Search).WithName("ListTrendingSearches");
        api.MapGet("/search/trending/live", LiveStream (TrendBoard trends) => trends.Watch()).WithName("WatchTrendingSearches");
        api.MapGet("/search/related", RelatedAsync).Limited(RateLimits.Search).WithName("ListRelatedSearches");
        api.MapGet("/search/predicted", PredictedAsync).Limited(RateLimits.Search).WithName("ListPredictedSearches");
        api.MapPost("/search/clicks", Click).Limited(RateLimits.Search).WithName("NoteSearchClick");
        api.MapGet("/search/history", HistoryAsync).RequireUser().WithName("ListOwnSearches");
        api.MapDelete("/search/history", ForgetAsync).RequireUser().WithName("ForgetOwnSearches");
        api.MapPut("/search/history/kept", KeepAsync).RequireUser().WithName("KeepOwnSearches");
    }

    private static async Task<Ok<ItemList<Suggestion>>> SuggestAsync(ISearch search, CancellationToken ct, string? q = null, int? limit = null, string? lang = null) =>
        TypedResults.Ok(new ItemList<Suggestion>(await search.SuggestAsync(q ?? "", lang == "en" ? "en" : "ko", Math.Clamp(limit ?? 8, 1, 20), ct)));

    private static async Task<Ok<Trending>> TrendingAsync(TrendBoard trends, CancellationToken ct, int? limit = null)
    {
        var now = await trends.NowAsync(ct);
        return TypedResults.Ok(now with { Items = [.. now.Items.Take(Math.Clamp(limit ?? Few, 1, 20))] });
    }

    private static async Task<Ok<ItemList<string>>> RelatedAsync(SearchMemory memory, CancellationToken ct, string? q = null, int? limit = null) =>
        TypedResults.Ok(new ItemList<string>(await memory.RelatedAsync(q ?? "", Math.Clamp(limit ?? Few, 1, 20), ct)));

    private static async Task<Ok<ItemList<string>>> PredictedAsync(Caller caller, SearchMemory memory, CancellationToken ct) =>
        TypedResults.Ok(new ItemList<string>(await memory.PredictAsync(caller.User, Few, ct)));

    private static Results<Accepted, ProblemHttpResult> Click(ClickBody body, SearchRecorder recorder)
    {
        if (new FieldErrors().Unless(body.Position is >= 1 and <= 10_000, "position", "must be a whole number from 1 to 10000").ToFailure() is { } failure)
        {
            return failure.ToProblem();
        }

        recorder.Clicked(new ClickSeen(body.SearchId, body.ProductId.Value, body.Position));
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Ok<OwnSearches>> HistoryAsync(Caller caller, SearchMemory memory, CancellationToken ct, int? limit = null) =>
        TypedResults.Ok(new OwnSearches(
            await memory.RecentAsync(caller.User!.Value, Math.Clamp(limit ?? Few, 1, 100), ct), await memory.IsKeptAsync(caller.User.Value, ct)));

    /// <summary>One query, or without one everything.</summary>
    private static async Task<NoContent> ForgetAsync(Caller caller, SearchMemory memory, CancellationToken ct, string? q = null)
    {
        await (q is null ? memory.ForgetAllAsync(caller.User!.Value, ct) : memory.ForgetAsync(caller.User!.Value, q, ct));
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> KeepAsync(KeepBody body, Caller caller, SearchMemory memory, CancellationToken ct)
    {
        if (body.Kept is not { } kept)
        {
            return ValidationFailure.Of("kept", "is needed").ToProblem();
        }

        await memory.KeepAsync(caller.User!.Value, kept, ct);
        return TypedResults.NoContent();
    }
}

internal sealed record ItemList<T>(IReadOnlyList<T> Items);

internal sealed record OwnSearches(IReadOnlyList<OwnSearch> Items, bool Kept);

internal sealed record ClickBody(Guid SearchId, ProductId ProductId, int Position);

internal sealed record KeepBody(bool? Kept);
