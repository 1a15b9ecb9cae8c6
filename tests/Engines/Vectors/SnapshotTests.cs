namespace Maru.Engines.Vectors.Tests;

public sealed class SnapshotTests : IDisposable
{
    private const int Dimensions = 16;
    private static readonly VectorIndexOptions Options = new(Dimensions, VectorMetric.L2, "net-1") { ExactUpTo = 300, Threads = 2 };
    private readonly string _folder = Directory.CreateTempSubdirectory("maru-vectors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(2_000)]
    [InlineData(17_000)]
    public void Load_OfWhatWasSaved_AnswersAsBeforeAndGoesOn(int count)
    {
        var vectors = Data.Clustered(count + 600, Dimensions, 10, 1);
        using var index = new VectorIndex<int>(Options);
        index.Fill(Data.Entries(vectors[..count], i => new VectorAttributes(i % 7, i, i % 2 == 0)));
        for (var i = 0; i < count; i += 5)
        {
            index.Remove(i);
        }
        index.Save(File("a"));
        using var loaded = Load(File("a"));

        loaded.Count.ShouldBe(index.Count);
        var filter = new VectorFilter<int>(Categories: [3], InStockOnly: true);
        foreach (var query in vectors[count..(count + 50)])
        {
            loaded.Search(query, new VectorQuery<int>(5, 64)).Matches.ShouldBe(index.Search(query, new VectorQuery<int>(5, 64)).Matches);
            loaded.Search(query, new VectorQuery<int>(5, 64, filter)).Matches.ShouldBe(index.Search(query, new VectorQuery<int>(5, 64, filter)).Matches);
        }

        // Writing goes to memory of its own: the file still opens as it was.
        for (var i = 0; i < 600; i++)
        {
            loaded.Set(100_000 + i, vectors[count + i]).ShouldBe(VectorStatus.Ok);
        }
        Enumerable.Range(0, 600).Count(i => loaded.Search(vectors[count + i], new VectorQuery<int>(1)).Matches[0].Key == 100_000 + i).ShouldBeGreaterThan(594);
        using var again = Load(File("a"));
        again.Count.ShouldBe(index.Count);
        loaded.Save(File("a"));
        using var both = Load(File("a"));
        both.Count.ShouldBe(index.Count + 600);
    }

    [Fact]
    public void Load_OfAFileCutAnywhere_IsRefused()
    {
        var whole = Saved();
        // Every length up to the second page, then steps that share no factor with the page.
        for (var length = 0; length < whole.Length; length += length < 5_000 ? 1 : 997)
        {
            Problem(whole[..length]).ShouldBe(SnapshotProblem.Damaged);
        }
        Problem(whole[..^1]).ShouldBe(SnapshotProblem.Damaged);
        Problem([.. whole, 0]).ShouldBe(SnapshotProblem.Damaged);
        Problem(whole).ShouldBe(SnapshotProblem.None);
    }

    [Fact]
    public void Load_OfAFileWithOneBitChanged_IsRefusedOrTheBitLaysBetweenSections()
    {
        var whole = Saved();
        var random = new Random(2);
        var refused = 0;
        for (var i = 0; i < 600; i++)
        {
            var changed = whole.ToArray();
            var at = i < 200 ? random.Next(4_096) : random.Next(whole.Length);
            changed[at] ^= (byte)(1 << random.Next(8));
            var problem = Problem(changed);
            if (problem == SnapshotProblem.None)
            {
                // Only the filling up to a page's end is without a checksum.
                whole[at].ShouldBe((byte)0);
                at.ShouldBeGreaterThanOrEqualTo(4_096);
            }
            refused += problem == SnapshotProblem.None ? 0 : 1;
        }
        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Load_ForAnotherModelOrShape_IsRefused()
    {
        System.IO.File.WriteAllBytes(File("a"), Saved());
        VectorIndex<int>.Load(File("a"), Options with { ModelVersion = "net-2" }).Problem.ShouldBe(SnapshotProblem.OtherModel);
        VectorIndex<int>.Load(File("a"), Options with { Dimensions = 17 }).Problem.ShouldBe(SnapshotProblem.OtherShape);
        VectorIndex<int>.Load(File("a"), Options with { Metric = VectorMetric.Cosine }).Problem.ShouldBe(SnapshotProblem.OtherShape);
        VectorIndex<long>.Load(File("a"), Options).Problem.ShouldBe(SnapshotProblem.OtherShape);
        VectorIndex<int>.Load(File("b"), Options).Problem.ShouldBe(SnapshotProblem.Missing);
    }

    [Fact]
    public void Save_OverASnapshotInUse_LeavesTheOpenOneWhole()
    {
        var vectors = Data.Spread(1_000, Dimensions, 3);
        using var index = new VectorIndex<int>(Options);
        index.Fill(Data.Entries(vectors));
        index.Save(File("a"));
        using var open = Load(File("a"));
        index.Remove(1);
        index.Save(File("a"));
        Data.Recall(open, Data.Keyed(vectors), vectors[..50], new VectorQuery<int>(5)).ShouldBeGreaterThan(0.97);
        open.Contains(1).ShouldBeTrue();
    }

    [Fact]
    public void Load_AfterACrashInTheMiddleOfSaving_FindsTheSnapshotBefore()
    {
        var whole = Saved();
        System.IO.File.WriteAllBytes(File("a"), whole);
        System.IO.File.WriteAllBytes(File("a") + ".partial", whole[..5_000]);
        using var loaded = Load(File("a"));
        loaded.Save(File("a"));
        System.IO.File.Exists(File("a") + ".partial").ShouldBeFalse();
    }

    private string File(string name) => Path.Combine(_folder, name);

    private static VectorIndex<int> Load(string path) => VectorIndex<int>.Load(path, Options).Index.ShouldNotBeNull();

    private byte[] Saved()
    {
        using var index = new VectorIndex<int>(Options);
        index.Fill(Data.Entries(Data.Spread(400, Dimensions, 4)));
        index.Save(File("saved"));
        return System.IO.File.ReadAllBytes(File("saved"));
    }

    private SnapshotProblem Problem(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File("damaged"), bytes);
        var load = VectorIndex<int>.Load(File("damaged"), Options);
        load.Index?.Dispose();
        return load.Problem;
    }
}
