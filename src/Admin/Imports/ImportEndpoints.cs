using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Platform;
using Maru.Platform.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Imports;

/// <summary>Goods from a file: first a dry run that shows what would happen and what is wrong, then the same file for real.</summary>
internal static class ImportEndpoints
{
    private const long MostBytes = 256 << 20;
    private const int Remembered = 30;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/imports", Permissions.CatalogRead, async (HttpContext context, [FromServices] ICatalogFiles files, [FromServices] ISellers sellers, CancellationToken ct) =>
            Pages.Show<ImportListPage>(context, Desk.Of(context), new
            {
                Runs = await files.ListImportsAsync(Remembered, ct), Sellers = (await sellers.ListAsync(SellerStatus.Approved, null, new PageRequest(1, PageRequest.MaxSize), ct)).Items,
            }));
        root.MapForm("/imports", Permissions.CatalogWrite, StartAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(multipartBodyLengthLimit: MostBytes, bufferBodyLengthLimit: MostBytes);
        root.MapPage("/imports/{id:guid}", Permissions.CatalogRead, async (Guid id, HttpContext context, [FromServices] ICatalogFiles files, [FromServices] DataDirectory data, CancellationToken ct) =>
            await files.FindImportAsync(id, ct) is { } run
                ? Pages.Show<ImportPage>(context, Desk.Of(context), new { Run = run, Kept = run.DryRun && Upload.OfRun(data, id) is not null })
                : Pages.NotFound(context, Desk.Of(context)));
        root.MapForm("/imports/{id:guid}/apply", Permissions.CatalogWrite, ApplyAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext context, [FromServices] ICatalogFiles files, [FromServices] DataDirectory data, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        if (form.File("file") is not { } file)
        {
            new Said(false, desk.Say("먼저 파일을 골라 주세요.", "Choose a file first.")).Keep(context);
            return PageForms.SeeOther("/admin/imports");
        }

        var upload = await Upload.KeepAsync(data, file, ct);
        var import = new ImportFile(
            upload.Path, form.Choice<FileFormat>("format"), Currency.TryParse(form.Text("currency"), null, out var currency) ? currency : Currency.Krw,
            SellerId.TryParse(form.Text("seller"), null, out var seller) ? seller : Contracts.Catalog.Sellers.House, DryRun: !form.IsOn("now"), Path.GetFileName(file.FileName))
        {
            Temporary = form.IsOn("now"),
        };
        return await RunAsync(context, files, upload, import, data, ct);
    }

    /// <summary>The file of a dry run, for real.</summary>
    private static async Task<IResult> ApplyAsync(Guid id, HttpContext context, [FromServices] ICatalogFiles files, [FromServices] DataDirectory data, CancellationToken ct) =>
        Upload.OfRun(data, id) is { } upload
            ? await RunAsync(context, files, upload, upload.Asked! with { DryRun = false, Temporary = true }, data, ct)
            : Pages.NotFound(context, Desk.Of(context));

    private static async Task<IResult> RunAsync(HttpContext context, ICatalogFiles files, Upload upload, ImportFile import, DataDirectory data, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var run = await files.StartImportAsync(import, ct);
        if (!run.Succeeded)
        {
            upload.Forget();
        }
        else if (import.DryRun)
        {
            await upload.RememberAsync(data, run.Value.Id, import, ct);
        }
        else
        {
            upload.ForgetAsked();
        }

        return Pages.After(context, run, r => $"/imports/{r.Id}", "/imports", import.DryRun ? desk.Say("무엇이 바뀔지 보고 있어요.", "Looking at what would change.") : desk.Say("들이고 있어요.", "Importing."));
    }
}
