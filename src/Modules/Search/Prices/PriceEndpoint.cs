using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Search.Index;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Search.Prices;

/// <summary>The lowest offers, for price comparison sites: by API key, each with a quota of its own.</summary>
internal static class PriceEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/price-comparison", CompareAsync).Limited(RateLimits.PriceComparison).WithName("ComparePrices").ProducesProblem(401).ProducesProblem(429);

    private static async Task<Results<Ok<PriceComparison>, ProblemHttpResult>> CompareAsync(
        HttpContext context, Caller caller, ProductIndex index, PriceBoard board, CancellationToken ct, string? q = null, ProductId? product = null, bool inStock = true, int? limit = null,
        string? lang = null)
    {
        if (caller.ApiKeyId is null)
        {
            return new ApiKeyNeeded().ToProblem();
        }

        if (string.IsNullOrWhiteSpace(q) == product is null)
        {
            return ValidationFailure.Of("q", "give either q, a keyword, or product, an id").ToProblem();
        }

        var most = Math.Clamp(limit ?? 20, 1, 100);
        var language = lang == "en" ? "en" : "ko";
        if (product is { } id)
        {
            var offers = board.Of(id).Where(o => o.InStock || !inStock).ToArray();
            return offers.Length == 0 && board.Of(id).Count == 0 ? new Contracts.NotFound("product").ToProblem() : Answer(offers.Take(most), offers.Length);
        }

        var found = await index.RankAsync(q!, ct);

        // The cheapest of what almost fits would always be something else than was asked for.
        var (lowest, total) = found.Reading.Relaxed ? ([], 0) : board.Among(found.Products, inStock, most);
        return Answer(lowest, total);

        Ok<PriceComparison> Answer(IEnumerable<ListedOffer> offers, int count) => TypedResults.Ok(new PriceComparison(
            [
                .. offers.Select(o => new ComparedOffer(
                    o.Product, o.Name.In(language), o.Sku, o.Seller.Name, o.Condition, o.Price, o.InStock, $"{context.Request.Scheme}://{context.Request.Host}/{language}/p/{o.Slug}")),
            ],
            count));
    }
}

/// <param name="Total">Products (for a keyword) or offers (of a product) there are.</param>
internal sealed record PriceComparison(IReadOnlyList<ComparedOffer> Items, int Total);

internal sealed record ComparedOffer(ProductId ProductId, string Name, string Sku, string Seller, OfferCondition Condition, Money Price, bool InStock, string Url);

internal sealed record ApiKeyNeeded() : Failure(FailureKind.Unauthenticated, "api-key-needed", "Send an API key in the header X-Api-Key.");
