using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Search;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Search;

/// <summary>What staff see and say about searches.</summary>
internal static class AdministrationEndpoints
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/search/analytics", AnalyticsAsync).RequirePermission(Permissions.StatisticsRead).WithName("ReadSearchAnalytics");
        admin.MapGet("/search/rules", async (ISearchAdministration search, CancellationToken ct) => TypedResults.Ok(await search.RulesAsync(ct)))
            .RequirePermission(Permissions.SearchWrite).WithName("ReadSearchRules");
        admin.MapGet("/search/rules/versions", async (ISearchAdministration search, CancellationToken ct) => TypedResults.Ok(new ItemList<SearchRulesView>(await search.RuleVersionsAsync(20, ct))))
            .RequirePermission(Permissions.SearchWrite).WithName("ListSearchRuleVersions");
        admin.MapPut("/search/rules", SaveAsync).RequirePermission(Permissions.SearchWrite).WithName("SaveSearchRules");
        admin.MapPost("/search/rules/preview", PreviewAsync).RequirePermission(Permissions.SearchWrite).WithName("PreviewSearchRules");
    }

    private static async Task<Results<Ok<SearchAnalytics>, ProblemHttpResult>> AnalyticsAsync(
        ISearchAdministration search, TimeProvider time, CancellationToken ct, DateOnly? from = null, DateOnly? to = null, int? top = null)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(9));
        var last = to ?? today;
        var first = from ?? last.AddDays(-29);
        return new FieldErrors().Unless(first <= last && last.DayNumber - first.DayNumber <= 366, "from", "must be at most a year before to").ToFailure() is { } failure
            ? failure.ToProblem()
            : TypedResults.Ok(await search.AnalyticsAsync(first, last, Math.Clamp(top ?? 50, 1, 200), ct));
    }

    private static async Task<Results<Ok<SearchRulesView>, ProblemHttpResult>> SaveAsync(RulesBody body, Caller caller, ISearchAdministration search, CancellationToken ct) =>
        (await search.SaveRulesAsync(Whole(body.Rules), body.Version, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<RulesPreview>, ProblemHttpResult>> PreviewAsync(PreviewBody body, ISearchAdministration search, CancellationToken ct) =>
        (await search.PreviewAsync(Whole(body.Rules), body.Text ?? "", ct)).ToResult();

    /// <summary>What a request leaves out is empty.</summary>
    private static SearchRuleSet Whole(SearchRuleSet? rules) => new(
        [.. (rules?.Synonyms ?? []).OfType<SynonymRule>().Select(s => s with { Words = s.Words ?? [] })],
        [
            .. (rules?.Queries ?? []).OfType<QueryRuleDraft>().Select(q => new QueryRuleDraft(
                q.Query ?? "", q.Pinned ?? [], q.Hidden ?? [], q.Banner is { } banner ? banner with { Text = banner.Text ?? new LocalizedText() } : null)),
        ]);
}

/// <param name="Version">That the editor started from.</param>
internal sealed record RulesBody(SearchRuleSet? Rules, int Version);

internal sealed record PreviewBody(SearchRuleSet? Rules, string? Text);
