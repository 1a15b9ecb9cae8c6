namespace Maru.Contracts.Reviews;

/// <summary>What shoppers ask about goods, and what sellers and those who bought them answer.</summary>
public interface IQuestions
{
    Task<Page<QuestionView>> ListAsync(QuestionQuery query, CancellationToken ct);

    Task<QuestionView?> FindAsync(QuestionId id, UserId? viewer, CancellationToken ct);

    Task<Page<QuestionView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct);

    Task<Result<QuestionView>> AskAsync(ProductId product, QuestionContent content, ReviewAuthor author, CancellationToken ct);

    /// <param name="seller">The seller the caller acts for; his answers are marked as the seller's where the goods are his.</param>
    Task<Result<AnswerView>> AnswerAsync(QuestionId question, string text, ReviewAuthor author, SellerId? seller, CancellationToken ct);

    /// <summary>Takes one's own question back, with its answers.</summary>
    Task<Result<Done>> WithdrawAsync(QuestionId question, UserId author, CancellationToken ct);

    Task<Result<Done>> WithdrawAnswerAsync(AnswerId answer, UserId author, CancellationToken ct);

    /// <summary>Says that an answer helped, or takes that back. Gives the number of voices.</summary>
    Task<Result<int>> VoteAsync(AnswerId answer, UserId voter, bool helpful, CancellationToken ct);

    Task<Result<Done>> ReportAsync(QuestionId question, UserId reporter, AbuseReport report, CancellationToken ct);

    Task<Result<Done>> ReportAnswerAsync(AnswerId answer, UserId reporter, AbuseReport report, CancellationToken ct);
}

/// <param name="Answered">Only those with an answer, or only those without; null for both.</param>
/// <param name="Text">Words the question or an answer has.</param>
public sealed record QuestionQuery(ProductId Product, PageRequest Page, bool? Answered = null, string? Language = null, string? Text = null, UserId? Viewer = null);

/// <param name="Private">Only its author, the seller and staff read it.</param>
public sealed record QuestionContent(string Text, string? Language = null, bool Private = false);

/// <param name="Text">Null for a private question of somebody else: pages show that there is one, and whether it was answered.</param>
public sealed record QuestionView(
    QuestionId Id, ProductId ProductId, string? Author, bool Mine, string? Text, string Language, bool Private, ReviewState State, string? Reason, int AnswerCount,
    IReadOnlyList<AnswerView> Answers, DateTimeOffset AskedAt);

/// <param name="Role">seller, buyer or member.</param>
public sealed record AnswerView(
    AnswerId Id, QuestionId QuestionId, string? Author, string Role, bool Mine, string Text, ReviewState State, string? Reason, int HelpfulCount, bool FoundHelpful,
    DateTimeOffset AnsweredAt);
