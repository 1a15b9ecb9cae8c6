using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Returns;

/// <summary>Everything that comes back, over all orders; deciding and inspecting is done on the order's page.</summary>
internal static class ReturnEndpoints
{
    public static void Map(IEndpointRouteBuilder root) =>
        root.MapPage("/returns", Permissions.OrdersRead, (HttpContext context, [FromServices] IReturns returns, CancellationToken ct) =>
        {
            var state = Pages.TextOf(context, "state");
            return Listing.ShowAsync<ReturnListPage, ReturnSummary>(
                context, "returns", ReturnListPage.Columns(Desk.Of(context)), page => returns.ListAsync(state, page, ct),
                rows => Task.FromResult<object>(new { Rows = rows, Chosen = state }));
        });
}
