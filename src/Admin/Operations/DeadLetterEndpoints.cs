using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts.Identity;
using Maru.Platform.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Operations;

/// <summary>Events that could not be handled: to look at, try again, or give up.</summary>
internal static class DeadLetterEndpoints
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/dead-letters", Permissions.OperationsRead, ListAsync);
        root.MapForm("/dead-letters/{module}/{sequence:long}/replay", Permissions.OperationsWrite,
            async (string module, long sequence, HttpContext context, [FromServices] DeadLetters letters, CancellationToken ct) =>
            Pages.After(context, await letters.ReplayAsync(module, sequence, ct), "/dead-letters", Desk.Of(context).Say("다시 해 보고 있어요.", "It is tried again.")));
        root.MapForm("/dead-letters/{module}/{sequence:long}/discard", Permissions.OperationsWrite,
            async (string module, long sequence, HttpContext context, [FromServices] DeadLetters letters, CancellationToken ct) =>
            Pages.After(context, await letters.DiscardAsync(module, sequence, ct), "/dead-letters", Desk.Of(context).Say("버렸어요.", "It is given up.")));
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] DeadLetters letters, CancellationToken ct)
    {
        var all = await letters.ListAsync(deadOnly: false, Most, ct);
        var columns = DeadLetterPage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<DeadLetterPage, DeadLetter>(context, "dead-letters", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)));
    }
}
