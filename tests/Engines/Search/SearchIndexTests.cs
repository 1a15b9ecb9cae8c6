namespace Maru.Engines.Search.Tests;

public sealed class SearchIndexTests
{
    [Fact]
    public void Search_WhenWordsMatch_PutsTheBestFirst()
    {
        var index = Catalogue.Titles("Delta shower only faucet", "Behr DeckOver coating", "Whirlpool microwave oven", "Shower curtain", "Microwave oven over the range 1.9 cu. ft.");

        var found = index.Search(new SearchRequest { Text = "microwave over range", Matching = Matching.Any });

        found.Hits.Select(h => h.Id).ShouldBe(["4", "2"]);
    }
}
