using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Questions;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Reviews.Moderation;

/// <summary>What moderators and sellers look through.</summary>
internal sealed class ModerationLists(Database<ReviewsModule> database)
{
    private const string ReviewColumns =
        """
        r.id, r.product_id, r.user_id, r.author, r.stars, r.title, r.body, r.language, r.pictures::text as pictures, r.verified, r.order_id, r.state, r.reason, r.spam_score, r.helpful,
        (select count(*)::int from reports p where p.subject_id = r.id and p.open) as open_reports, r.reply, r.replied_at, r.written_at, r.edited_at
        """;

    private const string QuestionColumns =
        """
        q.id, q.product_id, q.user_id, q.author, q.body, q.language, q.private, q.state, q.reason, q.spam_score,
        (select count(*)::int from reports p where p.subject_id = q.id and p.open) as open_reports, q.asked_at
        """;

    public async Task<Page<AdminReview>> ListReviewsAsync(AdminReviewQuery query, CancellationToken ct)
    {
        const string where =
            """
             from reviews r where r.state <> 'Withdrawn' and (@state::text is null or r.state = @state) and (@product::uuid is null or r.product_id = @product)
                and (@stars::int is null or r.stars = @stars) and (@seller::uuid is null or r.seller_id = @seller) and (not @unanswered or r.reply is null)
                and (not @reported or exists (select from reports p where p.subject_id = r.id and p.open))
                and (@pattern::text is null or r.body ilike @pattern or r.title ilike @pattern)
            """;
        var args = new
        {
            state = query.State?.ToString(), product = query.Product, stars = query.Stars, seller = query.Seller, unanswered = query.Unanswered, reported = query.Reported,
            pattern = QuestionReading.Pattern(query.Text), query.Page.Size, query.Page.Offset,
        };
        var order = query.Sort switch
        {
            "oldest" => "r.written_at, r.id",
            "spam" => "r.spam_score desc, r.written_at desc, r.id",
            "reports" => "open_reports desc, r.written_at desc, r.id",
            _ => "r.written_at desc, r.id",
        };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<ReviewRow>($"select {ReviewColumns} {where} order by {order} limit @Size offset @Offset", args, ct);
        return new Page<AdminReview>(
            [.. rows.Select(r => query.Seller is null ? r.ToView() : r.ToView() with { User = null, SpamScore = 0, OpenReports = 0 })], total, query.Page.Number, query.Page.Size);
    }

    public async Task<AdminReviewDetail?> FindReviewAsync(ReviewId id, SellerId? scope, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<ReviewRow>(
            $"select {ReviewColumns} from reviews r where r.id = @id and r.state <> 'Withdrawn' and (@scope::uuid is null or r.seller_id = @scope)", new { id, scope }, ct);
        if (row is null)
        {
            return null;
        }

        if (scope is not null)
        {
            // A seller learns what his customer says, not who he is, nor what moderators make of it.
            return new AdminReviewDetail(row.ToView() with { User = null, SpamScore = 0, OpenReports = 0 }, new SpamVerdict(0, []), [], []);
        }

        var signs = await database.QuerySingleOrDefaultAsync<string>("select spam_signs::text from reviews where id = @id", new { id }, ct);
        var reports = await database.QueryAsync<AbuseReportView>("select kind, text, at, open from reports where subject_id = @id order by at", new { id }, ct);
        var history = await database.QueryAsync<DecisionRow>("select state, reason, actor, at from moderation where subject_id = @id order by id", new { id }, ct);
        return new AdminReviewDetail(
            row.ToView(), new SpamVerdict(row.SpamScore, MaruJson.Read<SpamSign[]>(signs ?? "[]")), reports,
            [.. history.Select(h => new ModerationEntry(Reviews.ReviewRow.StateOf(h.State), h.Reason, h.Actor, h.At))]);
    }

    public async Task<Page<AdminQuestion>> ListQuestionsAsync(AdminQuestionQuery query, CancellationToken ct)
    {
        const string where =
            """
             from questions q where q.state <> 'Withdrawn' and (@product::uuid is null or q.product_id = @product) and (@seller::uuid is null or q.seller_id = @seller)
                and (@state::text is null or q.state = @state or exists (select from answers a where a.question_id = q.id and a.state = @state))
                and (@answered::bool is null or (q.answer_count > 0) = @answered)
                and (not @reported or exists (select from reports p where p.open and (p.subject_id = q.id or p.subject_id in (select a.id from answers a where a.question_id = q.id))))
                and (@pattern::text is null or q.body ilike @pattern or exists (select from answers a where a.question_id = q.id and a.body ilike @pattern))
            """;
        var args = new
        {
            state = query.State?.ToString(), product = query.Product, seller = query.Seller, answered = query.Answered, reported = query.Reported,
            pattern = QuestionReading.Pattern(query.Text), query.Page.Size, query.Page.Offset,
        };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<QuestionRow>($"select {QuestionColumns} {where} order by q.asked_at desc, q.id limit @Size offset @Offset", args, ct);
        return new Page<AdminQuestion>(await WithAnswersAsync(rows, ct), total, query.Page.Number, query.Page.Size);
    }

    public async Task<AdminQuestion?> FindQuestionAsync(QuestionId id, SellerId? scope, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<QuestionRow>(
            $"select {QuestionColumns} from questions q where q.id = @id and q.state <> 'Withdrawn' and (@scope::uuid is null or q.seller_id = @scope)", new { id, scope }, ct);
        return row is null ? null : (await WithAnswersAsync([row], ct))[0];
    }

    public async Task<ModerationCounts> GetCountsAsync(SellerId? scope, CancellationToken ct) => (await database.QuerySingleOrDefaultAsync<ModerationCounts>(
        """
        select
            (select count(*)::int from reviews where state = 'Pending' and (@scope::uuid is null or seller_id = @scope)) as pending_reviews,
            (select count(*)::int from questions where state = 'Pending' and (@scope::uuid is null or seller_id = @scope)) as pending_questions,
            (select count(*)::int from answers a join questions q on q.id = a.question_id
                where a.state = 'Pending' and q.state <> 'Withdrawn' and (@scope::uuid is null or q.seller_id = @scope)) as pending_answers,
            (select count(distinct subject_id)::int from reports where open and @scope::uuid is null) as open_reports,
            (select count(*)::int from questions where state = 'Approved' and answer_count = 0 and (@scope::uuid is null or seller_id = @scope)) as unanswered_questions,
            (select count(*)::int from reviews where state = 'Approved' and stars <= 2 and reply is null and source is null
                and (@scope::uuid is null or seller_id = @scope)) as unanswered_low_reviews
        """,
        new { scope }, ct))!;

    private async Task<IReadOnlyList<AdminQuestion>> WithAnswersAsync(IReadOnlyList<QuestionRow> questions, CancellationToken ct)
    {
        var answers = await database.QueryAsync<AnswerRow>(
            """
            select a.id, a.question_id, a.user_id, a.author, a.role, a.body, a.state, a.reason, a.spam_score,
                (select count(*)::int from reports p where p.subject_id = a.id and p.open) as open_reports, a.answered_at
            from answers a where a.question_id = any(@ids) and a.state <> 'Withdrawn' order by a.answered_at, a.id
            """,
            new { ids = questions.Select(q => q.Id.Value).ToArray() }, ct);
        var byQuestion = answers.ToLookup(a => a.QuestionId);
        return [.. questions.Select(q => q.ToView([.. byQuestion[q.Id].Select(a => a.ToView())]))];
    }

    private sealed record ReviewRow(
        ReviewId Id, ProductId ProductId, UserId? UserId, string? Author, int Stars, string? Title, string Body, string Language, string Pictures, bool Verified, OrderId? OrderId,
        string State, string? Reason, double SpamScore, int Helpful, int OpenReports, string? Reply, DateTimeOffset? RepliedAt, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt)
    {
        public AdminReview ToView() => new(
            Id, ProductId, UserId, Author, Stars, Title, Body, Language, Reviews.ReviewRow.PicturesOf(Pictures), Verified, OrderId, Reviews.ReviewRow.StateOf(State), Reason, SpamScore,
            Helpful, OpenReports, Reply is { } reply && RepliedAt is { } at ? new ReviewReply(reply, at) : null, WrittenAt, EditedAt);
    }

    private sealed record DecisionRow(string State, string? Reason, string Actor, DateTimeOffset At);

    private sealed record QuestionRow(
        QuestionId Id, ProductId ProductId, UserId? UserId, string? Author, string Body, string Language, bool Private, string State, string? Reason, double SpamScore, int OpenReports,
        DateTimeOffset AskedAt)
    {
        public AdminQuestion ToView(IReadOnlyList<AdminAnswer> answers) => new(
            Id, ProductId, UserId, Author, Body, Language, Private, Reviews.ReviewRow.StateOf(State), Reason, SpamScore, OpenReports, answers, AskedAt);
    }

    private sealed record AnswerRow(
        AnswerId Id, QuestionId QuestionId, UserId? UserId, string? Author, string Role, string Body, string State, string? Reason, double SpamScore, int OpenReports,
        DateTimeOffset AnsweredAt)
    {
        public AdminAnswer ToView() => new(Id, UserId, Author, Role, Body, Reviews.ReviewRow.StateOf(State), Reason, SpamScore, OpenReports, AnsweredAt);
    }
}
