using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Questions;
using Maru.Modules.Reviews.Ratings;
using Maru.Modules.Reviews.Reviews;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Moderation;

/// <summary>Carries out decisions, each in a transaction of its own; records them, closes reports, and lets the filter learn.</summary>
internal sealed class ReviewModeration(Database<ReviewsModule> database, RatingBook ratings, LearnedWords learned, TimeProvider time)
{
    public async Task<Result<int>> DecideReviewsAsync(ModerationDecision<ReviewId> decision, CancellationToken ct) =>
        ReviewRules.Check(decision) is { } invalid ? invalid : await EachAsync(decision, DecideAsync, ct);

    public async Task<Result<int>> DecideQuestionsAsync(ModerationDecision<QuestionId> decision, CancellationToken ct) =>
        ReviewRules.Check(decision) is { } invalid ? invalid : await EachAsync(decision, DecideAsync, ct);

    public async Task<Result<int>> DecideAnswersAsync(ModerationDecision<AnswerId> decision, CancellationToken ct) =>
        ReviewRules.Check(decision) is { } invalid ? invalid : await EachAsync(decision, DecideAsync, ct);

    private async Task<int> EachAsync<TId>(ModerationDecision<TId> decision, Func<Transaction, TId, ModerationDecision<TId>, CancellationToken, Task<bool>> decide, CancellationToken ct)
    {
        var decided = 0;
        foreach (var id in decision.Ids.Distinct())
        {
            await using var transaction = await database.BeginAsync(ct);
            if (await decide(transaction, id, decision, ct))
            {
                await transaction.CommitAsync(ct);
                decided++;
            }
        }

        return decided;
    }

    private async Task<bool> DecideAsync(Transaction transaction, ReviewId id, ModerationDecision<ReviewId> decision, CancellationToken ct)
    {
        var before = await transaction.QuerySingleOrDefaultAsync<ReviewFacts>(ReviewFacts.LockSql, new { id }, ct);
        if (before is null)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var after = before with { State = decision.State.ToString() };
        await transaction.ExecuteAsync(
            "update reviews set state = @State, reason = @Reason, published_at = case when @State = 'Approved' then coalesce(published_at, @now) else published_at end where id = @id",
            new { id, after.State, decision.Reason, now }, ct);
        await RecordAsync(transaction, id.Value, before.Words, decision.State, decision.Reason, decision.Actor, ct);
        await ratings.ChangeAsync(transaction, before.ProductId, before.Counted, after.Counted, ct);
        if (after.IsApproved && !before.IsApproved)
        {
            transaction.Publish(new ReviewPublished(
                id, before.ProductId, before.UserId, before.Stars, before.Language, before.Verified, before.HasPictures, First: before.PublishedAt is null, now));
        }
        else if (!after.IsApproved && before.State != after.State)
        {
            transaction.Publish(new ReviewHidden(id, before.ProductId, before.UserId, decision.Reason!, now));
        }

        return true;
    }

    private async Task<bool> DecideAsync(Transaction transaction, QuestionId id, ModerationDecision<QuestionId> decision, CancellationToken ct)
    {
        var body = await transaction.QuerySingleOrDefaultAsync<string>(
            "update questions set state = @state, reason = @Reason where id = @id and state <> 'Withdrawn' returning body", new { id, state = decision.State.ToString(), decision.Reason }, ct);
        if (body is null)
        {
            return false;
        }

        await RecordAsync(transaction, id.Value, body, decision.State, decision.Reason, decision.Actor, ct);
        return true;
    }

    private async Task<bool> DecideAsync(Transaction transaction, AnswerId id, ModerationDecision<AnswerId> decision, CancellationToken ct)
    {
        var before = await AnswerStore.ChangeStateAsync(transaction, id, decision.State.ToString(), decision.Reason, null, ct);
        if (before is null)
        {
            return false;
        }

        await RecordAsync(transaction, id.Value, before.Body, decision.State, decision.Reason, decision.Actor, ct);
        if (decision.State == ReviewState.Approved && before.State == nameof(ReviewState.Pending))
        {
            transaction.Publish(new QuestionAnswered(before.QuestionId, id, before.ProductId, before.Asker, before.Role == "seller", time.GetUtcNow()));
        }

        return true;
    }

    /// <summary>Only "spam" teaches the filter spam: an insult or a text in the wrong place says nothing about what spam looks like.</summary>
    private async Task RecordAsync(Transaction transaction, Guid subject, string words, ReviewState state, string? reason, string actor, CancellationToken ct)
    {
        await transaction.ExecuteAsync(
            """
            insert into moderation (subject_id, state, reason, actor, at) values (@subject, @state, @reason, @actor, @now);
            update reports set open = false where subject_id = @subject and open
            """,
            new { subject, state = state.ToString(), reason, actor, now = time.GetUtcNow() }, ct);
        await learned.LearnAsync(transaction, subject, words, state == ReviewState.Approved ? false : reason == "spam" ? true : null, ct);
    }
}
