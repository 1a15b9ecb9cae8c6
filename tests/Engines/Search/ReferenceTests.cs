using FsCheck;
using FsCheck.Fluent;

namespace Maru.Engines.Search.Tests;

/// <summary>Small random collections: the engine must find, sort and count what a loop over all documents does.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Words = ["red", "blue", "shoe", "shirt", "wool", "large"];
    private static readonly string[] Brands = ["나이키", "Acme", "Zeta"];
    private static readonly string[] Paths = ["Men", "Men/Shoes", "Men/Shoes/Running", "Women", "Women/Shirts"];

    private static readonly SearchSchema Schema = new()
    {
        Texts = [new TextField("title")], Facets = [new FacetField("brand"), new FacetField("category", IsPath: true), new FacetField("product")], Numbers = ["price"],
    };

    private sealed record Row(int Id, string[] Title, string[] Brand, string? Path, double Price, string Product);

    private static readonly Gen<Row[]> Collections =
        from size in Gen.Choose(0, 40)
        from rows in (from title in Gen.Elements(Words).ArrayOf().Select(w => w.Take(5).ToArray())
                      from brand in Gen.SubListOf(Brands)
                      from path in Gen.Elements<string?>([.. Paths, null])
                      from price in Gen.Choose(0, 6)
                      from product in Gen.Choose(0, 8)
                      select new Row(0, title, [.. brand], path, price == 0 ? double.NaN : price * 10, "p" + product)).ArrayOf(size)
        select rows.Select((r, i) => r with { Id = i }).ToArray();

    private static readonly Gen<(string[] Query, string? Brand, bool Not, string? Path, double? Min, double? Max)> Questions =
        from query in Gen.SubListOf(Words)
        from brand in Gen.Elements<string?>([.. Brands, null, "nobody"])
        from not in Gen.Elements(true, false)
        from path in Gen.Elements<string?>([.. Paths, null])
        from min in Gen.Choose(-1, 5)
        from max in Gen.Choose(-1, 7)
        select (query.Take(3).ToArray(), brand, not, path, min < 0 ? (double?)null : min * 10, max < 0 ? (double?)null : max * 10);

    [Fact]
    public void Search_WhenFiltered_FindsWhatALoopFinds() => Prop.ForAll(Both, (both) =>
    {
        var (rows, question) = both;
        var index = Index(rows);
        var expected = rows.Where(r => Matches(r, question.Query) && Passes(r, question, null)).ToList();

        var all = index.Search(Request(question) with { PageSize = 100 });
        all.Hits.Select(h => int.Parse(h.Id)).Order().ShouldBe(expected.Select(r => r.Id));
        all.Total.ShouldBe(expected.Count);

        foreach (var descending in new[] { true, false })
        {
            var sorted = index.Search(Request(question) with { PageSize = 100, Sort = new SortOrder("price", descending) }).Hits.Select(h => rows[int.Parse(h.Id)].Price).ToList();
            var numbers = expected.Select(r => r.Price).Where(p => !double.IsNaN(p));
            sorted.ShouldBe([.. descending ? numbers.OrderDescending() : numbers.Order(), .. expected.Select(r => r.Price).Where(double.IsNaN)]);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Search_WhenCounting_CountsWhatALoopCounts() => Prop.ForAll(Both, (both) =>
    {
        var (rows, question) = both;
        var found = Index(rows).Search(Request(question) with
        {
            Facets = [new FacetRequest("brand"), new FacetRequest("category")], RangeFacets = [new RangeFacetRequest("price", [10, 30, 50])],
        });

        // a field's own filter does not narrow its own counts, unless it excludes
        var own = question.Not ? null : "brand";
        foreach (var brand in Brands)
        {
            var expected = rows.Count(r => Matches(r, question.Query) && Passes(r, question, own) && r.Brand.Contains(brand));
            (found.Facets[0].Values.FirstOrDefault(v => v.Value == brand)?.Count ?? 0).ShouldBe(expected);
        }

        foreach (var path in Paths)
        {
            var expected = rows.Count(r => Matches(r, question.Query) && Passes(r, question, "category") && Under(r.Path, path));
            (found.Facets[1].Values.FirstOrDefault(v => v.Value == path)?.Count ?? 0).ShouldBe(expected);
        }

        foreach (var range in found.RangeFacets[0].Ranges)
        {
            range.Count.ShouldBe(rows.Count(r => Matches(r, question.Query) && Passes(r, question, "price") && r.Price >= range.From && !(r.Price >= range.To)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Search_WhenGrouped_FindsEachGroupOnce() => Prop.ForAll(Both, (both) =>
    {
        var (rows, question) = both;
        var expected = rows.Where(r => Matches(r, question.Query) && Passes(r, question, null)).GroupBy(r => r.Product).ToDictionary(g => g.Key, g => g.Count());

        var found = Index(rows).Search(Request(question) with { PageSize = 100, GroupBy = "product" });

        found.Total.ShouldBe(expected.Count);
        found.Hits.ToDictionary(h => rows[int.Parse(h.Id)].Product, h => h.GroupSize).ShouldBe(expected, ignoreOrder: true);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Search_WhenPaged_ShowsEveryHitOnce() => Prop.ForAll(Both, (both) =>
    {
        var (rows, question) = both;
        var index = Index(rows);
        var whole = index.Search(Request(question) with { PageSize = 100 }).Hits.Select(h => h.Id).ToList();
        var pages = Enumerable.Range(1, 15).SelectMany(p => index.Search(Request(question) with { PageSize = 3, Page = p }).Hits).Select(h => h.Id).ToList();
        pages.ShouldBe(whole);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Arbitrary<(Row[] Rows, (string[] Query, string? Brand, bool Not, string? Path, double? Min, double? Max) Question)> Both =>
        (from rows in Collections from question in Questions select (rows, question)).ToArbitrary();

    private static SearchIndex Index(Row[] rows)
    {
        var index = new SearchIndex(Schema);
        foreach (var row in rows)
        {
            // every document comes twice, first with nothing right about it, and in several segments
            index.Upsert(new SearchDocument { Id = row.Id.ToString(), Version = 1, Texts = new Dictionary<string, string> { ["title"] = "red blue shoe shirt" } });
            if (row.Id % 7 == 3)
            {
                index.Refresh();
            }
        }

        foreach (var row in rows)
        {
            index.Upsert(new SearchDocument
            {
                Id = row.Id.ToString(), Version = 2, Texts = new Dictionary<string, string> { ["title"] = string.Join(' ', row.Title) },
                Facets = new Dictionary<string, IReadOnlyList<string>> { ["brand"] = row.Brand, ["category"] = row.Path is null ? [] : [row.Path], ["product"] = [row.Product] },
                Numbers = double.IsNaN(row.Price) ? new Dictionary<string, double>() : new Dictionary<string, double> { ["price"] = row.Price },
            });
            if (row.Id % 5 == 1)
            {
                index.Refresh();
            }
        }

        index.Refresh();
        return index;
    }

    private static SearchRequest Request((string[] Query, string? Brand, bool Not, string? Path, double? Min, double? Max) question)
    {
        var filters = new List<Filter>();
        if (question.Brand is { } brand)
        {
            filters.Add(new ValueFilter("brand", [brand], question.Not));
        }

        if (question.Path is { } path)
        {
            filters.Add(new ValueFilter("category", [path]));
        }

        if (question.Min is not null || question.Max is not null)
        {
            filters.Add(new RangeFilter("price", question.Min, question.Max));
        }

        return new SearchRequest { Text = string.Join(' ', question.Query), Filters = filters, Matching = Matching.All, Forgiving = false };
    }

    private static bool Matches(Row row, string[] query) => query.All(q => row.Title.Contains(q));

    private static bool Passes(Row row, (string[] Query, string? Brand, bool Not, string? Path, double? Min, double? Max) question, string? except) =>
        (except == "brand" || question.Brand is null || row.Brand.Contains(question.Brand) != question.Not)
        && (except == "category" || question.Path is null || Under(row.Path, question.Path))
        && (except == "price" || (question.Min is null && question.Max is null) || (row.Price >= (question.Min ?? double.MinValue) && row.Price <= (question.Max ?? double.MaxValue)));

    private static bool Under(string? path, string ancestor) => path is not null && (path == ancestor || path.StartsWith(ancestor + "/", StringComparison.Ordinal));
}
