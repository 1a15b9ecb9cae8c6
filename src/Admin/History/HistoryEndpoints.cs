using Maru.Admin.Shell;
using Maru.Contracts.History;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.History;

/// <summary>What happened in the shop, over all modules, to be looked up by whom or what it happened to.</summary>
internal static class HistoryEndpoints
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/history", Permissions.AuditRead, ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, [FromServices] IHistory history, CancellationToken ct)
    {
        var (from, to) = (Pages.DayOf(context, "from"), Pages.DayOf(context, "to"));
        var query = new HistoryQuery(
            Pages.TextOf(context, "q"), Pages.TextOf(context, "kind") is { } kind ? [kind] : null, Pages.TextOf(context, "actor"), from is { } first ? Desk.StartOf(first) : null,
            to is { } last ? Desk.StartOf(last.AddDays(1)) : null, Pages.TextOf(context, "cursor"), PageSize);
        var found = await history.ListAsync(query, ct);
        return Pages.Show<HistoryPage>(context, Desk.Of(context), new
        {
            Entries = found.Items, found.Next, Query = query, From = from, To = to, Kinds = await history.ListKindsAsync(ct),
        });
    }
}
