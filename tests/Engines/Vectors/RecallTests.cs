namespace Maru.Engines.Vectors.Tests;

public sealed class RecallTests
{
    [Theory]
    [InlineData(VectorMetric.L2, 17)]
    [InlineData(VectorMetric.L2, 96)]
    [InlineData(VectorMetric.Cosine, 64)]
    public void Search_WhenExact_FindsTheNearestInOrder(VectorMetric metric, int dimensions)
    {
        var vectors = Data.Spread(3_000, dimensions, 1);
        foreach (var exactUpTo in new[] { 10_000, 100 })
        {
            using var index = new VectorIndex<int>(new VectorIndexOptions(dimensions, metric) { ExactUpTo = exactUpTo });
            index.Fill(Data.Entries(vectors)).ShouldBeEmpty();
            index.Statistics.Graphed.ShouldBe(exactUpTo == 100);
            foreach (var query in Data.Spread(20, dimensions, 2))
            {
                var expected = vectors.Select((v, i) => (Key: i, Distance: Distance(metric, v, query))).OrderBy(v => v.Distance).Take(10).ToArray();
                var answer = index.Search(query, new VectorQuery<int>(10, Exact: true));
                answer.Method.ShouldBe(VectorMethod.Scan);
                answer.Matches.Select(m => m.Key).ShouldBe(expected.Select(e => e.Key));
                answer.Matches.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First.Distance - pair.Second.Distance) < 1e-4);
            }
        }
    }

    [Fact]
    public void Search_OnClusteredData_FindsNearlyAll()
    {
        var all = Data.Clustered(12_200, 48, 60, 3);
        AssertRecall(all[..12_000], all[12_000..], 64, 0.97);
    }

    [Fact]
    public void Search_OnRandomData_FindsNearlyAll() => AssertRecall(Data.Spread(8_000, 24, 4), Data.Spread(100, 24, 5), 100, 0.95);

    [Fact]
    public void Search_WithMoreBreadth_FindsNoLess()
    {
        var vectors = Data.Spread(8_000, 32, 6);
        var queries = Data.Spread(100, 32, 7);
        using var index = Graphed(32);
        index.Fill(Data.Entries(vectors));
        var recalls = new[] { 10, 40, 160, 640 }.Select(b => Data.Recall(index, Data.Keyed(vectors), queries, new VectorQuery<int>(10, b))).ToArray();
        recalls.ShouldBeInOrder();
        recalls[^1].ShouldBeGreaterThan(0.995);
    }

    [Fact]
    public void Set_OneByOne_FindsAsMuchAsABulk()
    {
        var all = Data.Clustered(4_100, 32, 20, 8);
        using var index = Graphed(32);
        for (var i = 0; i < 4_000; i++)
        {
            index.Set(i, all[i]).ShouldBe(VectorStatus.Ok);
        }
        Data.Recall(index, Data.Keyed(all[..4_000]), all[4_000..], new VectorQuery<int>(10, 64)).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void Search_AmongHundredsOfTheSamePicture_StillFindsTheOthers()
    {
        var all = Data.Clustered(6_100, 32, 20, 9);
        for (var i = 0; i < 3_000; i += 2)
        {
            all[i] = all[0];
        }
        using var index = Graphed(32);
        index.Fill(Data.Entries(all[..6_000]));
        Data.Recall(index, Data.Keyed(all[..6_000]), all[6_050..], new VectorQuery<int>(10, 64)).ShouldBeGreaterThan(0.85);
        index.Search(all[0], new VectorQuery<int>(10)).Matches.ShouldAllBe(m => m.Distance == 0);
    }

    [Fact]
    public void Search_WhenDataOutgrewTheQuantiser_TrainsAnewAndFindsNearlyAll()
    {
        var narrow = Data.Spread(1_000, 32, 10);
        var wide = Data.Clustered(4_050, 32, 20, 11).Select(v => v.Select(x => 1_000 + x * 50).ToArray()).ToArray();
        using var index = Graphed(32);
        index.Fill(Data.Entries(narrow));
        for (var i = 0; i < 4_000; i++)
        {
            index.Set(1_000 + i, wide[i]);
        }
        index.Statistics.Clamped.ShouldBeLessThan(100);
        Data.Recall(index, Data.Keyed([.. narrow, .. wide[..4_000]]), wide[4_000..], new VectorQuery<int>(10, 64)).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Search_OnBytes_NeedsNoReRanking()
    {
        var random = new Random(13);
        var vectors = Enumerable.Range(0, 2_000).Select(_ => Enumerable.Range(0, 40).Select(_ => (float)random.Next(256)).ToArray()).ToArray();
        using var index = Graphed(40);
        index.Fill(Data.Entries(vectors));
        var answer = index.Search(vectors[7], new VectorQuery<int>(5));
        answer.Matches[0].ShouldBe(new VectorMatch<int>(7, 0));
        answer.Matches.ShouldAllBe(m => Math.Abs(m.Distance - Math.Sqrt(Data.Squared(vectors[7], vectors[m.Key]))) < 1e-3);
    }

    private static VectorIndex<int> Graphed(int dimensions) => new(new VectorIndexOptions(dimensions) { ExactUpTo = 500, Threads = 2 });

    private static void AssertRecall(float[][] vectors, float[][] queries, int breadth, double least)
    {
        using var index = Graphed(vectors[0].Length);
        index.Fill(Data.Entries(vectors)).ShouldBeEmpty();
        index.Search(queries[0], new VectorQuery<int>(10)).Method.ShouldBe(VectorMethod.Graph);
        Data.Recall(index, Data.Keyed(vectors), queries, new VectorQuery<int>(10, breadth)).ShouldBeGreaterThan(least);
    }

    private static double Distance(VectorMetric metric, float[] a, float[] b) => metric == VectorMetric.L2
        ? Math.Sqrt(Data.Squared(a, b))
        : 1 - a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
}
