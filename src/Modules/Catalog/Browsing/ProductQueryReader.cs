using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Catalog.Browsing;

/// <summary>Reads a product query from an address. Parameters it does not know (those of advertisers, say) are passed over; one it knows must make sense.</summary>
internal sealed class ProductQueryReader
{
    private const int LongestText = 200;
    private const int LastPage = 1_000_000;
    private readonly IQueryCollection _query;
    private readonly FieldErrors _errors = new();

    private ProductQueryReader(IQueryCollection query) => _query = query;

    public static Result<ProductQuery> Read(IQueryCollection query, Currency fallback) => new ProductQueryReader(query).Read(fallback);

    public static Result<Currency> ReadCurrency(IQueryCollection query, Currency fallback)
    {
        var reader = new ProductQueryReader(query);
        var currency = reader.Currency(fallback);
        return reader._errors.ToFailure() is { } failure ? failure : currency;
    }

    /// <summary>"ko" or "en": the parameter "lang", else what the browser asks for first.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        var wanted = request.QueryString.HasValue && request.Query.TryGetValue("lang", out var lang) ? lang.ToString() : request.Headers.AcceptLanguage.ToString();
        return wanted.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? "ko" : "en";
    }

    private Result<ProductQuery> Read(Currency fallback)
    {
        var text = One("q")?.Trim();
        _errors.Unless(text is null || text.Length <= LongestText, "q", $"must be at most {LongestText} characters");
        var min = Amount("minPrice");
        var max = Amount("maxPrice");
        _errors.Unless(min is null || max is null || min <= max, "maxPrice", "must not be below minPrice");
        var seller = One("seller");
        SellerId sellerId = default;
        _errors.Unless(seller is null || SellerId.TryParse(seller, null, out sellerId), "seller", "must be the id of a seller");
        var query = new ProductQuery(
            text is { Length: > 0 } ? text : null, One("category"), One("brand"), min, max, (int?)Number("minDiscount", 0, 100), InStock(), Sort(),
            new PageRequest((int)(Number("page", 1, LastPage) ?? 1), (int)(Number("pageSize", 1, PageRequest.MaxSize) ?? PageRequest.DefaultSize)), Currency(fallback))
        {
            Color = One("color"),
            Size = One("size"),
            Tag = One("tag"),
            Seller = seller is null ? null : sellerId,
        };
        return _errors.ToFailure() is { } failure ? failure : query;
    }

    private string? One(string name)
    {
        var values = _query[name];
        _errors.Unless(values.Count <= 1, name, "must be given once");
        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    private long? Amount(string name) => Number(name, 0, 1_000_000_000_000);

    private long? Number(string name, long min, long max)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max;
        _errors.Unless(valid, name, $"must be a whole number from {min} to {max}");
        return valid ? value : null;
    }

    private bool InStock()
    {
        var text = One("inStock");
        _errors.Unless(text is null or "true" or "false", "inStock", "must be true or false");
        return text == "true";
    }

    private ProductSort Sort()
    {
        var text = One("sort");
        ProductSort? sort = text switch
        {
            null or "best" or "relevance" => ProductSort.Best,
            "newest" => ProductSort.Newest,
            "price" or "price-asc" => ProductSort.PriceAsc,
            "price-desc" => ProductSort.PriceDesc,
            "discount" => ProductSort.Discount,
            "name" => ProductSort.Name,
            _ => null,
        };
        _errors.Unless(sort is not null, "sort", "must be best, newest, price-asc, price-desc, discount or name");
        return sort ?? ProductSort.Best;
    }

    private Currency Currency(Currency fallback)
    {
        if (One("currency") is not { } code)
        {
            return fallback;
        }

        _errors.Unless(Contracts.Currency.TryParse(code, null, out var currency), "currency", "must be KRW, USD, EUR or JPY");
        return currency.Code is null ? fallback : currency;
    }
}
