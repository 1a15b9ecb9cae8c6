namespace Maru.Contracts.Search;

/// <summary>Finding goods by words, in Korean and English, forgiving of typing.</summary>
public interface ISearch
{
    /// <summary>The goods that answer a text, the best first.</summary>
    Task<SearchAnswer> FindAsync(string text, PageRequest page, CancellationToken ct);

    /// <summary>What the shopper may be about to type: names of goods that fit so far.</summary>
    Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, int limit, CancellationToken ct);
}

/// <param name="Corrections">What was read differently from how it was typed.</param>
/// <param name="Relaxed">Nothing had all the words; these have most of them.</param>
public sealed record SearchAnswer(IReadOnlyList<ProductId> Products, int Total, IReadOnlyList<TextCorrection> Corrections, bool Relaxed);

public sealed record TextCorrection(string From, string To);

public sealed record Suggestion(string Text, string Url);
