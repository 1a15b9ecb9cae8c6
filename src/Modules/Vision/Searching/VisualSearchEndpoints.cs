using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Maru.Modules.Vision.Searching;

/// <summary>Searching by picture, and goods like one of ours.</summary>
internal static class VisualSearchEndpoints
{
    // The picture and the form around it.
    private const long MostBytes = PictureReader.MostBytes + (64 << 10);

    public static void Map(ModuleRoutes routes)
    {
        routes.Api.MapPost("/visual-search", SearchAsync).WithName("SearchByPicture").Accepts<IFormFile>("multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(multipartBodyLengthLimit: MostBytes, bufferBodyLengthLimit: MostBytes, memoryBufferThreshold: (int)MostBytes)
            .DisableAntiforgery().Limited(RateLimits.Search).ProducesProblem(400).ProducesProblem(413).ProducesProblem(422).ProducesProblem(503);
        routes.Api.MapGet("/visual-search", SearchAgainAsync).WithName("SearchAgainByPicture").Limited(RateLimits.Search).ProducesProblem(400).ProducesProblem(410);
        routes.Api.MapGet("/products/{idOrSlug}/similar", SimilarAsync).WithName("SimilarProducts").ProducesProblem(404);
        routes.Api.MapGet("/products/{idOrSlug}/goes-with", GoesWithAsync).WithName("ProductsThatGoWith").ProducesProblem(404);
    }

    private static async Task<Results<Ok<VisualAnswerBody>, ProblemHttpResult>> SearchAsync(HttpRequest request, IVision vision, Caller caller, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return ValidationFailure.Of("image", "is needed, as a part of a form (multipart/form-data)").ToProblem();
        }

        var form = await request.ReadFormAsync(ct);
        var values = new FilterReader(name => form[name].ToString() is { Length: > 0 } inForm ? inForm : request.Query[name].ToString());
        var crop = values.Crop();
        var filter = values.Filter();
        values.Errors.Unless(form.Files["image"] is { Length: > 0 }, "image", "is needed and must not be empty");
        if (values.Errors.ToFailure() is { } failure)
        {
            return failure.ToProblem();
        }

        using var content = new MemoryStream((int)form.Files["image"]!.Length);
        await form.Files["image"]!.CopyToAsync(content, ct);
        var answer = await vision.SearchAsync(new VisualSearch(content.ToArray(), crop, filter) { User = caller.User }, ct);
        return answer.Succeeded ? TypedResults.Ok(VisualAnswerBody.Of(answer.Value, LanguageOf(request))) : answer.Failure.ToProblem();
    }

    private static async Task<Results<Ok<MatchList>, ProblemHttpResult>> SearchAgainAsync(string look, HttpRequest request, IVision vision, CancellationToken ct)
    {
        var values = new FilterReader(name => request.Query[name].ToString());
        var filter = values.Filter();
        return values.Errors.ToFailure() is { } failure ? failure.ToProblem() : Answer(await vision.SearchAgainAsync(look, filter, ct), request);
    }

    private static async Task<Results<Ok<MatchList>, ProblemHttpResult>> SimilarAsync(
        string idOrSlug, HttpRequest request, IVision vision, ICatalogBrowsing catalog, CancellationToken ct, bool sameCategory = true, bool inStock = true)
    {
        var values = new FilterReader(name => name == "inStock" ? "" : request.Query[name].ToString());
        var filter = values.Filter();
        return values.Errors.ToFailure() is { } failure ? failure.ToProblem()
            : await catalog.FindAsync(idOrSlug, filter.Currency, ct) is not { } product ? new Contracts.NotFound("product").ToProblem()
            : Answer(await vision.SimilarAsync(product.Id, new SimilarQuery(filter.Currency, sameCategory, inStock, filter.Count), ct), request);
    }

    private static async Task<Results<Ok<MatchList>, ProblemHttpResult>> GoesWithAsync(string idOrSlug, HttpRequest request, IVision vision, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var values = new FilterReader(name => request.Query[name].ToString());
        var filter = values.Filter();
        return values.Errors.ToFailure() is { } failure ? failure.ToProblem()
            : await catalog.FindAsync(idOrSlug, filter.Currency, ct) is not { } product ? new Contracts.NotFound("product").ToProblem()
            : Answer(await vision.GoesWithAsync(product.Id, filter.Count, filter.Currency, ct), request);
    }

    private static Results<Ok<MatchList>, ProblemHttpResult> Answer(Result<VisualMatches> matches, HttpRequest request) => matches.Succeeded
        ? TypedResults.Ok(new MatchList([.. matches.Value.Items.Select(m => MatchCard.Of(m, LanguageOf(request)))]))
        : matches.Failure.ToProblem();

    /// <summary>"ko" or "en": the parameter "lang", else what the browser asks for first.</summary>
    private static string LanguageOf(HttpRequest request) =>
        (request.Query["lang"].ToString() is { Length: > 0 } lang ? lang : request.Headers.AcceptLanguage.ToString()).StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? "ko" : "en";

    /// <summary>Reads filters from a form or an address; what is given must make sense.</summary>
    private sealed class FilterReader(Func<string, string> read)
    {
        private const long MostMoney = 1_000_000_000_000;

        public FieldErrors Errors { get; } = new();

        public VisualFilter Filter()
        {
            var currency = Currency.Krw;
            var code = read("currency");
            Errors.Unless(code.Length == 0 || Currency.TryParse(code, null, out currency), "currency", "must be KRW, USD, EUR or JPY");
            var inStock = read("inStock");
            Errors.Unless(inStock is "" or "true" or "false", "inStock", "must be true or false");
            var (min, max) = (Number("minPrice", 0, MostMoney), Number("maxPrice", 0, MostMoney));
            Errors.Unless(min is null || max is null || min <= max, "maxPrice", "must not be below minPrice");
            return new VisualFilter(
                currency, read("category") is { Length: > 0 } category ? category : null, min, max, inStock == "true", (int)(Number("k", 1, VisualFilter.MostCount) ?? VisualFilter.DefaultCount));
        }

        /// <summary>All four or none.</summary>
        public PictureArea? Crop()
        {
            double?[] parts = [Share("x"), Share("y"), Share("w"), Share("h")];
            if (parts.All(p => p is null))
            {
                return null;
            }

            var valid = parts.All(p => p is not null) && parts[2] > 0 && parts[3] > 0 && parts[0] + parts[2] <= 1.0001 && parts[1] + parts[3] <= 1.0001;
            Errors.Unless(valid, "crop", "needs x, y, w and h, in shares of the picture from 0 to 1, and must lie inside it");
            return valid ? new PictureArea(parts[0]!.Value, parts[1]!.Value, parts[2]!.Value, parts[3]!.Value) : null;
        }

        private double? Share(string name)
        {
            var text = read(name);
            var valid = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1;
            Errors.Unless(text.Length == 0 || valid, name, "must be a share from 0 to 1");
            return valid ? value : null;
        }

        private long? Number(string name, long min, long max)
        {
            var text = read(name);
            var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max;
            Errors.Unless(text.Length == 0 || valid, name, $"must be a whole number from {min} to {max}");
            return valid ? value : null;
        }
    }
}
