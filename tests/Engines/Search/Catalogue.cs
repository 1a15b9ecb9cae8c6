namespace Maru.Engines.Search.Tests;

internal static class Catalogue
{
    /// <summary>An index of titles; their ids are 0, 1, 2.</summary>
    public static SearchIndex Titles(params string[] titles)
    {
        var index = new SearchIndex(new SearchSchema { Texts = [new TextField("title")] });
        for (var i = 0; i < titles.Length; i++)
        {
            index.Upsert(new SearchDocument { Id = i.ToString(), Texts = new Dictionary<string, string> { ["title"] = titles[i] } });
        }

        index.Refresh();
        return index;
    }
}
