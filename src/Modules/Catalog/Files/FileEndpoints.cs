using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Platform;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Maru.Modules.Catalog.Files;

/// <summary>Imports and exports over HTTP. A form brings the file; with dryRun=true nothing is changed and the answer's address tells what would be.</summary>
internal static class FileEndpoints
{
    private const long MostBytes = 256 << 20;

    public static void Map(ModuleRoutes routes)
    {
        routes.Admin.MapPost("/imports", StartAsync).RequirePermission(Permissions.CatalogWrite)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(multipartBodyLengthLimit: MostBytes, bufferBodyLengthLimit: MostBytes);
        routes.Admin.MapGet("/imports", async (ICatalogFiles files, CancellationToken ct) => new { items = await files.ListImportsAsync(50, ct) }).RequirePermission(Permissions.CatalogRead);
        routes.Admin.MapGet("/imports/{id:guid}", FindAsync).RequirePermission(Permissions.CatalogRead);
        routes.Admin.MapGet("/exports/{format}", ExportAsync).RequirePermission(Permissions.CatalogRead);
    }

    private static async Task<Results<Accepted<ImportRun>, ProblemHttpResult>> StartAsync(HttpRequest request, ICatalogFiles files, DataDirectory data, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return ValidationFailure.Of("file", "must come in a form (multipart/form-data)").ToProblem();
        }

        var form = await request.ReadFormAsync(ct);
        var errors = new FieldErrors().Unless(form.Files["file"] is not null, "file", "is needed");
        var format = FormatOf(form["format"]);
        errors.Unless(form["format"].Count == 0 || format is not null, "format", "must be shopify, google, google-xml or jsonl");
        var currency = Currency.Usd;
        errors.Unless(form["currency"].Count == 0 || Currency.TryParse(form["currency"], null, out currency), "currency", "must be KRW, USD, EUR or JPY");
        var seller = Sellers.House;
        errors.Unless(form["seller"].Count == 0 || SellerId.TryParse(form["seller"], null, out seller), "seller", "must be the id of a seller");
        var dryRun = false;
        errors.Unless(form["dryRun"].Count == 0 || bool.TryParse(form["dryRun"], out dryRun), "dryRun", "must be true or false");
        if (errors.ToFailure() is { } failure)
        {
            return failure.ToProblem();
        }

        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "uploads")).FullName;
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        await using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            await form.Files["file"]!.CopyToAsync(copy, ct);
        }

        var name = Path.GetFileName(form.Files["file"]!.FileName);
        var run = await files.StartImportAsync(new ImportFile(path, format, currency, seller, dryRun, name.Length > 0 ? name : "upload") { Temporary = true }, ct);
        if (run.Succeeded)
        {
            return TypedResults.Accepted($"/api/v1/admin/imports/{run.Value.Id}", run.Value);
        }

        File.Delete(path);
        return run.Failure.ToProblem();
    }

    private static async Task<Results<Ok<ImportRun>, ProblemHttpResult>> FindAsync(Guid id, ICatalogFiles files, CancellationToken ct) =>
        await files.FindImportAsync(id, ct) is { } run ? TypedResults.Ok(run) : new Contracts.NotFound("import").ToProblem();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ExportAsync(string format, string? currency, ICatalogFiles files, DataDirectory data, CancellationToken ct)
    {
        var money = Currency.Usd;
        var errors = new FieldErrors().Unless(FormatOf(format) is not null, "format", "must be shopify, google, google-xml or jsonl")
            .Unless(currency is null || Currency.TryParse(currency, null, out money), "currency", "must be KRW, USD, EUR or JPY");
        if (errors.ToFailure() is { } failure)
        {
            return failure.ToProblem();
        }

        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "uploads")).FullName;
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var report = await files.ExportAsync(new ExportFile(path, FormatOf(format)!.Value, money), ct);
        if (!report.Succeeded)
        {
            return report.Failure.ToProblem();
        }

        // Gone from the disk as soon as it is sent.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        return TypedResults.Stream(stream, "application/octet-stream", "products." + format switch { "shopify" => "csv", "google" => "tsv", "google-xml" => "xml", _ => "jsonl" });
    }

    private static FileFormat? FormatOf(string? name) => name switch
    {
        "shopify" => FileFormat.Shopify,
        "google" => FileFormat.Google,
        "google-xml" => FileFormat.GoogleXml,
        "jsonl" => FileFormat.Jsonl,
        _ => null,
    };
}
