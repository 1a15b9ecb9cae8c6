using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Engines.Search;
using Maru.Modules.Search.Analytics;
using Maru.Modules.Search.Index;
using Maru.Modules.Search.Rules;

namespace Maru.Modules.Search;

internal sealed class SearchAdministration(SearchCounts counts, RuleStore rules, ProductIndex index, ICatalogBrowsing catalog) : ISearchAdministration
{
    private const int Previewed = 20;

    public Task<SearchAnalytics> AnalyticsAsync(DateOnly from, DateOnly to, int top, CancellationToken ct) => counts.ReadAsync(from, to, top, ct);

    public Task<SearchRulesView> RulesAsync(CancellationToken ct) => rules.CurrentAsync(ct);

    public Task<IReadOnlyList<SearchRulesView>> RuleVersionsAsync(int limit, CancellationToken ct) => rules.VersionsAsync(limit, ct);

    public Task<Result<SearchRulesView>> SaveRulesAsync(SearchRuleSet set, int version, string actor, CancellationToken ct) => rules.SaveAsync(set, version, actor, ct);

    public async Task<Result<RulesPreview>> PreviewAsync(SearchRuleSet set, string text, CancellationToken ct)
    {
        if (RuleChecks.Check(set) is { } failure)
        {
            return failure;
        }

        var request = new SearchRequest { Text = text, PageSize = SearchRequest.LargestPage };
        var before = index.Rank(request, index.Book).Products;
        var after = index.Rank(request, RuleBook.Of(set)).Products;
        var shown = await catalog.GetSummariesAsync([.. before.Take(Previewed).Union(after.Take(Previewed))], Currency.Krw, ct);
        var names = shown.ToDictionary(s => s.Id, s => s.Name);
        return new RulesPreview(Named(before), Named(after), before.Count, after.Count);

        IReadOnlyList<PreviewedProduct> Named(IReadOnlyList<ProductId> ids) => [.. ids.Take(Previewed).Where(names.ContainsKey).Select(id => new PreviewedProduct(id, names[id]))];
    }
}
