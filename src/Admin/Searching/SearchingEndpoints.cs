using Maru.Admin.Shell;
using Maru.Contracts.Identity;
using Maru.Contracts.Search;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Searching;

/// <summary>What shoppers look for, what they do not find, and the synonyms that help.</summary>
internal static class SearchingEndpoints
{
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/search", Permissions.StatisticsRead, ShowAsync);
        root.MapForm("/search/synonyms", Permissions.SearchWrite, SaveAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, [FromServices] ISearchAdministration search, [FromServices] TimeProvider time, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var to = Pages.DayOf(context, "to") ?? Desk.Day(time.GetUtcNow());
        var from = Pages.DayOf(context, "from") is { } day && day <= to && to.DayNumber - day.DayNumber <= 366 ? day : to.AddDays(-29);
        return Pages.Show<SearchingPage>(context, desk, new
        {
            From = from,
            To = to,
            Figures = await search.AnalyticsAsync(from, to, Shown, ct),
            Rules = desk.May(Permissions.SearchWrite) ? await search.RulesAsync(ct) : null,
        });
    }

    private static async Task<IResult> SaveAsync([FromForm] string? synonyms, [FromForm] int version, HttpContext context, [FromServices] ISearchAdministration search, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var current = await search.RulesAsync(ct);
        var rules = current.Rules with { Synonyms = SynonymLines.Read(synonyms ?? "") };
        return Pages.After(
            context, await search.SaveRulesAsync(rules, version, context.Caller().Actor, ct), "/search", desk.Say("비슷한 말을 저장했어요. 곧 모든 검색에 쓰여요.", "The synonyms are saved and hold for searches from now on."));
    }
}
