namespace Maru.Engines.Vectors.Tests;

public sealed class FilterTests : IDisposable
{
    private const int Dimensions = 24;
    private readonly float[][] _vectors = Data.Clustered(10_000, Dimensions, 40, 1);
    private readonly float[][] _queries = Data.Clustered(10_100, Dimensions, 40, 1)[10_000..];
    private readonly VectorIndex<int> _index = new(new VectorIndexOptions(Dimensions) { Threads = 2 });

    public FilterTests() => _index.Fill(Data.Entries(_vectors, Attributes));

    public void Dispose() => _index.Dispose();

    // 1 % in category 7, prices 0 to 9,999, every other one in stock; none of it follows the clusters.
    private static VectorAttributes Attributes(int i) => new(i * 7919 % 100, i * 6007 % 10_000, i * 31 % 64 < 32);

    [Fact]
    public void Search_WhenOneInAHundredPasses_FindsThemAll() =>
        Recall(new VectorFilter<int>(Categories: [7])).ShouldBe((1.0, VectorMethod.Scan));

    [Fact]
    public void Search_WhenHalfPass_WalksTheGraphAndKeepsTheRecall()
    {
        var (recall, method) = Recall(new VectorFilter<int>(InStockOnly: true));
        method.ShouldBe(VectorMethod.FilteredGraph);
        recall.ShouldBeGreaterThan(0.97);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1_500)]
    [InlineData(4_000)]
    [InlineData(8_000)]
    public void Search_AtAnyShareOfPrices_KeepsTheRecall(long most) => Recall(new VectorFilter<int>(MaxPrice: most)).Recall.ShouldBeGreaterThan(0.97);

    [Fact]
    public void Search_WithEverythingSet_AppliesAll() =>
        Recall(new VectorFilter<int>([1, 2, 3, 4, 5], 1_000, 9_000, true, key => key % 3 != 0)).Recall.ShouldBeGreaterThan(0.97);

    [Fact]
    public void Search_WhenThePassingLieFarAway_StillFindsThem()
    {
        // Half of all pass, none of them in the query's half of the clusters.
        var filter = new VectorFilter<int>(Where: key => key % 40 >= 20);
        var near = _queries.Where((_, i) => i % 40 < 20).ToArray();
        foreach (var query in near)
        {
            var answer = _index.Search(query, new VectorQuery<int>(10, 64, filter));
            answer.Matches.Count.ShouldBe(10);
            answer.Matches.ShouldAllBe(m => m.Key % 40 >= 20);
        }
    }

    [Fact]
    public void Search_IntoASpan_AllocatesNothing()
    {
        var matches = new VectorMatch<int>[10];
        VectorQuery<int>[] kinds =
        [
            new(10), new(10, Exact: true), new(10, 64, new VectorFilter<int>(Categories: [7])), new(10, 64, new VectorFilter<int>(InStockOnly: true)),
        ];
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var kind in kinds)
            {
                foreach (var query in _queries)
                {
                    _index.Search(query, kind, matches, out _, out _);
                }
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated();
        Allocated().ShouldBe(0);
    }

    [Fact]
    public void Search_WhenNoCategoryIsAllowed_FindsNone() =>
        _index.Search(_queries[0], new VectorQuery<int>(10, 0, new VectorFilter<int>(Categories: []))).Matches.ShouldBeEmpty();

    [Fact]
    public void Search_WhenNonePass_FindsNone() => _index.Search(_queries[0], new VectorQuery<int>(10, 0, new VectorFilter<int>(MinPrice: 1_000_000))).Matches.ShouldBeEmpty();

    [Fact]
    public void Search_WhenFewerPassThanAskedFor_FindsThose()
    {
        var answer = _index.Search(_queries[0], new VectorQuery<int>(10, 0, new VectorFilter<int>(Where: key => key is 5 or 17 or 4_000)));
        answer.Matches.Select(m => m.Key).Order().ShouldBe([5, 17, 4_000]);
    }

    [Fact]
    public void SetAttributes_WhenSoldOut_TakesTheVectorFromTheFilterOnly()
    {
        var soldOut = new VectorFilter<int>(InStockOnly: true);
        _index.Set(20_000, _queries[0], new VectorAttributes(1, 1, true));
        _index.Search(_queries[0], new VectorQuery<int>(1, 0, soldOut)).Matches[0].Key.ShouldBe(20_000);

        _index.SetAttributes(20_000, new VectorAttributes(1, 1, false)).ShouldBeTrue();

        _index.Search(_queries[0], new VectorQuery<int>(1, 0, soldOut)).Matches[0].Key.ShouldNotBe(20_000);
        _index.Search(_queries[0], new VectorQuery<int>(1)).Matches[0].Key.ShouldBe(20_000);
        _index.SetAttributes(30_000, default).ShouldBeFalse();
    }

    private (double Recall, VectorMethod Method) Recall(VectorFilter<int> filter)
    {
        var passing = Data.Keyed(_vectors).Where(v => Passes(filter, v.Item1)).ToArray();
        var wanted = new VectorQuery<int>(10, 64, filter);
        foreach (var query in _queries)
        {
            _index.Search(query, wanted).Matches.ShouldAllBe(m => Passes(filter, m.Key));
        }
        return (Data.Recall(_index, passing, _queries, wanted), _index.Search(_queries[0], wanted).Method);
    }

    private static bool Passes(VectorFilter<int> filter, int key)
    {
        var attributes = Attributes(key);
        return (filter.Categories?.Contains(attributes.Category) ?? true)
            && attributes.Price >= (filter.MinPrice ?? long.MinValue)
            && attributes.Price <= (filter.MaxPrice ?? long.MaxValue)
            && (!filter.InStockOnly || attributes.InStock)
            && (filter.Where?.Invoke(key) ?? true);
    }
}
