using System.Text;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Tables;

/// <summary>A list as a file, written while it is read.</summary>
internal sealed class CsvFile<TRow>(string name, IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<TRow> rows) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        var written = columns.Where(c => !c.OnPageOnly).ToArray();

        // Without the mark Excel takes Hangul for another code page.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 14, leaveOpen: true);
        await writer.WriteAsync(CsvText.Line(written.Select(c => c.Title)));
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            await writer.WriteAsync(CsvText.Line(written.Select(c => (c.InFile ?? c.Text)(row))));
        }
    }
}
