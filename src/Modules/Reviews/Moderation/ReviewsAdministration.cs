using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Questions;
using Maru.Modules.Reviews.Ratings;
using Maru.Modules.Reviews.Reviews;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Reviews.Moderation;

/// <summary>The door of moderators and sellers.</summary>
internal sealed class ReviewsAdministration(
    Database<ReviewsModule> database, ModerationLists lists, ReviewModeration moderation, ReviewImport import, RatingBook ratings, SpamFilter spam, IAudit audit,
    TimeProvider time) : IReviewsAdministration
{
    private const int LongestReply = 2000;

    public Task<Page<AdminReview>> ListAsync(AdminReviewQuery query, CancellationToken ct) => lists.ListReviewsAsync(query, ct);

    public Task<AdminReviewDetail?> FindAsync(ReviewId id, SellerId? scope, CancellationToken ct) => lists.FindReviewAsync(id, scope, ct);

    public Task<Result<int>> DecideAsync(ModerationDecision<ReviewId> decision, CancellationToken ct) => moderation.DecideReviewsAsync(decision, ct);

    public Task<Page<AdminQuestion>> ListQuestionsAsync(AdminQuestionQuery query, CancellationToken ct) => lists.ListQuestionsAsync(query, ct);

    public Task<AdminQuestion?> FindQuestionAsync(QuestionId id, SellerId? scope, CancellationToken ct) => lists.FindQuestionAsync(id, scope, ct);

    public Task<Result<int>> DecideQuestionsAsync(ModerationDecision<QuestionId> decision, CancellationToken ct) => moderation.DecideQuestionsAsync(decision, ct);

    public Task<Result<int>> DecideAnswersAsync(ModerationDecision<AnswerId> decision, CancellationToken ct) => moderation.DecideAnswersAsync(decision, ct);

    public Task<ModerationCounts> GetCountsAsync(SellerId? scope, CancellationToken ct) => lists.GetCountsAsync(scope, ct);

    public async Task<Result<Done>> ReplyAsync(ReviewId id, string? text, SellerId? scope, string actor, CancellationToken ct)
    {
        if (text is not null && new FieldErrors().Text(text, "text", LongestReply).ToFailure() is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var now = time.GetUtcNow();
        var replied = await transaction.QuerySingleOrDefaultAsync<RepliedRow>(
            """
            update reviews set reply = @text, replied_at = case when @text::text is null then null else @now end
            where id = @id and state = 'Approved' and (@scope::uuid is null or seller_id = @scope) returning product_id, user_id
            """,
            new { id, text = text?.Trim(), scope, now }, ct);
        if (replied is null)
        {
            return new NotFound("review");
        }

        if (text is not null)
        {
            transaction.Publish(new ReviewReplied(id, replied.ProductId, replied.UserId, now));
        }

        await transaction.CommitAsync(ct);
        await audit.RecordAsync(actor, text is null ? "review-reply-removed" : "review-replied", $"review:{id}", null, ct);
        return Done.Value;
    }

    public async Task<Result<AnswerView>> AnswerAsync(QuestionId question, string text, SellerId? scope, string actor, CancellationToken ct)
    {
        if (ReviewRules.CheckText(text, null, LongestReply) is { } invalid)
        {
            return invalid;
        }

        var asked = await database.QuerySingleOrDefaultAsync<AskedRow>(AskedRow.Sql, new { question }, ct);
        if (asked is null || (scope is not null && asked.SellerId != scope))
        {
            return new NotFound("question");
        }

        var answer = new NewAnswer(
            AnswerId.New(), question, asked.SellerId, null, null, "seller", text.Trim(), ReviewState.Approved, new SpamVerdict(0, []), time.GetUtcNow());
        await using var transaction = await database.BeginAsync(ct);
        if (!await AnswerStore.AddAsync(transaction, answer, ct))
        {
            return new NotFound("question");
        }

        await transaction.CommitAsync(ct);
        await audit.RecordAsync(actor, "question-answered", $"question:{question}", null, ct);
        return new AnswerView(answer.Id, question, null, "seller", false, answer.Text, ReviewState.Approved, null, 0, false, answer.At);
    }

    public Task<SpamVerdict> TryFilterAsync(string text, CancellationToken ct) => spam.JudgeAsync(new Post(Guid.Empty, default, null, null, text, Verified: false), ct);

    public Task<Result<ReviewImportReport>> ImportAsync(string source, IReadOnlyList<ImportedReview> reviews, CancellationToken ct) => import.RunAsync(source, reviews, ct);

    public Task<IReadOnlyList<RatingMismatch>> CheckRatingsAsync(CancellationToken ct) => ratings.CheckAsync(ct);

    public async Task<int> RepairRatingsAsync(string actor, CancellationToken ct)
    {
        var wrong = await ratings.CheckAsync(ct);
        if (wrong.Count > 0)
        {
            await using var transaction = await database.BeginAsync(ct);
            await ratings.RecountAsync(transaction, [.. wrong.Select(w => w.ProductId)], ct);
            await transaction.CommitAsync(ct);
            await audit.RecordAsync(actor, "ratings-repaired", "ratings", wrong.Count.ToString(CultureInfo.InvariantCulture), ct);
        }

        return wrong.Count;
    }

    private sealed record RepliedRow(ProductId ProductId, UserId? UserId);
}
