using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Http;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>What reviews, questions and answers must be like.</summary>
internal static class ReviewRules
{
    public const int LongestTitle = 100;
    public const int ShortestText = 5;
    public const int LongestText = 4000;
    public const int MostPictures = 6;

    public static readonly string[] ReportKinds = ["spam", "offensive", "off-topic", "personal-data", "other"];

    public static readonly string[] RejectionReasons = ["spam", "offensive", "off-topic", "personal-data", "duplicate", "other"];

    public static ValidationFailure? Check(ReviewContent content)
    {
        var pictures = content.Pictures ?? [];
        return new FieldErrors()
            .Unless(content.Stars is >= 1 and <= 5, "stars", "must be from 1 to 5")
            .Text(content.Title, "title", LongestTitle, required: false)
            .Text(content.Text, "text", LongestText)
            .Unless(string.IsNullOrWhiteSpace(content.Text) || content.Text.Trim().Length >= ShortestText, "text", $"must be at least {ShortestText} characters")
            .Unless(content.Language is null or "ko" or "en", "language", "must be ko or en")
            .Unless(pictures.Count <= MostPictures, "pictures", $"must be at most {MostPictures}")
            .Unless(pictures.Distinct().Count() == pictures.Count, "pictures", "must not name a picture twice")
            .Unless(content.Fit is null || Enum.IsDefined(content.Fit.Value), "fit", "must be small, true or large")
            .ToFailure();
    }

    public static ValidationFailure? CheckText(string? text, string? language, int longest) => new FieldErrors()
        .Text(text, "text", longest)
        .Unless(string.IsNullOrWhiteSpace(text) || text.Trim().Length >= ShortestText, "text", $"must be at least {ShortestText} characters")
        .Unless(language is null or "ko" or "en", "language", "must be ko or en")
        .ToFailure();

    public static ValidationFailure? Check(AbuseReport report) => new FieldErrors()
        .Unless(ReportKinds.Contains(report.Kind), "kind", "must be one of " + string.Join(", ", ReportKinds))
        .Text(report.Text, "text", 500, required: false)
        .ToFailure();

    public static ValidationFailure? Check<TId>(ModerationDecision<TId> decision) => new FieldErrors()
        .Unless(decision.Ids.Count is >= 1 and <= 100, "ids", "must be 1 to 100")
        .Unless(decision.State is ReviewState.Approved or ReviewState.Rejected, "state", "must be approved or rejected")
        .Unless(decision.State != ReviewState.Rejected || RejectionReasons.Contains(decision.Reason), "reason", "must be one of " + string.Join(", ", RejectionReasons))
        .Unless(decision.State != ReviewState.Approved || decision.Reason is null, "reason", "is for rejections")
        .ToFailure();

    public static string LanguageOf(ReviewContent content) => content.Language ?? TextFold.LanguageOf(content.Text);

    public static string WordsOf(string? title, string body) => string.IsNullOrWhiteSpace(title) ? body : title + "\n" + body;

    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
