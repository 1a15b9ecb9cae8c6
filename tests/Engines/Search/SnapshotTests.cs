namespace Maru.Engines.Search.Tests;

public sealed class SnapshotTests : IDisposable
{
    private static readonly SearchSchema Schema = new() { Texts = [new TextField("title")], Facets = [new FacetField("brand")], Numbers = ["price"] };
    private readonly string _path = Path.Combine(Path.GetTempPath(), "maru-search-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_WhenSaved_AnswersTheSame()
    {
        var index = Filled();
        index.Save(_path);

        var loaded = SearchIndex.Load(_path, Schema).Index.ShouldNotBeNull();

        var request = new SearchRequest { Text = "나이키 운동화", Facets = [new FacetRequest("brand")], Filters = [new RangeFilter("price", 5)] };
        loaded.Search(request).Hits.Select(h => h.Id).ShouldBe(index.Search(request).Hits.Select(h => h.Id));
        loaded.Search(request).Facets[0].Values.ShouldBe(index.Search(request).Facets[0].Values);
        loaded.Upsert(new SearchDocument { Id = "gone", Version = 1, Texts = new Dictionary<string, string>() }).ShouldBeFalse("it was removed at version 7");
        loaded.Upsert(new SearchDocument { Id = "1", Version = 0, Texts = new Dictionary<string, string>() }).ShouldBeFalse("version 1 is in the snapshot");
    }

    [Fact]
    public void Load_WhenCutAtAnyByte_IsRefused()
    {
        Filled().Save(_path);
        var whole = File.ReadAllBytes(_path);
        for (var length = 0; length < whole.Length; length += 1 + (length / 64))
        {
            File.WriteAllBytes(_path, whole[..length]);
            SearchIndex.Load(_path, Schema).Index.ShouldBeNull($"cut at {length} of {whole.Length}");
        }
    }

    [Fact]
    public void Load_WhenAnyByteIsChanged_IsRefused()
    {
        Filled().Save(_path);
        var whole = File.ReadAllBytes(_path);
        for (var at = 0; at < whole.Length; at += 1 + (at / 64))
        {
            whole[at] ^= 0x10;
            File.WriteAllBytes(_path, whole);
            SearchIndex.Load(_path, Schema).Index.ShouldBeNull($"changed at {at}");
            whole[at] ^= 0x10;
        }
    }

    [Fact]
    public void Load_WhenTheFieldsAreOthers_IsRefused()
    {
        Filled().Save(_path);
        SearchIndex.Load(_path, Schema with { Numbers = ["weight"] }).Refused.ShouldBe("it is of an index with other fields");
        SearchIndex.Load(_path + ".none", Schema).Refused.ShouldBe("there is none");
    }

    [Fact]
    public void Save_WhenTheIndexIsEmpty_CanBeLoaded()
    {
        new SearchIndex(Schema).Save(_path);
        SearchIndex.Load(_path, Schema).Index.ShouldNotBeNull().Count.ShouldBe(0);
    }

    private static SearchIndex Filled()
    {
        var index = new SearchIndex(Schema);
        string[] titles = ["나이키 에어 운동화", "아디다스 운동화", "Nike running shoe", "나이키 티셔츠"];
        for (var i = 0; i < titles.Length; i++)
        {
            index.Upsert(new SearchDocument
            {
                Id = i.ToString(), Version = 1, Texts = new Dictionary<string, string> { ["title"] = titles[i] },
                Facets = new Dictionary<string, IReadOnlyList<string>> { ["brand"] = [titles[i].Split(' ')[0]] }, Numbers = new Dictionary<string, double> { ["price"] = i * 10 },
            });
            index.Refresh();
        }

        index.Remove("gone", 7);
        index.Refresh();
        return index;
    }
}
