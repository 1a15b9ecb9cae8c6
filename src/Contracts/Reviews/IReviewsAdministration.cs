namespace Maru.Contracts.Reviews;

/// <summary>Moderation and the seller's side. A <c>scope</c> narrows an act to one seller's own goods; null is for staff.</summary>
public interface IReviewsAdministration
{
    Task<Page<AdminReview>> ListAsync(AdminReviewQuery query, CancellationToken ct);

    Task<AdminReviewDetail?> FindAsync(ReviewId id, SellerId? scope, CancellationToken ct);

    /// <summary>Approves or rejects up to 100 reviews, each on its own; those that are gone are left out of the count. The spam filter learns from it.</summary>
    Task<Result<int>> DecideAsync(ModerationDecision<ReviewId> decision, CancellationToken ct);

    /// <summary>The seller's words under a review; null takes them away.</summary>
    Task<Result<Done>> ReplyAsync(ReviewId id, string? text, SellerId? scope, string actor, CancellationToken ct);

    Task<Page<AdminQuestion>> ListQuestionsAsync(AdminQuestionQuery query, CancellationToken ct);

    Task<AdminQuestion?> FindQuestionAsync(QuestionId id, SellerId? scope, CancellationToken ct);

    Task<Result<int>> DecideQuestionsAsync(ModerationDecision<QuestionId> decision, CancellationToken ct);

    Task<Result<int>> DecideAnswersAsync(ModerationDecision<AnswerId> decision, CancellationToken ct);

    /// <summary>Answers as the shop, or as the seller in <paramref name="scope"/>.</summary>
    Task<Result<AnswerView>> AnswerAsync(QuestionId question, string text, SellerId? scope, string actor, CancellationToken ct);

    /// <summary>What waits for somebody.</summary>
    Task<ModerationCounts> GetCountsAsync(SellerId? scope, CancellationToken ct);

    /// <summary>What the spam filter makes of a text, without keeping anything.</summary>
    Task<SpamVerdict> TryFilterAsync(string text, CancellationToken ct);

    /// <summary>Brings reviews from another shop, or from the demo. One that was brought before (same source and key) is left alone. Up to 1,000 at a time.</summary>
    Task<Result<ReviewImportReport>> ImportAsync(string source, IReadOnlyList<ImportedReview> reviews, CancellationToken ct);

    /// <summary>Adds every product's rating up from its reviews and compares. Empty when all is right.</summary>
    Task<IReadOnlyList<RatingMismatch>> CheckRatingsAsync(CancellationToken ct);

    /// <summary>Sets wrong ratings right. Gives how many there were.</summary>
    Task<int> RepairRatingsAsync(string actor, CancellationToken ct);
}

/// <param name="Text">Words the title or text has.</param>
/// <param name="Sort">newest, oldest, spam (the most suspicious first) or reports.</param>
public sealed record AdminReviewQuery(
    PageRequest Page, ReviewState? State = null, string? Text = null, ProductId? Product = null, int? Stars = null, bool Reported = false, bool Unanswered = false,
    SellerId? Seller = null, string? Sort = null);

/// <param name="SpamScore">0 harmless to 1 certainly spam.</param>
public sealed record AdminReview(
    ReviewId Id, ProductId ProductId, UserId? User, string? Author, int Stars, string? Title, string Text, string Language, IReadOnlyList<ReviewPicture> Pictures, bool Verified,
    OrderId? OrderId, ReviewState State, string? Reason, double SpamScore, int HelpfulCount, int OpenReports, ReviewReply? Reply, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt);

public sealed record AdminReviewDetail(AdminReview Review, SpamVerdict Spam, IReadOnlyList<AbuseReportView> Reports, IReadOnlyList<ModerationEntry> History);

/// <summary>Why the filter thinks what it thinks: the strongest sign first.</summary>
public sealed record SpamVerdict(double Score, IReadOnlyList<SpamSign> Signs);

/// <param name="Code">links, contact, blocked-words, repetition, shouting, duplicate, burst-author, burst-address, burst-product, gibberish, learned.</param>
public sealed record SpamSign(string Code, double Weight, LocalizedText Text);

public sealed record AbuseReportView(string Kind, string? Text, DateTimeOffset At, bool Open);

public sealed record ModerationEntry(ReviewState State, string? Reason, string Actor, DateTimeOffset At);

/// <param name="Reason">Needed for a rejection: spam, offensive, off-topic, personal-data, duplicate or other; its author is shown it.</param>
public sealed record ModerationDecision<TId>(IReadOnlyList<TId> Ids, ReviewState State, string? Reason, string Actor);

public sealed record AdminQuestionQuery(
    PageRequest Page, ReviewState? State = null, bool? Answered = null, bool Reported = false, ProductId? Product = null, SellerId? Seller = null, string? Text = null);

public sealed record AdminQuestion(
    QuestionId Id, ProductId ProductId, UserId? User, string? Author, string Text, string Language, bool Private, ReviewState State, string? Reason, double SpamScore, int OpenReports,
    IReadOnlyList<AdminAnswer> Answers, DateTimeOffset AskedAt);

public sealed record AdminAnswer(
    AnswerId Id, UserId? User, string? Author, string Role, string Text, ReviewState State, string? Reason, double SpamScore, int OpenReports, DateTimeOffset AnsweredAt);

public sealed record ModerationCounts(int PendingReviews, int PendingQuestions, int PendingAnswers, int OpenReports, int UnansweredQuestions, int UnansweredLowReviews);

/// <param name="Key">What names it at its source.</param>
/// <param name="Author">As it is to be shown.</param>
public sealed record ImportedReview(
    string Key, ProductId Product, int Stars, string? Title, string Text, string Language, string? Author, DateTimeOffset WrittenAt, bool Verified, int HelpfulCount = 0,
    LocalizedText? OptionText = null, ReviewFit? Fit = null, SellerId? Seller = null, string? Reply = null);

public sealed record ReviewImportReport(int Created, int Known);

public sealed record RatingMismatch(ProductId ProductId, int Count, int CountedCount, int Sum, int CountedSum);
