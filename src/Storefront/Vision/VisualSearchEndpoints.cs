using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Vision;

/// <summary>Searching by picture. A plain form sends the picture; filters and regions are links that carry what was seen, so the picture is sent once and kept nowhere.</summary>
internal static class VisualSearchEndpoints
{
    private const long MostBytes = 13L << 20;
    private const int MostShown = 24;

    /// <summary>A picture up to this size comes back inside the page, for browsers without scripts to show.</summary>
    private const int MostPreview = 2 << 20;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/visual-search", ShowAsync);
        root.MapForm("/visual-search", SearchAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IVision vision, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var query = context.Request.Query;
        var filter = Read(name => query[name].ToString(), visit);
        if (query["look"].ToString() is not { Length: > 0 } look)
        {
            return await PageAsync(context, visit, filter, null, null, null, catalog, ct);
        }

        var found = await vision.SearchAgainAsync(look, filter, ct);
        return found.Succeeded
            ? await PageAsync(context, visit, filter, [new SeenRegion(PictureArea.Whole, "", look, found.Value.Items)], null, null, catalog, ct)
            : await PageAsync(context, visit, filter, null, null, found.Failure, catalog, ct);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, IVision vision, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        IFormCollection form;
        try
        {
            // In memory, not in a file: nothing of the picture is left behind.
            form = await context.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = (int)MostBytes, MultipartBodyLengthLimit = MostBytes }, ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or InvalidOperationException)
        {
            var refused = e is InvalidOperationException
                ? new PictureRefused(PictureProblem.NotSupported, e.Message)
                : new PictureRefused(PictureProblem.TooLarge, e.Message);
            return await PageAsync(context, visit, Read(_ => "", visit), null, null, refused, catalog, ct);
        }

        var filter = Read(name => form[name].ToString(), visit);
        if (form.Files.FirstOrDefault(f => f.Name == "image" && f.Length > 0) is not { } file)
        {
            return await PageAsync(context, visit, filter, null, null, ValidationFailure.Of("image", "is needed"), catalog, ct);
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        var picture = content.ToArray();
        var found = await vision.SearchAsync(new VisualSearch(picture, CropOf(form), filter) { User = visit.Caller.User }, ct);
        var preview = found.Succeeded && picture.Length <= MostPreview && form["script"].ToString().Length == 0 ? $"data:image;base64,{Convert.ToBase64String(picture)}" : null;
        return await PageAsync(context, visit, filter, found.Value?.Regions, preview, found.Failure, catalog, ct);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Visit visit, VisualFilter filter, IReadOnlyList<SeenRegion>? regions, string? preview, Failure? failure, ICatalogBrowsing catalog, CancellationToken ct) =>
        Pages.Show<VisualSearchPage>(
            context, visit with { Path = "/visual-search" },
            new { Filter = filter, Regions = regions, Preview = preview, Problem = failure is null ? null : Say(failure, visit), Categories = await catalog.CategoriesAsync(ct) },
            failure is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>A page is for people: what cannot be understood is left out rather than refused.</summary>
    private static VisualFilter Read(Func<string, string> read, Visit visit)
    {
        return new VisualFilter(
            visit.Currency, read("category") is { Length: > 0 and <= 200 } category ? category : null, Money("minPrice"), Money("maxPrice"), read("inStock") == "true", MostShown);

        // People write 30000 won and 30 dollars.
        long? Money(string name) => long.TryParse(read(name), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount < 1_000_000_000
            ? amount * (long)Math.Pow(10, visit.Currency.MinorDigits)
            : null;
    }

    private static PictureArea? CropOf(IFormCollection form)
    {
        double?[] parts = [Share("x"), Share("y"), Share("w"), Share("h")];
        return parts.All(p => p is not null) && parts[2] > 0.01 && parts[3] > 0.01
            ? new PictureArea(parts[0]!.Value, parts[1]!.Value, Math.Min(parts[2]!.Value, 1 - parts[0]!.Value), Math.Min(parts[3]!.Value, 1 - parts[1]!.Value))
            : null;

        double? Share(string name) => double.TryParse(form[name].ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null;
    }

    private static string Say(Failure failure, Visit visit) => failure switch
    {
        PictureRefused { Problem: PictureProblem.TooLarge } => visit.Say("사진이 너무 커요. 12MB까지, 작게 줄여서 올려 주세요.", "The picture is too large. Send one of up to 12 MB."),
        PictureRefused { Problem: PictureProblem.NotSupported } => visit.Say("읽을 수 없는 형식이에요. JPEG, PNG, WebP 사진을 올려 주세요.", "This kind of file cannot be read. Send a JPEG, PNG or WebP picture."),
        PictureRefused => visit.Say("사진 파일이 온전하지 않아요. 다른 사진으로 해 보세요.", "The file is damaged. Try another picture."),
        ValidationFailure => visit.Say("찾을 사진을 골라 주세요.", "Choose a picture to search with."),
        LookUnknown => visit.Say("시간이 지나 다시 볼 수 없어요. 사진을 한 번 더 올려 주세요.", "That search is over. Send the picture once more."),
        _ => Problems.Say(failure, visit),
    };
}
