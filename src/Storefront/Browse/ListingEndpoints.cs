using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Contracts.Search;
using Maru.Platform.Http;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Browse;

/// <summary>Lists of goods: a category, or what a search finds.</summary>
internal static class ListingEndpoints
{
    private const int PageSize = 24;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/c/{slug}", CategoryAsync);
        root.MapPage("/search", SearchAsync);
    }

    private static async Task<IResult> CategoryAsync(string slug, HttpContext context, ICatalogBrowsing catalog, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (PathTo(await catalog.CategoriesAsync(ct), slug) is not { } path)
        {
            return NotFoundPage.Show(context, visit);
        }

        return await ShowAsync(context, visit, Read(context, visit) with { Category = slug }, visit.Say(path[^1].Name), path, path[^1].Children, catalog, reviews, ct);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, ICatalogBrowsing catalog, ISearchRecords records, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var query = Read(context, visit);
        if (query.Text is not { Length: > 0 } text)
        {
            return await ShowAsync(context, visit, query, visit.Say("모든 상품", "Everything"), [], [], catalog, reviews, ct);
        }

        var title = visit.Say($"‘{text}’ 찾은 결과", $"Results for “{text}”");
        var listing = await catalog.ListAsync(query, ct);
        var note = listing.Reading switch
        {
            { Corrections: { Count: > 0 } corrections } => visit.Say(
                $"{string.Join(' ', corrections.Select(c => c.To))}(으)로 읽었어요.", $"Read as {string.Join(' ', corrections.Select(c => c.To))}."),
            { Relaxed: true } => visit.Say("모든 말이 들어 있는 물건은 없어서 가까운 것을 보여 드려요.", "Nothing has all the words; these come close."),
            _ => null,
        };
        // Another page, or a narrower choice, is the same search going on.
        var isNew = query == ProductQuery.All(visit.Currency) with { Text = text, Sort = query.Sort, Page = query.Page with { Number = 1 } };
        var search = isNew
            ? await records.NoteAsync(context, text, visit.Language, (int)listing.Products.Total, listing.Reading is { Relaxed: false, Corrections.Count: 0 })
            : null;
        return await ShowAsync(context, visit, query, listing, title, note, [], [], reviews, ct, search);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Visit visit, ProductQuery query, string title, IReadOnlyList<CategoryNode> path, IReadOnlyList<CategoryNode> children, ICatalogBrowsing catalog,
        IReviews reviews, CancellationToken ct) => await ShowAsync(context, visit, query, await catalog.ListAsync(query, ct), title, null, path, children, reviews, ct);

    private static async Task<IResult> ShowAsync(
        HttpContext context, Visit visit, ProductQuery query, ProductListing listing, string title, string? note, IReadOnlyList<CategoryNode> path,
        IReadOnlyList<CategoryNode> children, IReviews reviews, CancellationToken ct, Guid? search = null) => Pages.Show<ListingPage>(context, visit, new
        {
            Listing = listing,
            Ratings = await reviews.GetRatingsAsync([.. listing.Products.Items.Select(p => p.Id)], ct),
            Query = query,
            Title = title,
            Note = note,
            Search = search,
            Sort = context.Request.Query["sort"].ToString() is { Length: > 0 } sort ? sort : "best",
            Path = path,
            Children = children,
            PageUrl = (Func<int, string>)(page => PageUrl(context, page)),
            Clear = context.Request.Path + (query.Text is { Length: > 0 } text ? "?q=" + Uri.EscapeDataString(text) : ""),
        });

    /// <summary>A page is for people: what cannot be understood in its address is left out rather than refused.</summary>
    private static ProductQuery Read(HttpContext context, Visit visit)
    {
        var values = context.Request.Query;
        return new ProductQuery(
            Text("q"), null, Text("brand"), Number("minPrice"), Number("maxPrice"), (int?)Number("minDiscount"), values["inStock"] == "true",
            values["sort"].ToString() switch
            {
                "newest" => ProductSort.Newest,
                "discount" => ProductSort.Discount,
                "price-asc" => ProductSort.PriceAsc,
                "price-desc" => ProductSort.PriceDesc,
                _ => ProductSort.Best,
            },
            new PageRequest((int)Math.Clamp(Number("page") ?? 1, 1, 10_000), PageSize), visit.Currency)
        {
            Color = Text("color"),
            Size = Text("size"),
        };

        string? Text(string name) => values[name].ToString() is { Length: > 0 and <= 200 } text ? text : null;

        long? Number(string name) => long.TryParse(values[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000 ? number : null;
    }

    private static string PageUrl(HttpContext context, int page)
    {
        var query = new QueryBuilder(context.Request.Query.Where(q => q.Key != "page").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")))
        {
            { "page", page.ToString(CultureInfo.InvariantCulture) },
        };
        return context.Request.Path + query.ToString();
    }

    private static List<CategoryNode>? PathTo(IReadOnlyList<CategoryNode> nodes, string slug)
    {
        foreach (var node in nodes)
        {
            if (node.Slug == slug)
            {
                return [node];
            }

            if (PathTo(node.Children, slug) is { } rest)
            {
                return [node, .. rest];
            }
        }

        return null;
    }
}
