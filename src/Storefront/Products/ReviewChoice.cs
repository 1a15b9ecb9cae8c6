using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Reviews;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Products;

/// <summary>Which reviews the shopper wants to see, as the page's address says.</summary>
public sealed record ReviewChoice(ReviewSort Sort, int? Stars, bool WithPictures, bool VerifiedOnly, int Page)
{
    private const int PageSize = 6;
    private const int LastPage = 10_000;

    public bool IsFiltered => Stars is not null || WithPictures || VerifiedOnly;

    public static ReviewChoice Read(IQueryCollection query)
    {
        return new ReviewChoice(
            query["reviews"].ToString() switch { "helpful" => ReviewSort.Helpful, "highest" => ReviewSort.Highest, "lowest" => ReviewSort.Lowest, _ => ReviewSort.Newest },
            Number("stars") is { } stars and >= 1 and <= 5 ? stars : null, query["pictures"] == "true", query["verified"] == "true",
            Math.Clamp(Number("reviewPage") ?? 1, 1, LastPage));

        int? Number(string name) => int.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public ReviewQuery For(ProductId product, UserId? viewer) => new(product, Sort, new PageRequest(Page, PageSize), Stars, null, WithPictures, VerifiedOnly, viewer);

    public string Link(int page)
    {
        var parts = new List<string> { "reviews=" + Sort.ToString().ToLowerInvariant() };
        parts.AddRange(Stars is { } stars ? [string.Create(CultureInfo.InvariantCulture, $"stars={stars}")] : []);
        parts.AddRange(WithPictures ? ["pictures=true"] : []);
        parts.AddRange(VerifiedOnly ? ["verified=true"] : []);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"reviewPage={page}"));
        return "?" + string.Join('&', parts) + "#reviews";
    }
}
