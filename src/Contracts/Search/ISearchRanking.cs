namespace Maru.Contracts.Search;

/// <summary>
/// Which goods answer a text, for those who narrow and count further: the shop window puts its filters, prices and facets on it. Knows nothing of prices,
/// and asks nobody.
/// </summary>
public interface ISearchRanking
{
    Task<SearchRanking> RankAsync(string text, CancellationToken ct);
}

/// <param name="Products">All that match, the best first; the best 10,000 where there are more.</param>
/// <param name="CompleteTo">Products changed later than this may be missing.</param>
public sealed record SearchRanking(IReadOnlyList<ProductId> Products, SearchReading Reading, DateTimeOffset CompleteTo)
{
    /// <summary>Not to be found by this text, whoever else finds them.</summary>
    public IReadOnlyList<ProductId> Hidden { get; init; } = [];
}

/// <summary>How a text was understood.</summary>
/// <param name="Corrections">What was read differently from how it was typed.</param>
/// <param name="Relaxed">Nothing had all the words; these have most of them.</param>
public sealed record SearchReading(IReadOnlyList<TextCorrection> Corrections, bool Relaxed)
{
    /// <summary>What merchants put above the goods found.</summary>
    public IReadOnlyList<SearchBanner> Banners { get; init; } = [];
}
