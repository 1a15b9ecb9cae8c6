using System.Text.Json;

namespace Maru.Engines.Search.Tests;

/// <summary>Three hundred queries over the demo shop, as people type them; each has the products that answer it.</summary>
public sealed class KoreanQueryTests(ITestOutputHelper output)
{
    private static readonly SearchIndex Shop = Open();

    public static TheoryData<string, double> Kinds => new()
    {
        { "typo", 0.9 }, { "initials", 0.9 }, { "keyboard", 0.95 }, { "spacing", 0.95 }, { "particle", 0.95 }, { "synonym", 0.9 }, { "mixed", 0.9 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Search_WhenTypedThatWay_AnswersAmongTheFirstThree(string kind, double share)
    {
        var queries = Queries().Where(q => q.Kind == kind).ToList();
        queries.Count(q => IsRight(q.Query, q.Expected)).ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(share * queries.Count));
    }

    [Fact]
    public void Search_OverAllKinds_IsRightNineteenTimesOfTwenty()
    {
        var queries = Queries();
        queries.Count.ShouldBeGreaterThanOrEqualTo(300);
        var right = queries.Count(q => IsRight(q.Query, q.Expected));
        output.WriteLine($"{right} of {queries.Count}");
        (right / (double)queries.Count).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    private bool IsRight(string query, string[] expected)
    {
        var found = Shop.Search(new SearchRequest { Text = query });
        var right = found.Hits.Take(3).Any(h => expected.Contains(h.Id));
        if (!right)
        {
            output.WriteLine($"'{query}': {string.Join(", ", found.Hits.Take(3).Select(h => h.Id))} instead of {expected[0]} ({string.Join("; ", found.Corrections)}, {found.Relaxed})");
        }

        return right;
    }

    private static List<(string Kind, string Query, string[] Expected)> Queries() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "korean-queries.tsv")).Skip(1).Select(l => l.Split('\t')).Select(f => (f[0], f[1], f[2].Split(' ')))];

    private static SearchIndex Open()
    {
        var index = new SearchIndex(new SearchSchema
        {
            Texts = [new TextField("name", 3), new TextField("nameEn", 3), new TextField("brand", 2), new TextField("tags", 1), new TextField("category", 1.5), new TextField("summary", 0.5, RemembersOrder: false)],
            Signals = [new BusinessSignal("popularity", 0.03, SignalShape.Linear)], Numbers = ["popularity"],
        })
        { Rules = new SearchRules(ShopSynonyms.All, []) };
        var categories = Names("categories.json");
        var brands = Names("brands.json");
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "demo", "catalogue.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var product = json.RootElement;
            index.Upsert(new SearchDocument
            {
                Id = product.GetProperty("slug").GetString()!,
                Texts = new Dictionary<string, string>
                {
                    ["name"] = product.GetProperty("name").GetProperty("ko").GetString()!, ["nameEn"] = product.GetProperty("name").GetProperty("en").GetString()!,
                    ["brand"] = brands[product.GetProperty("brand").GetString()!], ["category"] = categories[product.GetProperty("category").GetString()!],
                    ["tags"] = string.Join(' ', product.GetProperty("tags").EnumerateArray().Select(t => t.GetString())),
                    ["summary"] = product.GetProperty("summary").GetProperty("ko").GetString()!,
                },
                Numbers = new Dictionary<string, double> { ["popularity"] = product.GetProperty("popularity").GetDouble() },
            });
        }

        index.Refresh();
        return index;
    }

    private static Dictionary<string, string> Names(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "demo", file)));
        return json.RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("slug").GetString()!, e => e.GetProperty("ko").GetString() + " " + e.GetProperty("en").GetString());
    }
}
