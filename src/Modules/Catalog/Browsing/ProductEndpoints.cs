using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Http;
using Maru.Platform.Json;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Catalog.Browsing;

/// <summary>
/// The public reads. They are the busiest addresses of a shop, so they build nothing twice: a request seen before is answered with bytes that
/// were written then, found by the text of its query.
/// </summary>
internal sealed class ProductEndpoints(ShelfKeeper keeper, TextRanking ranking, ISearchRecords records)
{
    private const int LongestQuery = 2048;

    private static readonly QueryParameter[] ListQuery =
    [
        new("q", "What is looked for; slips of typing are forgiven, in Korean and English."), new("category", "Slug of a category; those below it count too."), new("brand", "Slug of a brand."),
        new("minPrice", "In minor units of the currency.", IsNumber: true), new("maxPrice", "In minor units of the currency.", IsNumber: true),
        new("minDiscount", "In percent, 0 to 100.", IsNumber: true), new("inStock", "Only what can be bought now.", IsToggle: true),
        new("sort", "best, newest, price-asc, price-desc, discount or name."), new("page", "Which page, from 1.", IsNumber: true),
        new("pageSize", "How many on a page: 20 if left out, 100 at most.", IsNumber: true), new("currency", "KRW, USD, EUR or JPY."), new("lang", "ko or en; else what Accept-Language asks for."),
        new("color", "Code of a color."), new("size", "A size."), new("tag", "A tag."), new("seller", "Id of a seller."),
    ];

    public static void Map(ModuleRoutes routes)
    {
        routes.Api.MapGet("/products", (HttpContext context, ProductEndpoints endpoints) => endpoints.ListAsync(context))
            .WithName("ListProducts").Produces<ProductListAnswer>().ProducesProblem(400).WithMetadata(ListQuery);
        routes.Api.MapGet("/products/{idOrSlug}", (HttpContext context, ProductEndpoints endpoints) => endpoints.FindAsync(context))
            .WithName("GetProduct").Produces<ProductAnswer>().ProducesProblem(404);
        routes.Api.MapGet("/categories", (HttpContext context, ProductEndpoints endpoints) => endpoints.CategoriesAsync(context))
            .WithName("ListCategories").Produces<ItemsAnswer<CategoryAnswer>>();
        routes.Api.MapGet("/brands", (HttpContext context, ProductEndpoints endpoints) => endpoints.BrandsAsync(context))
            .WithName("ListBrands").Produces<ItemsAnswer<BrandAnswer>>();
    }

    private async Task ListAsync(HttpContext context)
    {
        var request = context.Request.QueryString.Value ?? "";
        var language = ProductQueryReader.LanguageOf(context.Request);
        var shelf = await keeper.InAsync(keeper.DefaultCurrency, context.RequestAborted);
        var key = ranking.KeyOf(request);
        if (shelf.Answers.Find(key, language) is { } known)
        {
            await SendAsync(context, known, language);
            return;
        }

        if (request.Length > LongestQuery)
        {
            await ValidationFailure.Of("query", $"must be at most {LongestQuery} characters").ToProblem().ExecuteAsync(context);
            return;
        }

        var query = ProductQueryReader.Read(context.Request.Query, keeper.DefaultCurrency);
        if (!query.Succeeded)
        {
            await query.Failure.ToProblem().ExecuteAsync(context);
            return;
        }

        // Kept with the default shelf whatever the currency: all shelves change together.
        var wanted = await keeper.InAsync(query.Value.Currency, context.RequestAborted);
        var listing = ShelfQuery.Run(wanted, query.Value, await ranking.OfAsync(query.Value.Text, context.RequestAborted));
        var answer = shelf.Answers.Keep(key, language, ProductListAnswer.Write(listing, language), TextOutcome.Of(query.Value, listing));
        await SendAsync(context, answer, language);
    }

    private async Task SendAsync(HttpContext context, WrittenAnswer answer, string language)
    {
        if (answer.Outcome is { } outcome)
        {
            await records.NoteAsync(context, outcome.Text, language, outcome.Total, outcome.AllWords);
        }

        await answer.SendAsync(context);
    }

    private async Task FindAsync(HttpContext context)
    {
        var language = ProductQueryReader.LanguageOf(context.Request);
        var currency = ProductQueryReader.ReadCurrency(context.Request.Query, keeper.DefaultCurrency);
        if (!currency.Succeeded)
        {
            await currency.Failure.ToProblem().ExecuteAsync(context);
            return;
        }

        var shelf = await keeper.InAsync(currency.Value, context.RequestAborted);
        if (keeper.FindId((string)context.Request.RouteValues["idOrSlug"]!) is not { } id || shelf.Find(id) is not { } item)
        {
            await new NotFound("product").ToProblem().ExecuteAsync(context);
            return;
        }

        await (item.Answers.Find("", language) ?? item.Answers.Keep("", language, ProductAnswer.Write(item.ToDetail(), language))).SendAsync(context);
    }

    private Task CategoriesAsync(HttpContext context) => SendAsync(context, "categories", (shelf, language) =>
        new ItemsAnswer<CategoryAnswer>([.. shelf.Categories().Select(c => CategoryAnswer.Of(c, language))]));

    private Task BrandsAsync(HttpContext context) => SendAsync(context, "brands", (shelf, language) =>
        new ItemsAnswer<BrandAnswer>([.. shelf.Brands().Select(b => new BrandAnswer(b.Slug, b.Name.In(language), b.ProductCount))]));

    private async Task SendAsync<T>(HttpContext context, string name, Func<CurrencyShelf, string, T> answer)
    {
        var language = ProductQueryReader.LanguageOf(context.Request);
        var shelf = await keeper.InAsync(keeper.DefaultCurrency, context.RequestAborted);
        var written = shelf.Answers.Find(name, language)
            ?? shelf.Answers.Keep(name, language, JsonSerializer.SerializeToUtf8Bytes(answer(shelf, language), MaruJson.Internal));
        await written.SendAsync(context);
    }
}
