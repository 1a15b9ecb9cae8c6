using FsCheck;
using FsCheck.Fluent;

namespace Maru.Engines.Vectors.Tests;

public sealed class WritingTests
{
    private const int Dimensions = 12;

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(60)]
    public void AnySequence_OfWrites_LeavesWhatADictionaryWouldHold(int exactUpTo)
    {
        // Each number is a write: a third of them removes, the rest sets one of 400 keys.
        var writes = Gen.Choose(0, 1_199).ListOf(900).ToArbitrary();
        Prop.ForAll(writes, sequence =>
        {
            using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions) { ExactUpTo = exactUpTo, Threads = 2 });
            var expected = new Dictionary<int, float[]>();
            var random = new Random(sequence.Count + sequence[0]);
            foreach (var write in sequence)
            {
                var key = write % 400;
                if (write >= 800)
                {
                    index.Remove(key).ShouldBe(expected.Remove(key));
                    continue;
                }
                var vector = Data.Gaussian(random, Dimensions);
                index.Set(key, vector).ShouldBe(VectorStatus.Ok);
                expected[key] = vector;
            }
            index.Count.ShouldBe(expected.Count);
            var all = expected.Select(e => (e.Key, e.Value)).ToArray();
            var queries = Enumerable.Range(0, 10).Select(_ => Data.Gaussian(random, Dimensions)).ToArray();
            Data.Recall(index, all, queries, new VectorQuery<int>(10, Exact: true)).ShouldBe(1);
            Data.Recall(index, all, queries, new VectorQuery<int>(10, 100)).ShouldBeGreaterThan(0.95);
            // A graph promises no single vector; one in a hundred is what may hide after this many writes.
            return all.Count(e => index.Search(e.Value, new VectorQuery<int>(1, 64)).Matches[0] != new VectorMatch<int>(e.Key, 0)) <= all.Length / 100;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void Remove_OfMost_SweepsAndKeepsTheRecall()
    {
        var vectors = Data.Clustered(6_100, 24, 30, 1);
        using var index = new VectorIndex<int>(new VectorIndexOptions(24) { ExactUpTo = 500, Threads = 2 });
        index.Fill(Data.Entries(vectors[..6_000]));
        for (var i = 0; i < 6_000; i++)
        {
            if (i % 4 != 0)
            {
                index.Remove(i).ShouldBeTrue();
            }
        }
        var left = Data.Keyed(vectors[..6_000]).Where(v => v.Item1 % 4 == 0).ToArray();
        Data.Recall(index, left, vectors[6_000..], new VectorQuery<int>(10, 64)).ShouldBeGreaterThan(0.97);
        index.Count.ShouldBe(1_500);
    }

    [Fact]
    public void Set_OfTheSameKeysForEver_TakesNoMoreMemory()
    {
        var random = new Random(2);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions) { ExactUpTo = 100, Threads = 1 });
        for (var i = 0; i < 12_000; i++)
        {
            index.Set(i % 600, Data.Gaussian(random, Dimensions));
        }
        index.Count.ShouldBe(600);
        index.Statistics.Removed.ShouldBeLessThan(700);
    }

    [Fact]
    public void Remove_OfAll_LeavesAnIndexThatCanBeFilledAgain()
    {
        var vectors = Data.Spread(1_000, Dimensions, 3);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions) { ExactUpTo = 100, Threads = 2 });
        for (var round = 0; round < 3; round++)
        {
            index.Fill(Data.Entries(vectors));
            Data.Recall(index, Data.Keyed(vectors), vectors[..50], new VectorQuery<int>(5)).ShouldBeGreaterThan(0.97);
            for (var i = 0; i < 1_000; i++)
            {
                index.Remove(i).ShouldBeTrue();
            }
            index.Search(vectors[0], new VectorQuery<int>(5)).Matches.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Set_OfAnUnchangedVector_KeepsItsPlaceAndTakesTheNewPrice()
    {
        var vectors = Data.Spread(500, Dimensions, 4);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions) { ExactUpTo = 100 });
        index.Fill(Data.Entries(vectors));
        var before = index.Statistics;
        index.Set(3, vectors[3], new VectorAttributes(9, 900));
        index.Statistics.Count.ShouldBe(before.Count);
        index.Search(vectors[3], new VectorQuery<int>(1, 0, new VectorFilter<int>(Categories: [9]))).Matches.Single().Key.ShouldBe(3);
    }

    [Fact]
    public void SetAll_WithAKeyTwice_KeepsTheLast()
    {
        var vectors = Data.Spread(2, Dimensions, 5);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions));
        index.Fill([new(1, vectors[0]), new(1, vectors[1])]).ShouldBeEmpty();
        index.Count.ShouldBe(1);
        index.Search(vectors[1], new VectorQuery<int>(1)).Matches[0].Distance.ShouldBe(0);
    }

    [Fact]
    public void SetAll_WhenCancelled_HoldsAWholeIndex()
    {
        var vectors = Data.Spread(3_000, Dimensions, 6);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions) { ExactUpTo = 100, Threads = 2 });
        index.Fill(Data.Entries(vectors[..1_000]));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => index.SetAll(Data.Entries(vectors), cancelled.Token));
        index.Fill(Data.Entries(vectors));
        Data.Recall(index, Data.Keyed(vectors), vectors[..50], new VectorQuery<int>(5)).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void SearchLike_OfAKey_LeavesTheKeyOut()
    {
        var vectors = Data.Spread(100, Dimensions, 7);
        using var index = new VectorIndex<int>(new VectorIndexOptions(Dimensions));
        index.Fill(Data.Entries(vectors));
        var answer = index.SearchLike(5, new VectorQuery<int>(10)).ShouldNotBeNull();
        answer.Matches.Select(m => m.Key).ShouldBe(Data.Nearest(Data.Keyed(vectors).Where(v => v.Item1 != 5), vectors[5], 10));
        index.SearchLike(1_000, new VectorQuery<int>(10)).ShouldBeNull();
    }

    [Fact]
    public void Keys_MayBeGuids()
    {
        using var index = new VectorIndex<Guid>(new VectorIndexOptions(Dimensions) { ExactUpTo = 100 });
        var entries = Data.Spread(2_000, Dimensions, 8).Select(v => new VectorEntry<Guid>(Guid.NewGuid(), v)).ToArray();
        index.Fill(entries);
        entries.ShouldAllBe(e => index.Contains(e.Key));
        entries.Take(100).Count(e => index.Search(e.Vector.Span, new VectorQuery<Guid>(1)).Matches[0].Key == e.Key).ShouldBe(100);
    }
}
