using System.Globalization;
using Maru.Contracts.Search;
using Maru.Platform.Remote;

namespace Maru.Modules.Catalog.Browsing;

/// <summary>Asks the search what a text means.</summary>
internal sealed class TextRanking(ISearchRanking search, TimeProvider time)
{
    /// <summary>So long a written answer to a text may be given again: the search's index moves on without the shelf's knowledge.</summary>
    private const int KeptSeconds = 2;

    /// <returns>Null without a text, and while the search cannot be reached: a shop that finds plain words only is better than one that finds nothing.</returns>
    public async Task<SearchRanking?> OfAsync(string? text, CancellationToken ct)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return await search.RankAsync(text, ct);
        }
        catch (Exception e) when (e is ModuleUnreachableException or HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The name under which the answer to a request is kept.</summary>
    public string KeyOf(string request) => request.Contains("q=", StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"{request} {time.GetUtcNow().ToUnixTimeSeconds() / KeptSeconds}")
        : request;
}
