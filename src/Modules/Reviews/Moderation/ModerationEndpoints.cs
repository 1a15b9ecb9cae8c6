using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Questions;
using Maru.Modules.Reviews.Reviews;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Reviews.Moderation;

/// <summary>Moderators see everything; sellers what is about their goods.</summary>
internal static class ModerationEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var admin = routes.Admin;
        admin.MapGet("/reviews", ListAsync).RequirePermission(Permissions.ReviewsModerate);
        admin.MapGet("/reviews/{id}", (ReviewId id, IReviewsAdministration reviews, CancellationToken ct) => FindAsync(id, null, reviews, ct)).RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/reviews/decisions", async (DecisionBody<ReviewId> body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            Decided(await reviews.DecideAsync(body.By(caller), ct))).RequirePermission(Permissions.ReviewsModerate);
        admin.MapPut("/reviews/{id}/reply", async (ReviewId id, ReplyBody body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            (await reviews.ReplyAsync(id, body.Text, null, caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.ReviewsModerate);
        admin.MapDelete("/reviews/{id}/reply", async (ReviewId id, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            (await reviews.ReplyAsync(id, null, null, caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.ReviewsModerate);
        admin.MapGet("/questions", ListQuestionsAsync).RequirePermission(Permissions.ReviewsModerate);
        admin.MapGet("/questions/{id}", (QuestionId id, IReviewsAdministration reviews, CancellationToken ct) => FindQuestionAsync(id, null, reviews, ct)).RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/questions/decisions", async (DecisionBody<QuestionId> body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            Decided(await reviews.DecideQuestionsAsync(body.By(caller), ct))).RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/answers/decisions", async (DecisionBody<AnswerId> body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            Decided(await reviews.DecideAnswersAsync(body.By(caller), ct))).RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/questions/{id}/answers", async (QuestionId id, AnswerBody body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            (await reviews.AnswerAsync(id, body.Text, null, caller.Actor, ct)).ToResult()).RequirePermission(Permissions.ReviewsModerate);
        admin.MapGet("/moderation", async (IReviewsAdministration reviews, CancellationToken ct) => TypedResults.Ok(await reviews.GetCountsAsync(null, ct)))
            .RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/moderation/try", TryAsync).RequirePermission(Permissions.ReviewsModerate);
        admin.MapGet("/ratings/check", async (IReviewsAdministration reviews, CancellationToken ct) => TypedResults.Ok(new { items = await reviews.CheckRatingsAsync(ct) }))
            .RequirePermission(Permissions.ReviewsModerate);
        admin.MapPost("/ratings/repair", async (Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            TypedResults.Ok(new { repaired = await reviews.RepairRatingsAsync(caller.Actor, ct) })).RequirePermission(Permissions.ReviewsModerate);

        var seller = routes.Api.MapGroup("/seller").RequirePermission(Permissions.SellerOwn);
        seller.MapGet("/reviews", ListOwnAsync);
        seller.MapGet("/reviews/{id}", async (ReviewId id, Caller caller, IReviewsAdministration reviews, CancellationToken ct) => await FindAsync(id, caller.Seller ?? default(SellerId), reviews, ct));
        seller.MapPut("/reviews/{id}/reply", async (ReviewId id, ReplyBody body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            (await reviews.ReplyAsync(id, body.Text, caller.Seller ?? default(SellerId), caller.Actor, ct)).ToNoContent());
        seller.MapGet("/questions", ListOwnQuestionsAsync);
        seller.MapPost("/questions/{id}/answers", async (QuestionId id, AnswerBody body, Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            (await reviews.AnswerAsync(id, body.Text, caller.Seller ?? default(SellerId), caller.Actor, ct)).ToResult());
        seller.MapGet("/moderation", async (Caller caller, IReviewsAdministration reviews, CancellationToken ct) =>
            TypedResults.Ok(await reviews.GetCountsAsync(caller.Seller ?? default(SellerId), ct)));
    }

    private static async Task<Ok<Page<AdminReview>>> ListAsync(
        IReviewsAdministration reviews, Paging paging, CancellationToken ct, Choice<ReviewState>? state = null, string? q = null, ProductId? product = null, int? stars = null, bool reported = false,
        bool unanswered = false, SellerId? seller = null, string? sort = null) =>
        TypedResults.Ok(await reviews.ListAsync(new AdminReviewQuery(paging.Page, state?.Value, q, product, stars, reported, unanswered, seller, sort), ct));

    /// <summary>What waits or was rejected is between its author and the moderators.</summary>
    private static async Task<Ok<Page<AdminReview>>> ListOwnAsync(
        Caller caller, IReviewsAdministration reviews, Paging paging, CancellationToken ct, ProductId? product = null, int? stars = null, bool unanswered = false, string? sort = null) =>
        TypedResults.Ok(await reviews.ListAsync(
            new AdminReviewQuery(paging.Page, ReviewState.Approved, null, product, stars, false, unanswered, caller.Seller ?? default(SellerId), sort), ct));

    private static async Task<Results<Ok<AdminReviewDetail>, ProblemHttpResult>> FindAsync(ReviewId id, SellerId? scope, IReviewsAdministration reviews, CancellationToken ct) =>
        await reviews.FindAsync(id, scope, ct) is { } review && (scope is null || review.Review.State == ReviewState.Approved)
            ? TypedResults.Ok(review)
            : new Contracts.NotFound("review").ToProblem();

    private static async Task<Ok<Page<AdminQuestion>>> ListQuestionsAsync(
        IReviewsAdministration reviews, Paging paging, CancellationToken ct, Choice<ReviewState>? state = null, bool? answered = null, bool reported = false, ProductId? product = null,
        SellerId? seller = null, string? q = null) =>
        TypedResults.Ok(await reviews.ListQuestionsAsync(new AdminQuestionQuery(paging.Page, state?.Value, answered, reported, product, seller, q), ct));

    private static async Task<Ok<Page<AdminQuestion>>> ListOwnQuestionsAsync(
        Caller caller, IReviewsAdministration reviews, Paging paging, CancellationToken ct, bool? answered = null, ProductId? product = null) =>
        TypedResults.Ok(await reviews.ListQuestionsAsync(
            new AdminQuestionQuery(paging.Page, ReviewState.Approved, answered, false, product, caller.Seller ?? default(SellerId)), ct));

    private static async Task<Results<Ok<AdminQuestion>, ProblemHttpResult>> FindQuestionAsync(QuestionId id, SellerId? scope, IReviewsAdministration reviews, CancellationToken ct) =>
        await reviews.FindQuestionAsync(id, scope, ct) is { } question ? TypedResults.Ok(question) : new Contracts.NotFound("question").ToProblem();

    private static async Task<Results<Ok<SpamVerdict>, ProblemHttpResult>> TryAsync(ReplyBody body, IReviewsAdministration reviews, CancellationToken ct) =>
        new FieldErrors().Text(body.Text, "text", ReviewRules.LongestText).ToFailure() is { } invalid
            ? invalid.ToProblem()
            : TypedResults.Ok(await reviews.TryFilterAsync(body.Text, ct));

    private static Results<Ok<DecidedCount>, ProblemHttpResult> Decided(Result<int> result) =>
        result.Succeeded ? TypedResults.Ok(new DecidedCount(result.Value)) : result.Failure.ToProblem();
}

internal sealed record ReplyBody(string Text);

internal sealed record DecidedCount(int Decided);

internal sealed record DecisionBody<TId>(IReadOnlyList<TId> Ids, ReviewState State, string? Reason = null)
{
    public ModerationDecision<TId> By(Caller caller) => new(Ids, State, Reason, caller.Actor);
}
