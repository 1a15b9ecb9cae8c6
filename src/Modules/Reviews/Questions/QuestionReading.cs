using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Reviews;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Questions;

/// <summary>Questions as shoppers read them. Of somebody else's private question only that there is one.</summary>
internal sealed class QuestionReading(Database<ReviewsModule> database)
{
    private const string QuestionColumns =
        "q.id, q.product_id, q.author, q.user_id, q.body, q.language, q.private, q.state, q.reason, q.answer_count, q.asked_at";

    private const string AnswerColumns =
        """
        a.id, a.question_id, a.author, a.user_id, a.role, a.body, a.state, a.reason, a.helpful,
        (@viewer::uuid is not null and exists (select from votes v where v.subject_id = a.id and v.user_id = @viewer)) as found, a.answered_at
        """;

    public async Task<Page<QuestionView>> ListAsync(QuestionQuery query, CancellationToken ct)
    {
        const string where =
            """
             from questions q where q.product_id = @product and q.state = 'Approved' and (@answered::bool is null or (q.answer_count > 0) = @answered)
                and (@language::text is null or q.language = @language)
                and (@pattern::text is null or (not q.private and (q.body ilike @pattern
                    or exists (select from answers a where a.question_id = q.id and a.state = 'Approved' and a.body ilike @pattern))))
            """;
        return await PageAsync(where, new
        {
            product = query.Product, answered = query.Answered, language = query.Language, pattern = Pattern(query.Text), viewer = query.Viewer, query.Page.Size, query.Page.Offset,
        }, query.Viewer, query.Page, ct);
    }

    public Task<Page<QuestionView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct) =>
        PageAsync(" from questions q where q.user_id = @viewer and q.state <> 'Withdrawn'", new { viewer = (UserId?)member, page.Size, page.Offset }, member, page, ct);

    public async Task<QuestionView?> FindAsync(QuestionId id, UserId? viewer, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<QuestionRow>(
            $"select {QuestionColumns} from questions q where q.id = @id and (q.state = 'Approved' or (q.state <> 'Withdrawn' and q.user_id = @viewer))", new { id, viewer }, ct);
        return row is null ? null : (await WithAnswersAsync([row], viewer, ct))[0];
    }

    public async Task<AnswerView?> FindAnswerAsync(AnswerId id, UserId? viewer, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<AnswerRow>($"select {AnswerColumns} from answers a where a.id = @id and a.state <> 'Withdrawn'", new { id, viewer }, ct))?.ToView(viewer);

    public static string? Pattern(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : "%" + text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private async Task<Page<QuestionView>> PageAsync(string where, object args, UserId? viewer, PageRequest page, CancellationToken ct)
    {
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<QuestionRow>($"select {QuestionColumns} {where} order by q.asked_at desc, q.id limit @Size offset @Offset", args, ct);
        return new Page<QuestionView>(await WithAnswersAsync(rows, viewer, ct), total, page.Number, page.Size);
    }

    private async Task<IReadOnlyList<QuestionView>> WithAnswersAsync(IReadOnlyList<QuestionRow> questions, UserId? viewer, CancellationToken ct)
    {
        var readable = questions.Where(q => q.IsReadableBy(viewer)).Select(q => q.Id.Value).ToArray();
        var answers = readable.Length == 0 ? [] : await database.QueryAsync<AnswerRow>(
            $"""
            select {AnswerColumns} from answers a where a.question_id = any(@readable) and (a.state = 'Approved' or (a.state <> 'Withdrawn' and a.user_id = @viewer))
            order by a.role = 'seller' desc, a.helpful desc, a.answered_at, a.id
            """,
            new { readable, viewer }, ct);
        var byQuestion = answers.ToLookup(a => a.QuestionId);
        return [.. questions.Select(q => q.ToView(viewer, [.. byQuestion[q.Id].Select(a => a.ToView(viewer))]))];
    }

    private sealed record QuestionRow(
        QuestionId Id, ProductId ProductId, string? Author, UserId? UserId, string Body, string Language, bool Private, string State, string? Reason, int AnswerCount, DateTimeOffset AskedAt)
    {
        public bool IsReadableBy(UserId? viewer) => !Private || (viewer is not null && viewer == UserId);

        public QuestionView ToView(UserId? viewer, IReadOnlyList<AnswerView> answers)
        {
            var mine = viewer is not null && UserId == viewer;
            var readable = IsReadableBy(viewer);
            return new QuestionView(
                Id, ProductId, readable ? Author : null, mine, readable ? Body : null, Language, Private, mine ? ReviewRow.StateOf(State) : ReviewState.Approved, mine ? Reason : null,
                AnswerCount, answers, AskedAt);
        }
    }

    private sealed record AnswerRow(
        AnswerId Id, QuestionId QuestionId, string? Author, UserId? UserId, string Role, string Body, string State, string? Reason, int Helpful, bool Found, DateTimeOffset AnsweredAt)
    {
        public AnswerView ToView(UserId? viewer)
        {
            var mine = viewer is not null && UserId == viewer;
            return new AnswerView(
                Id, QuestionId, Author, Role, mine, Body, mine ? ReviewRow.StateOf(State) : ReviewState.Approved, mine ? Reason : null, Helpful, Found, AnsweredAt);
        }
    }
}
