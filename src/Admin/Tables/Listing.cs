using Maru.Admin.Shell;
using Maru.Contracts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Tables;

/// <summary>Lists: a page of rows for people, or with <c>?format=csv</c> all of them as a file.</summary>
internal static class Listing
{
    public const string Format = "format";
    private const int BatchSize = 500;
    private const int MostRows = 50_000;

    /// <param name="file">The file's name, without its ending.</param>
    /// <param name="read">Gives one page, as the module reads it.</param>
    /// <param name="parameters">The page's own, beside <c>Rows</c>.</param>
    public static async Task<IResult> ShowAsync<TPage, TRow>(
        HttpContext context, string file, IReadOnlyList<Column<TRow>> columns, Func<PageRequest, Task<Page<TRow>>> read, Func<Page<TRow>, Task<object>>? parameters = null)
        where TPage : IComponent
    {
        if (context.Request.Query[Format] == "csv")
        {
            return new CsvFile<TRow>(file, columns, AllAsync(read));
        }

        var desk = Desk.Of(context);
        var rows = await read(Pages.PageOf(context));
        return Pages.Show<TPage>(context, desk, parameters is null ? new { Rows = rows } : await parameters(rows));
    }

    /// <summary>A page of what is held in memory: those with the words of ?q, sorted as ?sort says.</summary>
    public static Page<TRow> Of<TRow>(HttpContext context, IReadOnlyList<TRow> all, IReadOnlyList<Column<TRow>> columns, PageRequest page)
    {
        IEnumerable<TRow> rows = all;
        if (Pages.TextOf(context, "q") is { } words)
        {
            rows = rows.Where(r => columns.Any(c => c.Text(r).Contains(words, StringComparison.OrdinalIgnoreCase)));
        }

        if (Pages.TextOf(context, "sort") is { } sort && columns.FirstOrDefault(c => c.Key == sort.TrimStart('-'))?.By is { } by)
        {
            rows = sort[0] == '-' ? rows.OrderByDescending(by) : rows.OrderBy(by);
        }

        var found = rows.ToArray();
        return new Page<TRow>([.. found.Skip(page.Offset).Take(page.Size)], found.Length, page.Number, page.Size);
    }

    private static async IAsyncEnumerable<TRow> AllAsync<TRow>(Func<PageRequest, Task<Page<TRow>>> read)
    {
        for (var number = 1; number <= MostRows / BatchSize; number++)
        {
            var page = await read(new PageRequest(number, BatchSize));
            foreach (var row in page.Items)
            {
                yield return row;
            }

            if (page.Items.Count < BatchSize)
            {
                yield break;
            }
        }
    }
}
