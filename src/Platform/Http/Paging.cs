using System.Globalization;
using Maru.Contracts;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Http;

/// <summary>Binds <c>?page&amp;pageSize</c>; both optional. A page below 1 or a size outside 1..100 is a bad request.</summary>
public readonly record struct Paging(PageRequest Page)
{
    public static ValueTask<Paging> BindAsync(HttpContext context)
    {
        var page = Read(context, "page", 1, 1_000_000);
        var size = Read(context, "pageSize", PageRequest.DefaultSize, PageRequest.MaxSize);
        return ValueTask.FromResult(new Paging(new PageRequest(page, size)));
    }

    private static int Read(HttpContext context, string name, int fallback, int max)
    {
        var text = context.Request.Query[name];
        if (text.Count == 0)
        {
            return fallback;
        }

        return text.Count == 1 && int.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max
            ? value
            : throw new BadHttpRequestException($"'{name}' must be a whole number from 1 to {max}.");
    }
}
