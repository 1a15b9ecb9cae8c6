using System.Globalization;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Catalog.Media;

/// <summary><c>/media/{hash}/{width}.jpg</c>: only the sizes there are, so that nobody can fill the disk with others.</summary>
internal static class MediaEndpoint
{
    public static void Map(ModuleRoutes routes) => routes.Root.MapGet("/media/{hash}/{file}", GetAsync).ExcludeFromDescription();

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> GetAsync(string hash, string file, MediaStore media, HttpContext context, CancellationToken ct)
    {
        if (!DraftRules.IsHash(hash) || WidthOf(file) is not { } width || await media.FindSizeAsync(hash, width, ct) is not { } path)
        {
            return new Contracts.NotFound("picture").ToProblem();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.PhysicalFile(path, "image/jpeg");
    }

    private static int? WidthOf(string file) =>
        file.EndsWith(".jpg", StringComparison.Ordinal) && int.TryParse(file.AsSpan(0, file.Length - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
        && ProductPicture.Widths.Contains(width) ? width : null;
}
