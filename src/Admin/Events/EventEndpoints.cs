using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts.Identity;
using Maru.Platform.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Events;

/// <summary>What modules told one another, as it stands in their logs.</summary>
internal static class EventEndpoints
{
    public static void Map(IEndpointRouteBuilder root) =>
        root.MapPage("/events", Permissions.OperationsRead, (HttpContext context, [FromServices] EventBrowser events, CancellationToken ct) =>
        {
            var (module, type, key) = (Pages.TextOf(context, "module") ?? "ordering", Pages.TextOf(context, "type"), Pages.TextOf(context, "q"));
            return Listing.ShowAsync<EventPage, LoggedEvent>(
                context, "events", EventPage.Columns(Desk.Of(context)), page => events.ListAsync(module, type, key, page, ct),
                rows => Task.FromResult<object>(new { Rows = rows, Modules = events.Modules, Module = module, Type = type }));
        });
}
