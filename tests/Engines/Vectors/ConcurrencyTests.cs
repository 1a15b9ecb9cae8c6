namespace Maru.Engines.Vectors.Tests;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Searches_DuringWritesOfEveryKind_AlwaysFindWhatStays()
    {
        const int dimensions = 16;
        const int staying = 2_000;
        var vectors = Data.Clustered(4_000, dimensions, 20, 1);
        using var index = new VectorIndex<int>(new VectorIndexOptions(dimensions) { ExactUpTo = 1_000, Threads = 2 });
        index.Fill(Data.Entries(vectors[..staying]));
        using var done = new CancellationTokenSource();
        var token = TestContext.Current.CancellationToken;

        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            var random = new Random(reader);
            var (searches, missed) = (0, 0);
            var matches = new VectorMatch<int>[5];
            while (!done.IsCancellationRequested || searches < 200)
            {
                var key = random.Next(staying);
                index.Search(vectors[key], new VectorQuery<int>(5, 64), matches, out var found, out _).ShouldBe(VectorStatus.Ok);
                var keys = matches[..found].Select(m => m.Key).ToArray();
                keys.ShouldBeUnique();
                missed += keys.Contains(key) ? 0 : 1;
                searches++;
            }
            return (searches, missed);
        }, token)).ToArray();

        var writing = new Random(9);
        for (var i = 0; i < 6_000; i++)
        {
            var key = staying + writing.Next(2_000);
            if (i % 3 == 0)
            {
                index.Remove(key);
            }
            else
            {
                index.Set(key, vectors[writing.Next(staying, 4_000)].Select(x => x + (float)writing.NextDouble()).ToArray());
            }
        }
        await done.CancelAsync();

        foreach (var (searches, missed) in await Task.WhenAll(readers))
        {
            missed.ShouldBeLessThanOrEqualTo(searches / 100);
        }
    }

    [Fact]
    public async Task Search_WhileAWriterHoldsTheIndex_DoesNotWait()
    {
        using var index = new VectorIndex<int>(new VectorIndexOptions(2));
        index.Set(1, [1, 1]);
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var token = TestContext.Current.CancellationToken;
        // A list that stops the writer in the middle of its bulk, with the writers' lock held.
        var writer = Task.Run(() => index.SetAll(new Halting([new(2, new float[] { 2, 2 })], entered, leave), token), token);
        entered.Wait(token);
        index.Search([1, 1], new VectorQuery<int>(1)).Matches.ShouldBe([new VectorMatch<int>(1, 0)]);
        index.Contains(1).ShouldBeTrue();
        leave.Set();
        (await writer).ShouldBeEmpty();
        index.Count.ShouldBe(2);
    }

    private sealed class Halting(VectorEntry<int>[] entries, ManualResetEventSlim entered, ManualResetEventSlim leave) : IReadOnlyList<VectorEntry<int>>
    {
        private int _reads;

        public int Count => entries.Length;

        public VectorEntry<int> this[int index]
        {
            get
            {
                // Once to be checked, once for its key, then with the lock.
                if (++_reads == 3)
                {
                    entered.Set();
                    leave.Wait();
                }
                return entries[index];
            }
        }

        public IEnumerator<VectorEntry<int>> GetEnumerator() => ((IEnumerable<VectorEntry<int>>)entries).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => entries.GetEnumerator();
    }
}
