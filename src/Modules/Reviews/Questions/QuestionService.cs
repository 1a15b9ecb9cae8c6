using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Persons;
using Maru.Modules.Reviews.Purchases;
using Maru.Modules.Reviews.Reviews;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Reviews.Questions;

/// <summary>Questions about goods and their answers, for shoppers and sellers.</summary>
internal sealed class QuestionService(
    Database<ReviewsModule> database, QuestionReading reading, Voices voices, PurchaseBook purchases, SpamFilter spam, ICatalogBrowsing catalog, IIdentity identity,
    ReviewsOptions options, TimeProvider time) : IQuestions
{
    private const int LongestText = 2000;

    public Task<Page<QuestionView>> ListAsync(QuestionQuery query, CancellationToken ct) => reading.ListAsync(query, ct);

    public Task<QuestionView?> FindAsync(QuestionId id, UserId? viewer, CancellationToken ct) => reading.FindAsync(id, viewer, ct);

    public Task<Page<QuestionView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct) => reading.ListOfMemberAsync(member, page, ct);

    public async Task<Result<QuestionView>> AskAsync(ProductId product, QuestionContent content, ReviewAuthor author, CancellationToken ct)
    {
        if (ReviewRules.CheckText(content.Text, content.Language, LongestText) is { } invalid)
        {
            return invalid;
        }

        if (await spam.TooManyAsync(author.User, ct) is { } tooMany)
        {
            return tooMany;
        }

        var goods = (await catalog.GetDetailsAsync([product], Currency.Krw, ct)).SingleOrDefault();
        if (goods is null)
        {
            return new NotFound("product");
        }

        var id = QuestionId.New();
        var name = AuthorNames.Shorten((await identity.FindAsync(author.User, ct))?.Name);
        var post = new Post(id.Value, product, author.User, spam.HashAddress(author.ClientAddress), content.Text, await purchases.HasBoughtAsync(author.User, product, ct));
        var verdict = await spam.JudgeAsync(post, ct);
        var state = StateFor(verdict);
        var now = time.GetUtcNow();

        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            insert into questions (id, product_id, seller_id, user_id, author, body, language, private, state, spam_score, spam_signs, asked_at)
            values (@id, @product, @seller, @User, @name, @text, @language, @Private, @state, @Score, @signs::jsonb, @now)
            """,
            new
            {
                id, product, seller = goods.Seller.Id, author.User, name, text = content.Text.Trim(), language = content.Language ?? TextFold.LanguageOf(content.Text), content.Private,
                state = state.ToString(), verdict.Score, signs = MaruJson.Write(verdict.Signs), now,
            }, ct);
        await spam.RememberAsync(transaction, post, ct);
        transaction.Publish(new QuestionAsked(id, product, author.User, goods.Seller.Id, state, now));
        await transaction.CommitAsync(ct);
        return (await reading.FindAsync(id, author.User, ct))!;
    }

    public async Task<Result<AnswerView>> AnswerAsync(QuestionId question, string text, ReviewAuthor author, SellerId? seller, CancellationToken ct)
    {
        if (ReviewRules.CheckText(text, null, LongestText) is { } invalid)
        {
            return invalid;
        }

        if (await spam.TooManyAsync(author.User, ct) is { } tooMany)
        {
            return tooMany;
        }

        var asked = await database.QuerySingleOrDefaultAsync<AskedRow>(AskedRow.Sql, new { question }, ct);
        var bySeller = asked is not null && seller == asked.SellerId;
        if (asked is null || asked.State != nameof(ReviewState.Approved) || (asked.Private && !bySeller && asked.UserId != author.User))
        {
            return new NotFound("question");
        }

        var id = AnswerId.New();
        var name = AuthorNames.Shorten((await identity.FindAsync(author.User, ct))?.Name);
        var bought = await purchases.HasBoughtAsync(author.User, asked.ProductId, ct);
        var post = new Post(id.Value, asked.ProductId, author.User, spam.HashAddress(author.ClientAddress), text, bought || bySeller);
        var verdict = await spam.JudgeAsync(post, ct);
        var answer = new NewAnswer(
            id, question, bySeller ? seller : null, author.User, bySeller ? null : name, bySeller ? "seller" : bought ? "buyer" : "member", text.Trim(),
            bySeller ? ReviewState.Approved : StateFor(verdict), verdict, time.GetUtcNow());

        await using var transaction = await database.BeginAsync(ct);
        if (!await AnswerStore.AddAsync(transaction, answer, ct))
        {
            return new NotFound("question");
        }

        await spam.RememberAsync(transaction, post, ct);
        await transaction.CommitAsync(ct);
        return (await reading.FindAnswerAsync(id, author.User, ct))!;
    }

    public async Task<Result<Done>> WithdrawAsync(QuestionId question, UserId author, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var gone = await transaction.ExecuteAsync(
            """
            update questions set state = 'Withdrawn', body = '', author = null, user_id = null, answer_count = 0
            where id = @question and user_id = @author and state <> 'Withdrawn'
            """,
            new { question, author }, ct);
        if (gone == 0)
        {
            return new NotFound("question");
        }

        await transaction.ExecuteAsync("update answers set state = 'Withdrawn', body = '', author = null, user_id = null where question_id = @question", new { question }, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<Result<Done>> WithdrawAnswerAsync(AnswerId answer, UserId author, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var changed = await AnswerStore.ChangeStateAsync(transaction, answer, "Withdrawn", null, author, ct);
        if (changed is null)
        {
            return new NotFound("answer");
        }

        await transaction.ExecuteAsync("update answers set body = '', author = null, user_id = null where id = @answer", new { answer }, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public Task<Result<int>> VoteAsync(AnswerId answer, UserId voter, bool helpful, CancellationToken ct) => voices.VoteAsync("answers", "answer", answer.Value, voter, helpful, ct);

    public Task<Result<Done>> ReportAsync(QuestionId question, UserId reporter, AbuseReport report, CancellationToken ct) =>
        voices.ReportAsync("questions", "question", question.Value, reporter, report, ct);

    public Task<Result<Done>> ReportAnswerAsync(AnswerId answer, UserId reporter, AbuseReport report, CancellationToken ct) =>
        voices.ReportAsync("answers", "answer", answer.Value, reporter, report, ct);

    private ReviewState StateFor(SpamVerdict verdict) => verdict.Score < options.ApproveBelow ? ReviewState.Approved : ReviewState.Pending;
}
