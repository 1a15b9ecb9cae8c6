using System.Globalization;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Reviews;

/// <summary>Reviews: what waits, what was reported, why the filter doubts it, and the shop's answer.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/reviews", Permissions.ReviewsModerate, ListAsync);
        root.MapForm("/reviews/decide", Permissions.ReviewsModerate, DecideAsync);
        root.MapPage("/reviews/{id}", Permissions.ReviewsModerate, ShowAsync);
        root.MapForm("/reviews/{id}/reply", Permissions.ReviewsModerate, async (ReviewId id, HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct) =>
        {
            var desk = Desk.Of(context);
            var form = await Filled.ReadAsync(context, ct);
            return Pages.After(context, await reviews.ReplyAsync(id, form.Optional("text"), null, desk.Caller.Actor, ct), $"/reviews/{id}", desk.Say("답글을 저장했어요.", "The reply is saved."));
        });
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] IReviewsAdministration reviews, [FromServices] ICatalogBrowsing catalog, CancellationToken ct)
    {
        var query = new AdminReviewQuery(
            PageRequest.First, Pages.TextOf(context, "state") == "all" ? null : Pages.ChoiceOf<ReviewState>(context, "state") ?? (Pages.TextOf(context, "q") is null ? ReviewState.Pending : null),
            Pages.TextOf(context, "q"), null, int.TryParse(Pages.TextOf(context, "stars"), NumberStyles.None, CultureInfo.InvariantCulture, out var stars) && stars is >= 1 and <= 5 ? stars : null,
            Pages.IsOn(context, "reported"), Pages.IsOn(context, "unanswered"), null, Pages.TextOf(context, "sort") switch { "-spam" => "spam", "-reports" => "reports", "written" => "oldest", _ => "newest" });
        return Listing.ShowAsync<ReviewListPage, AdminReview>(
            context, "reviews", ReviewListPage.Columns(Desk.Of(context)), page => reviews.ListAsync(query with { Page = page }, ct),
            async rows => new { Rows = rows, Query = query, Counts = await reviews.GetCountsAsync(null, ct) });
    }

    private static async Task<IResult> ShowAsync(
        ReviewId id, HttpContext context, [FromServices] IReviewsAdministration reviews, [FromServices] ICatalogBrowsing catalog, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await reviews.FindAsync(id, null, ct) is { } found
            ? Pages.Show<ReviewPage>(context, desk, new
            {
                Detail = found, Product = (await catalog.GetSummariesAsync([found.Review.ProductId], Currency.Krw, ct)).FirstOrDefault()?.Name,
            })
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> DecideAsync(HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        ReviewId[] picked = [.. form.All("pick").Select(p => ReviewId.TryParse(p, null, out var id) ? id : default).Where(id => id != default)];
        var result = picked.Length == 0
            ? ValidationFailure.Of("pick", desk.Say("먼저 후기를 골라 주세요", "pick reviews first"))
            : await reviews.DecideAsync(new ModerationDecision<ReviewId>(picked, form.Choice<ReviewState>("state") ?? ReviewState.Pending, form.Optional("reason"), desk.Caller.Actor), ct);
        return Pages.After(context, result, picked.Length == 1 && form.IsOn("stay") ? $"/reviews/{picked[0]}" : "/reviews", desk.Say($"후기 {desk.Count(result.Value)}개를 정했어요.", $"{desk.Count(result.Value)} reviews are decided."));
    }
}
