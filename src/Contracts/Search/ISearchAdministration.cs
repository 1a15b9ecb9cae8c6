namespace Maru.Contracts.Search;

/// <summary>What the back office does about searches: sees what is looked for, and says what words mean and what comes first.</summary>
public interface ISearchAdministration
{
    /// <summary>Both days included.</summary>
    Task<SearchAnalytics> AnalyticsAsync(DateOnly from, DateOnly to, int top, CancellationToken ct);

    Task<SearchRulesView> RulesAsync(CancellationToken ct);

    /// <summary>Earlier versions too, the newest first.</summary>
    Task<IReadOnlyList<SearchRulesView>> RuleVersionsAsync(int limit, CancellationToken ct);

    /// <param name="version">That the editor started from; if another was saved meanwhile, nothing is.</param>
    Task<Result<SearchRulesView>> SaveRulesAsync(SearchRuleSet rules, int version, string actor, CancellationToken ct);

    /// <summary>What a text finds now, and what it would find with other rules.</summary>
    Task<Result<RulesPreview>> PreviewAsync(SearchRuleSet rules, string text, CancellationToken ct);
}

/// <summary>All that editors have said. Replaced as a whole.</summary>
public sealed record SearchRuleSet(IReadOnlyList<SynonymRule> Synonyms, IReadOnlyList<QueryRuleDraft> Queries);

/// <param name="Words">Words or phrases that mean the same.</param>
/// <param name="To">If there are any, <paramref name="Words"/> are also sought as these, not the other way round.</param>
public sealed record SynonymRule(IReadOnlyList<string> Words, IReadOnlyList<string>? To = null);

/// <summary>What holds for one query, whatever its case and spacing.</summary>
/// <param name="Pinned">Come first, in this order, whether or not they have the words.</param>
/// <param name="Hidden">Are not found.</param>
public sealed record QueryRuleDraft(string Query, IReadOnlyList<ProductId> Pinned, IReadOnlyList<ProductId> Hidden, SearchBanner? Banner = null);

/// <param name="Path">Where it leads within the shop, such as /c/tents; null if nowhere.</param>
public sealed record SearchBanner(LocalizedText Text, string? Path = null);

/// <param name="Version">0: nobody has saved any; these are the synonyms a shop starts with.</param>
public sealed record SearchRulesView(int Version, SearchRuleSet Rules, string? Actor, DateTimeOffset? At);

public sealed record RulesPreview(IReadOnlyList<PreviewedProduct> Before, IReadOnlyList<PreviewedProduct> After, int TotalBefore, int TotalAfter);

public sealed record PreviewedProduct(ProductId Id, LocalizedText Name);

public sealed record SearchAnalytics(
    IReadOnlyList<SearchDay> Days, IReadOnlyList<QueryFigures> Top, IReadOnlyList<QueryFigures> WithoutResult, SearchFigures Total);

public sealed record SearchDay(DateOnly Day, SearchFigures Figures);

public sealed record QueryFigures(string Query, SearchFigures Figures);

/// <param name="ClickedSearches">After which something found was opened.</param>
/// <param name="ClickThrough">Share of searches after which something found was opened.</param>
/// <param name="MeanPosition">Of what was opened, from 1; null if nothing was.</param>
public sealed record SearchFigures(long Searches, long WithoutResult, long ClickedSearches, long Clicks, double ClickThrough, double? MeanPosition);
