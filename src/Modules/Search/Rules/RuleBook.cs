using System.Globalization;
using Maru.Contracts.Search;
using Maru.Engines.Search;

namespace Maru.Modules.Search.Rules;

/// <summary>A rule set as the engine takes it, with what the engine does not do itself: things hidden, banners in two languages.</summary>
internal sealed class RuleBook
{
    private readonly IReadOnlyList<QueryRuleDraft> _queries;

    private RuleBook(SearchRuleSet rules)
    {
        _queries = rules.Queries;

        // The engine hands back the banners of the rules that hold for a query; the number of the rule stands there, so that all of it can be found.
        Engine = new SearchRules(
            [.. rules.Synonyms.Select(s => new Synonyms(s.Words, s.To is { Count: > 0 } to ? to : null))],
            [.. rules.Queries.Select((q, i) => new QueryRule(q.Query, [.. q.Pinned.Select(p => p.ToString())], i.ToString(CultureInfo.InvariantCulture)))]);
    }

    /// <summary>What a shop starts with.</summary>
    public static SearchRuleSet Initial { get; } = new([.. ShopSynonyms.All.Select(s => new SynonymRule(s.Words, s.To))], []);

    public SearchRules Engine { get; }

    public static RuleBook Of(SearchRuleSet rules) => new(rules);

    public IReadOnlyList<QueryRuleDraft> For(SearchResponse found) => [.. found.Banners.Select(b => _queries[int.Parse(b, CultureInfo.InvariantCulture)])];
}
