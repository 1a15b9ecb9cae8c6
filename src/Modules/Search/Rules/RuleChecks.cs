using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Platform.Http;

namespace Maru.Modules.Search.Rules;

/// <summary>What rules may be saved.</summary>
internal static class RuleChecks
{
    private const int MostSynonyms = 5000;
    private const int MostQueries = 2000;
    private const int MostWords = 50;
    private const int MostProducts = 100;
    private const int LongestWord = 80;

    public static ValidationFailure? Check(SearchRuleSet rules)
    {
        var errors = new FieldErrors();
        errors.Unless(rules.Synonyms.Count <= MostSynonyms, "synonyms", $"must be at most {MostSynonyms}");
        errors.Unless(rules.Queries.Count <= MostQueries, "queries", $"must be at most {MostQueries}");
        foreach (var (i, synonym) in rules.Synonyms.Take(MostSynonyms).Index())
        {
            var words = synonym.Words.Concat(synonym.To ?? []).ToArray();
            errors.Unless(synonym.Words.Count >= (synonym.To is { Count: > 0 } ? 1 : 2) && words.Length <= MostWords, $"synonyms[{i}]", $"must have two to {MostWords} words");
            foreach (var word in words.Take(MostWords))
            {
                errors.Text(word, $"synonyms[{i}]", LongestWord);
            }
        }

        foreach (var (i, query) in rules.Queries.Take(MostQueries).Index())
        {
            errors.Text(query.Query, $"queries[{i}].query", LongestWord);
            errors.Unless(query.Pinned.Count <= MostProducts, $"queries[{i}].pinned", $"must be at most {MostProducts}");
            errors.Unless(query.Hidden.Count <= MostProducts, $"queries[{i}].hidden", $"must be at most {MostProducts}");
            errors.Unless(!query.Pinned.Intersect(query.Hidden).Any(), $"queries[{i}].hidden", "must not hold what is pinned");
            if (query.Banner is { } banner)
            {
                errors.Text(banner.Text.Ko, $"queries[{i}].banner.text.ko", 200, required: banner.Text.En is null);
                errors.Text(banner.Text.En, $"queries[{i}].banner.text.en", 200, required: banner.Text.Ko is null);
                errors.Unless(
                    banner.Path is null || (banner.Path is ['/', not '/', ..] && banner.Path.Length <= 200 && !banner.Path.Any(c => char.IsControl(c) || c is '\\' or ' ')),
                    $"queries[{i}].banner.path", "must be an address within the shop, such as /c/tents");
            }
        }

        return errors.ToFailure();
    }
}
