using Maru.Contracts.Search;
using Maru.Platform.Http.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Search;

/// <summary>Suggestions while somebody types.</summary>
internal static class SuggestEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search/suggest", async (string? q, int? limit, string? lang, ISearch search, CancellationToken ct) =>
        TypedResults.Ok(new { items = await search.SuggestAsync(q ?? "", lang == "en" ? "en" : "ko", Math.Clamp(limit ?? 8, 1, 20), ct) })).Limited(RateLimits.Search);
}
