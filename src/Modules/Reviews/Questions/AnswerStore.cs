using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Reviews.Questions;

internal sealed record NewAnswer(
    AnswerId Id, QuestionId Question, SellerId? Seller, UserId? User, string? Author, string Role, string Text, ReviewState State, SpamVerdict Verdict, DateTimeOffset At);

internal sealed record AskedRow(QuestionId Id, ProductId ProductId, SellerId SellerId, UserId? UserId, bool Private, string State)
{
    public const string Sql = "select id, product_id, seller_id, user_id, private, state from questions where id = @question and state <> 'Withdrawn'";
}

/// <summary>Writes answers, and keeps the number of answers that a question shows. The question's row is always locked first.</summary>
internal static class AnswerStore
{
    /// <returns>False if the question is gone meanwhile.</returns>
    public static async Task<bool> AddAsync(Transaction transaction, NewAnswer answer, CancellationToken ct)
    {
        var asked = await transaction.QuerySingleOrDefaultAsync<AskedRow>(AskedRow.Sql + " for update", new { question = answer.Question }, ct);
        if (asked is null)
        {
            return false;
        }

        var shown = answer.State == ReviewState.Approved;
        await transaction.ExecuteAsync(
            """
            insert into answers (id, question_id, seller_id, user_id, author, role, body, state, spam_score, spam_signs, answered_at)
            values (@Id, @Question, @Seller, @User, @Author, @Role, @Text, @state, @Score, @signs::jsonb, @At);
            update questions set answer_count = answer_count + @shown where id = @Question
            """,
            new
            {
                answer.Id, answer.Question, answer.Seller, answer.User, answer.Author, answer.Role, answer.Text, state = answer.State.ToString(), answer.Verdict.Score,
                signs = MaruJson.Write(answer.Verdict.Signs), answer.At, shown = shown ? 1 : 0,
            }, ct);
        if (shown)
        {
            transaction.Publish(new QuestionAnswered(answer.Question, answer.Id, asked.ProductId, asked.UserId, answer.Role == "seller", answer.At));
        }

        return true;
    }

    /// <param name="author">Only if it is this member's; null for any.</param>
    /// <returns>The answer as it was, or null if there is none.</returns>
    public static async Task<AnswerState?> ChangeStateAsync(Transaction transaction, AnswerId answer, string state, string? reason, UserId? author, CancellationToken ct)
    {
        await transaction.ExecuteAsync("select 1 from questions where id = (select question_id from answers where id = @answer) for update", new { answer }, ct);
        var before = await transaction.QuerySingleOrDefaultAsync<AnswerState>(
            """
            select a.id, a.question_id, q.product_id, q.user_id as asker, a.role, a.body, a.state from answers a join questions q on q.id = a.question_id
            where a.id = @answer and a.state <> 'Withdrawn' and (@author::uuid is null or a.user_id = @author) for update of a
            """,
            new { answer, author }, ct);
        if (before is not null)
        {
            var change = One(state) - One(before.State);
            await transaction.ExecuteAsync(
                "update answers set state = @state, reason = @reason where id = @answer; update questions set answer_count = answer_count + @change where id = @QuestionId",
                new { answer, state, reason, change, before.QuestionId }, ct);
        }

        return before;

        static int One(string state) => state == nameof(ReviewState.Approved) ? 1 : 0;
    }
}

internal sealed record AnswerState(AnswerId Id, QuestionId QuestionId, ProductId ProductId, UserId? Asker, string Role, string Body, string State);
