using Maru.Engines.Search.Ranking;

namespace Maru.Engines.Search.Tests;

public sealed class AnswerTests
{
    private static readonly SearchSchema Schema = new()
    {
        Texts = [new TextField("title")], Numbers = ["sold", "stock"],
        Signals = [new BusinessSignal("sold", 0.2, SignalShape.Logarithmic, 1000), new BusinessSignal("stock", 0.1, SignalShape.Present)],
    };

    [Fact]
    public void Explain_WhenAsked_AddsUpToTheScore()
    {
        var index = Shop(("red wool shirt", 10, 0), ("red shirt", 500, 3), ("wool sock", 0, 1));
        foreach (var hit in index.Search(new SearchRequest { Text = "red wool shirt", Matching = Matching.Any, Explain = true }).Hits)
        {
            hit.Parts.ShouldNotBeNull().Sum(p => p.Points).ShouldBe(hit.Score, 0.0001);
        }
    }

    [Fact]
    public void Formula_WhenAllIsWhole_IsOne() => Formula.Parts.Sum(p => p.Weight).ShouldBe(1, 0.0001);

    [Fact]
    public void Search_WhenWordsFitAlike_PutsWhatSellsFirst()
    {
        var index = Shop(("red shirt", 1, 1), ("red shirt", 900, 1), ("red shirt", 900, 0));
        index.Search(new SearchRequest { Text = "red shirt" }).Hits.Select(h => h.Id).ShouldBe(["1", "2", "0"]);
        index.Search(new SearchRequest()).Hits.Select(h => h.Id).ShouldBe(["1", "2", "0"]);
    }

    [Fact]
    public void Search_WhenNothingHasAllWords_SaysHowManyItAskedFor()
    {
        var index = Catalogue.Titles("red wool shirt", "blue wool sock");
        index.Search(new SearchRequest { Text = "blue wool shirt" }).Relaxed.ShouldBe(new Relaxation(3, 2));
        index.Search(new SearchRequest { Text = "red wool" }).Relaxed.ShouldBeNull();
        index.Search(new SearchRequest { Text = "blue wool shirt", Matching = Matching.All }).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("skdlzl", "나이키", CorrectionKind.Keyboard)]
    [InlineData("ㅜㅑㅏㄷ", "nike", CorrectionKind.Keyboard)]
    [InlineData("나이커", "나이키", CorrectionKind.Spelling)]
    [InlineData("runing", "running", CorrectionKind.Spelling)]
    [InlineData("ㄴㅇㅋ", "나이키", CorrectionKind.Initials)]
    public void Search_WhenTypedWrong_SaysWhatItRead(string typed, string meant, CorrectionKind kind)
    {
        var found = Catalogue.Titles("나이키 러닝화", "Nike running shoes", "양말").Search(new SearchRequest { Text = typed });
        found.Corrections.ShouldBe([new Correction(typed, meant, kind)]);
        found.Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("12\" pipe")]
    [InlineData("12in pipe")]
    [InlineData("12 inches pipe")]
    [InlineData("pipes 12-inch")]
    public void Search_WhenUnitsAreWrittenOtherwise_FindsTheSame(string query) =>
        Catalogue.Titles("Steel pipe 10 in.", "Steel pipe 12 in.", "Hose 12 ft.").Search(new SearchRequest { Text = query }).Hits[0].Id.ShouldBe("1");

    [Theory]
    [InlineData("tshirt")]
    [InlineData("t shirt")]
    [InlineData("T-Shirts")]
    public void Search_WhenWrittenTogetherOrApart_FindsTheSame(string query) =>
        Catalogue.Titles("Cotton T-shirt", "Table", "Shirt").Search(new SearchRequest { Text = query }).Hits[0].Id.ShouldBe("0");

    [Fact]
    public void Search_WhileTyping_FindsByTheBeginning() =>
        Catalogue.Titles("나이키 운동화", "아디다스 양말").Search(new SearchRequest { Text = "나이키 운ㄷ", IsBeingTyped = true }).Hits[0].Id.ShouldBe("0");

    [Fact]
    public void Rules_WhenAQueryHasThem_PinAndShowABanner()
    {
        var index = Catalogue.Titles("red shirt", "blue shirt", "green sock");
        index.Rules = new SearchRules([], [new QueryRule("Shirt ", ["2", "1"], "/sale")]);

        var found = index.Search(new SearchRequest { Text = "SHIRT" });

        found.Hits.Select(h => (h.Id, h.IsPinned)).ShouldBe([("2", true), ("1", true), ("0", false)]);
        found.Banners.ShouldBe(["/sale"]);
    }

    [Fact]
    public void Rules_WhenSynonymsGoOneWay_DoNotGoTheOther()
    {
        var index = Catalogue.Titles("sofa bed", "couch");
        index.Rules = new SearchRules([new Synonyms(["couch"], ["sofa"])], []);
        index.Search(new SearchRequest { Text = "couch" }).Total.ShouldBe(2);
        index.Search(new SearchRequest { Text = "sofa" }).Total.ShouldBe(1);
        index.Rules = new SearchRules([new Synonyms(["couch", "sofa"])], []);
        index.Search(new SearchRequest { Text = "sofa" }).Total.ShouldBe(2);
    }

    private static SearchIndex Shop(params (string Title, double Sold, double Stock)[] rows)
    {
        var index = new SearchIndex(Schema);
        for (var i = 0; i < rows.Length; i++)
        {
            index.Upsert(new SearchDocument
            {
                Id = i.ToString(), Texts = new Dictionary<string, string> { ["title"] = rows[i].Title }, Numbers = new Dictionary<string, double> { ["sold"] = rows[i].Sold, ["stock"] = rows[i].Stock },
            });
        }

        index.Refresh();
        return index;
    }
}
