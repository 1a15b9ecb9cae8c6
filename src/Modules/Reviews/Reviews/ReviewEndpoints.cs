using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>Reviews over HTTP. A product is named by its id or its slug.</summary>
internal static class ReviewEndpoints
{
    private const long MostPictureBytes = 16 << 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/products/{product}/reviews", ListAsync).WithName("ListReviews");
        api.MapPost("/products/{product}/reviews", WriteAsync).RequireUser().WithName("WriteReview");
        api.MapGet("/products/{product}/rating", RatingAsync).WithName("GetRating");
        api.MapGet("/products/{product}/rating/proof", ProofAsync).WithName("GetRatingProof");
        api.MapGet("/ratings", RatingsAsync).WithName("GetRatings");
        api.MapGet("/reviews/{id}", FindAsync).WithName("GetReview");
        api.MapPut("/reviews/{id}", EditAsync).RequireUser().WithName("EditReview");
        api.MapDelete("/reviews/{id}", async (ReviewId id, Caller caller, IReviews reviews, CancellationToken ct) =>
            (await reviews.WithdrawAsync(id, caller.User!.Value, ct)).ToNoContent()).RequireUser().WithName("WithdrawReview");
        api.MapPut("/reviews/{id}/helpful", (ReviewId id, Caller caller, IReviews reviews, CancellationToken ct) => VoteAsync(id, true, caller, reviews, ct))
            .RequireUser().WithName("FindReviewHelpful");
        api.MapDelete("/reviews/{id}/helpful", (ReviewId id, Caller caller, IReviews reviews, CancellationToken ct) => VoteAsync(id, false, caller, reviews, ct))
            .RequireUser().WithName("TakeBackReviewHelpful");
        api.MapPost("/reviews/{id}/reports", async (ReviewId id, AbuseReport report, Caller caller, IReviews reviews, CancellationToken ct) =>
            (await reviews.ReportAsync(id, caller.User!.Value, report, ct)).ToNoContent()).RequireUser().WithName("ReportReview");
        api.MapPost("/reviews/pictures", StorePictureAsync).RequireUser().WithName("StoreReviewPicture")
            .WithMetadata(new RequestSizeLimitAttribute(MostPictureBytes + 4096)).WithFormOptions(multipartBodyLengthLimit: MostPictureBytes);
        api.MapGet("/me/reviews", async (Caller caller, Paging paging, IReviews reviews, CancellationToken ct) =>
            TypedResults.Ok(await reviews.ListOfMemberAsync(caller.User!.Value, paging.Page, ct))).RequireUser().WithName("ListMyReviews");
        api.MapGet("/me/reviews/open", async (Caller caller, Paging paging, IReviews reviews, CancellationToken ct, ProductId? product = null) =>
            TypedResults.Ok(await reviews.ListOpenAsync(caller.User!.Value, product, paging.Page, ct))).RequireUser().WithName("ListOpenReviews");
    }

    public static async Task<ProductId?> ProductAsync(string idOrSlug, ICatalogBrowsing catalog, CancellationToken ct) =>
        (await catalog.FindAsync(idOrSlug, Currency.Krw, ct))?.Id;

    public static ReviewAuthor AuthorOf(Caller caller, HttpContext context) => new(caller.User!.Value, context.Connection.RemoteIpAddress?.ToString());

    private static async Task<Results<Ok<ReviewListing>, ProblemHttpResult>> ListAsync(
        string product, Caller caller, IReviews reviews, ICatalogBrowsing catalog, Paging paging, CancellationToken ct, Choice<ReviewSort>? sort = null, int? stars = null,
        string? language = null, bool pictures = false, bool verified = false)
    {
        var invalid = new FieldErrors()
            .Unless(stars is null or (>= 1 and <= 5), "stars", "must be from 1 to 5")
            .Unless(language is null or "ko" or "en", "language", "must be ko or en")
            .ToFailure();
        if (invalid is not null)
        {
            return invalid.ToProblem();
        }

        return await ProductAsync(product, catalog, ct) is { } id
            ? TypedResults.Ok(await reviews.ListAsync(new ReviewQuery(id, sort?.Value ?? ReviewSort.Newest, paging.Page, stars, language, pictures, verified, caller.User), ct))
            : new Contracts.NotFound("product").ToProblem();
    }

    private static async Task<Results<Created<ReviewView>, ProblemHttpResult>> WriteAsync(
        string product, WriteReviewBody body, Caller caller, IReviews reviews, HttpContext context, CancellationToken ct)
    {
        // By id, so that what was bought can be reviewed when it is no longer sold.
        if (!ProductId.TryParse(product, null, out var id))
        {
            return new Contracts.NotFound("product").ToProblem();
        }

        var content = new ReviewContent(body.Stars, body.Title, body.Text, body.Language, body.Pictures, body.Fit);
        var written = await reviews.WriteAsync(new ReviewDraft(id, content, body.OrderId, body.Line), AuthorOf(caller, context), ct);
        return written.Succeeded ? TypedResults.Created($"/api/v1/reviews/{written.Value.Id}", written.Value) : written.Failure.ToProblem();
    }

    private static async Task<Results<Ok<RatingSummary>, ProblemHttpResult>> RatingAsync(string product, IReviews reviews, ICatalogBrowsing catalog, CancellationToken ct)
    {
        if (await ProductAsync(product, catalog, ct) is not { } id)
        {
            return new Contracts.NotFound("product").ToProblem();
        }

        return TypedResults.Ok((await reviews.GetRatingsAsync([id], ct)).GetValueOrDefault(id) ?? new RatingSummary(id, 0, 0, 0, [0, 0, 0, 0, 0]));
    }

    private static async Task<Results<Ok<RatingProof>, ProblemHttpResult>> ProofAsync(string product, IReviews reviews, ICatalogBrowsing catalog, CancellationToken ct) =>
        await ProductAsync(product, catalog, ct) is { } id ? TypedResults.Ok(await reviews.ProveRatingAsync(id, ct)) : new Contracts.NotFound("product").ToProblem();

    private static async Task<Results<Ok<IEnumerable<RatingSummary>>, ProblemHttpResult>> RatingsAsync(ProductId[] product, IReviews reviews, CancellationToken ct) =>
        product.Length is 0 or > 100
            ? ValidationFailure.Of("product", "must be given 1 to 100 times").ToProblem()
            : TypedResults.Ok((await reviews.GetRatingsAsync(product, ct)).Values);

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> FindAsync(ReviewId id, Caller caller, IReviews reviews, CancellationToken ct) =>
        await reviews.FindAsync(id, caller.User, ct) is { } review ? TypedResults.Ok(review) : new Contracts.NotFound("review").ToProblem();

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> EditAsync(
        ReviewId id, ReviewContent content, Caller caller, IReviews reviews, HttpContext context, CancellationToken ct) =>
        (await reviews.EditAsync(id, content, AuthorOf(caller, context), ct)).ToResult();

    private static async Task<Results<Ok<HelpfulVoices>, ProblemHttpResult>> VoteAsync(ReviewId id, bool helpful, Caller caller, IReviews reviews, CancellationToken ct)
    {
        var count = await reviews.VoteAsync(id, caller.User!.Value, helpful, ct);
        return count.Succeeded ? TypedResults.Ok(new HelpfulVoices(count.Value)) : count.Failure.ToProblem();
    }

    private static async Task<Results<Created<ReviewPicture>, ProblemHttpResult>> StorePictureAsync(HttpRequest request, Caller caller, IReviews reviews, CancellationToken ct)
    {
        if (!request.HasFormContentType || (await request.ReadFormAsync(ct)).Files["picture"] is not { } file)
        {
            return ValidationFailure.Of("picture", "must come in a form (multipart/form-data)").ToProblem();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        var stored = await reviews.StorePictureAsync(caller.User!.Value, content.ToArray(), ct);
        return stored.Succeeded ? TypedResults.Created(stored.Value.At(640), stored.Value) : stored.Failure.ToProblem();
    }
}

internal sealed record WriteReviewBody(
    int Stars, string? Title, string Text, string? Language = null, IReadOnlyList<string>? Pictures = null, ReviewFit? Fit = null, OrderId? OrderId = null, int? Line = null);

internal sealed record HelpfulVoices(int HelpfulCount);
