using Maru.Contracts.Search;
using Maru.Platform.Auth;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Http;

/// <summary>Has searches noted, for those who answer them.</summary>
public static class SearchVisitors
{
    /// <summary>On the answer to a search: the id by which a click names it.</summary>
    public const string IdHeader = "Search-Id";

    /// <returns>The search's id, also put on the answer; null if nothing can be noted now, which is no reason not to answer.</returns>
    public static async Task<Guid?> NoteAsync(this ISearchRecords records, HttpContext context, string text, string language, int total, bool allWords)
    {
        var headers = context.Request.Headers;
        var caller = context.Caller();
        var id = Guid.CreateVersion7();
        var visitor = new SearchVisitor(
            caller.User, caller.ApiKeyId, context.Connection.RemoteIpAddress?.ToString() ?? "", headers.UserAgent.ToString(), headers["Sec-GPC"] == "1" || headers["DNT"] == "1");
        try
        {
            await records.SearchedAsync(new SearchSeen(id, text, language, total, allWords, visitor), context.RequestAborted);
        }
        catch (Exception e) when (e is ModuleUnreachableException or HttpRequestException)
        {
            return null;
        }

        context.Response.Headers[IdHeader] = id.ToString();
        return id;
    }
}
