namespace Maru.Engines.Vectors.Tests;

public sealed class BadInputTests
{
    public static TheoryData<float[], VectorStatus> Refused => new()
    {
        { [], VectorStatus.WrongDimensions },
        { [1, 2], VectorStatus.WrongDimensions },
        { [1, 2, 3, 4], VectorStatus.WrongDimensions },
        { [1, float.NaN, 3], VectorStatus.NotFinite },
        { [1, float.PositiveInfinity, 3], VectorStatus.NotFinite },
        { [1, float.NegativeInfinity, 3], VectorStatus.NotFinite },
        { [float.MaxValue, 0, 0], VectorStatus.NotFinite },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void SetAndSearch_WithAVectorThatIsNone_RefuseIt(float[] vector, VectorStatus reason)
    {
        using var index = new VectorIndex<int>(new VectorIndexOptions(3));
        index.Set(1, [1, 2, 3]);
        index.Set(2, vector).ShouldBe(reason);
        index.Fill([new(3, vector), new(4, new float[] { 1, 1, 1 })]).ShouldBe([new VectorRefusal<int>(3, reason)]);
        var answer = index.Search(vector, new VectorQuery<int>(5));
        answer.Status.ShouldBe(reason);
        answer.Matches.ShouldBeEmpty();
        index.Count.ShouldBe(2);
    }

    [Fact]
    public void Set_OfAllZero_IsADirectionToNowhereButAPointLikeAnyOther()
    {
        using var cosine = new VectorIndex<int>(new VectorIndexOptions(3, VectorMetric.Cosine));
        cosine.Set(1, [0, 0, 0]).ShouldBe(VectorStatus.ZeroLength);
        cosine.Search([0, 0, 0], new VectorQuery<int>(1)).Status.ShouldBe(VectorStatus.ZeroLength);
        using var points = new VectorIndex<int>(new VectorIndexOptions(3));
        points.Set(1, [0, 0, 0]).ShouldBe(VectorStatus.Ok);
        points.Search([3, 0, 4], new VectorQuery<int>(1)).Matches[0].Distance.ShouldBe(5);
    }

    [Fact]
    public void Graph_OfAllTheSameVector_IsBuiltAndSearched()
    {
        using var index = new VectorIndex<int>(new VectorIndexOptions(3) { ExactUpTo = 100, Threads = 2 });
        index.Fill([.. Enumerable.Range(0, 2_000).Select(i => new VectorEntry<int>(i, new float[] { 0.5f, 0.5f, 0.5f }))]);
        index.Search([0.5f, 0.5f, 0.5f], new VectorQuery<int>(10)).Matches.Count.ShouldBe(10);
    }

    [Fact]
    public void Search_FarOutsideTheTrainedRange_StillAnswersRightly()
    {
        var vectors = Data.Spread(2_000, 16, 1);
        using var index = new VectorIndex<int>(new VectorIndexOptions(16) { ExactUpTo = 100 });
        index.Fill(Data.Entries(vectors));
        var query = Enumerable.Repeat(1_000f, 16).ToArray();
        index.Search(query, new VectorQuery<int>(10, Exact: true)).Matches.Select(m => m.Key).ShouldBe(Data.Nearest(Data.Keyed(vectors), query, 10));
    }

    [Fact]
    public void Search_OfAnEmptyIndex_FindsNone()
    {
        using var index = new VectorIndex<long>(new VectorIndexOptions(3));
        index.Search([1, 2, 3], new VectorQuery<long>(5)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(VectorStatus.Ok), a => a.Matches.ShouldBeEmpty());
        index.Remove(5).ShouldBeFalse();
        index.TryGet(5, new float[3]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(VectorIndex<int>.MaxDimensions + 1)]
    public void Index_OfImpossibleDimensions_IsNotMade(int dimensions) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new VectorIndex<int>(new VectorIndexOptions(dimensions)));

    [Fact]
    public void Search_AtTheMostDimensions_DoesNotOverflow()
    {
        const int dimensions = VectorIndex<int>.MaxDimensions;
        using var index = new VectorIndex<int>(new VectorIndexOptions(dimensions) { ExactUpTo = 20 });
        for (var i = 0; i < 40; i++)
        {
            index.Set(i, Enumerable.Repeat(i % 2 == 0 ? 255f : 0f, dimensions).Select((x, d) => d == i ? 100 : x).ToArray());
        }
        var answer = index.Search(new float[dimensions], new VectorQuery<int>(40, Exact: true));
        answer.Matches.Take(20).ShouldAllBe(m => m.Key % 2 == 1);
        ((double)answer.Matches[^1].Distance).ShouldBe(Math.Sqrt(255.0 * 255 * (dimensions - 1) + 100 * 100), 1);
    }
}
