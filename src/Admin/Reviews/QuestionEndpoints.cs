using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Reviews;

/// <summary>What shoppers ask, and answering as the shop.</summary>
internal static class QuestionEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/questions", Permissions.ReviewsModerate, ListAsync);
        root.MapPage("/questions/{id}", Permissions.ReviewsModerate, async (QuestionId id, HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct) =>
            await reviews.FindQuestionAsync(id, null, ct) is { } question ? Pages.Show<QuestionPage>(context, Desk.Of(context), new { Question = question }) : Pages.NotFound(context, Desk.Of(context)));
        root.MapForm("/questions/{id}/decide", Permissions.ReviewsModerate, async (QuestionId id, HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct) =>
        {
            var form = await Filled.ReadAsync(context, ct);
            return After(context, id, await reviews.DecideQuestionsAsync(Decision([id], form, context), ct));
        });
        root.MapForm("/questions/{id}/answers/{answer}/decide", Permissions.ReviewsModerate, async (QuestionId id, AnswerId answer, HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct) =>
        {
            var form = await Filled.ReadAsync(context, ct);
            return After(context, id, await reviews.DecideAnswersAsync(Decision([answer], form, context), ct));
        });
        root.MapForm("/questions/{id}/answer", Permissions.ReviewsModerate, async (QuestionId id, HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct) =>
        {
            var form = await Filled.ReadAsync(context, ct);
            return After(context, id, await reviews.AnswerAsync(id, form.Text("text"), null, Desk.Of(context).Caller.Actor, ct));
        });
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] IReviewsAdministration reviews, CancellationToken ct)
    {
        var query = new AdminQuestionQuery(
            PageRequest.First, Pages.ChoiceOf<ReviewState>(context, "state"), Pages.TextOf(context, "answered") switch { "yes" => true, "no" => false, _ => null }, Pages.IsOn(context, "reported"),
            Text: Pages.TextOf(context, "q"));
        return Listing.ShowAsync<QuestionListPage, AdminQuestion>(
            context, "questions", QuestionListPage.Columns(Desk.Of(context)), page => reviews.ListQuestionsAsync(query with { Page = page }, ct),
            rows => Task.FromResult<object>(new { Rows = rows, Query = query }));
    }

    private static ModerationDecision<TId> Decision<TId>(IReadOnlyList<TId> ids, Filled form, HttpContext context) =>
        new(ids, form.Choice<ReviewState>("state") ?? ReviewState.Pending, form.Optional("reason"), Desk.Of(context).Caller.Actor);

    private static IResult After<T>(HttpContext context, QuestionId id, Result<T> result) =>
        Pages.After(context, result, $"/questions/{id}", Desk.Of(context).Say("저장했어요.", "Saved."));
}
