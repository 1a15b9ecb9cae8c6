using Maru.Contracts.Catalog;

namespace Maru.Contracts.Vision;

/// <summary>Categories found by picture and name, and the people who look after them.</summary>
public interface IClassification
{
    /// <summary>What the machine decided or could not decide, the newest first.</summary>
    Task<Page<ClassificationView>> ListAsync(ClassificationState? state, PageRequest page, CancellationToken ct);

    /// <summary>A person decides: the category given, or the one proposed if none is given.</summary>
    Task<Result<Done>> DecideAsync(ProductId product, string? category, string actor, CancellationToken ct);

    /// <summary>The product stays where it is; it is not proposed again until its pictures change.</summary>
    Task<Result<Done>> DismissAsync(ProductId product, string actor, CancellationToken ct);

    /// <summary>How right and how complete the rules were when they were last measured; null if they never were.</summary>
    Task<ClassificationReport?> ReportAsync(CancellationToken ct);

    /// <summary>The words that lead to a category where pictures say nothing: those of staff, else those that follow from the category's name.</summary>
    Task<IReadOnlyList<CategoryWords>> WordsAsync(CancellationToken ct);

    Task<Result<Done>> SetWordsAsync(string category, IReadOnlyList<string> words, CancellationToken ct);
}

public enum ClassificationSource
{
    Picture,
    Keyword,
    None,
}

public enum ClassificationState
{
    /// <summary>Waits for a person: nothing fits, or the machine sees it elsewhere than where it is.</summary>
    Review,

    /// <summary>The machine put it there.</summary>
    Applied,

    /// <summary>A person put it there.</summary>
    Decided,

    /// <summary>A person said that it stays where it was.</summary>
    Dismissed,
}

/// <param name="Former">The category it had.</param>
/// <param name="Category">The category found; null if nothing fits.</param>
/// <param name="Similarity">Mean cosine to the products that spoke for it.</param>
public sealed record ClassificationView(
    ProductId Product, ProductSummary? Summary, string? Former, string? Category, ClassificationSource Source, double Similarity, ClassificationState State, DateTimeOffset At,
    string? DecidedBy);

/// <summary>Measured on products whose category people chose, each judged by the others.</summary>
public sealed record ClassificationReport(int Products, RuleQuality Neighbours, RuleQuality References, RuleQuality Keywords, RuleQuality Together, DateTimeOffset At);

/// <param name="Right">Share that is right among those decided.</param>
/// <param name="Decided">Share decided at all.</param>
public sealed record RuleQuality(double Right, double Decided);

public sealed record CategoryWords(string Category, LocalizedText Name, IReadOnlyList<string> Words, bool FromStaff);
