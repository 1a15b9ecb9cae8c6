using Maru.Contracts;
using Maru.Modules.Search.Records;
using Maru.Platform.Configuration;

namespace Maru.Modules.Search.Trends;

/// <summary>Words with which no query is shown to others.</summary>
internal sealed class BlockedWords(ISettings settings)
{
    public static readonly Setting<string> Words = Setting.Line(
        "search.blockedWords", "sex, porn, fuck, 섹스, 야동, 씨발, 시발, 개새끼", 2000, new LocalizedText("숨길 검색어", "Words kept out of trends"),
        new LocalizedText("쉼표로 나눕니다. 이 말이 든 검색어는 인기·연관 검색어에 나오지 않습니다.", "Separated by commas. A query with one of them is not shown among trending and related searches."));

    public bool Has(QueryText query) => Has(query.Key);

    public bool Has(string key)
    {
        foreach (var word in settings.Get(Words).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (key.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
