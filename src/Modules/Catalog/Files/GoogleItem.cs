using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;

namespace Maru.Modules.Catalog.Files;

/// <summary>One item of a Google Merchant feed (attributes as in Google's product data specification), whichever way it is written down.</summary>
internal sealed class GoogleItem(int line, IReadOnlyDictionary<string, string> values)
{
    private static readonly string[] Attributes = ["material", "pattern", "age_group", "gender", "mpn", "size_type", "size_system", "energy_efficiency_class"];

    public int Line => line;

    /// <summary>Items of one group are the variants of one product.</summary>
    public string Slug => Slugs.From(Value("item_group_id") is { Length: > 0 } group ? group : Value("id"));

    public string? Check(Currency currency) =>
        Value("id").Length == 0 ? "id is missing"
        : Slug.Length == 0 ? "id has no letter or digit"
        : Value("title").Length == 0 ? "title is missing"
        : Value("price").Length == 0 ? "price is missing"
        : Amount("price", currency) is null ? $"price '{Value("price")}' is no amount like '15.00 USD'"
        : Value("sale_price").Length > 0 && (Amount("sale_price", currency) is not { } sale || sale.Currency != Amount("price", currency)!.Value.Currency)
            ? $"sale_price '{Value("sale_price")}' is no amount in the currency of the price"
        : null;

    public VariantDraft ToVariant(Currency currency)
    {
        var price = Amount("price", currency)!.Value;
        return new VariantDraft(Value("id"), [Amount("sale_price", currency) is { } sale && sale.Amount < price.Amount ? new PriceDraft(sale, price) : new PriceDraft(price)])
        {
            Options = [.. Options()],
            Barcode = NullIfEmpty("gtin"),
            WeightGrams = Grams(Value("shipping_weight")),
            Condition = Value("condition").ToLowerInvariant() switch { "used" => OfferCondition.Used, "refurbished" => OfferCondition.Refurbished, _ => OfferCondition.New },
            Stock = Stock(),
        };
    }

    public ProductDraft ToProduct(IReadOnlyList<VariantDraft> variants, IEnumerable<GoogleItem> all) => new(Slug, Cells.Localise(Value("title")))
    {
        Description = Cells.Localise(Value("description")),
        Brand = NullIfEmpty("brand"),
        Category = NullIfEmpty("product_type")?.Split(',')[0] ?? NullIfEmpty("google_product_category"),
        Attributes = Attributes.Where(a => Value(a).Length > 0).ToDictionary(Slugs.From, a => Cells.Localise(Value(a))),
        Variants = variants,
        Pictures = [.. all.SelectMany(i => i.Pictures()).DistinctBy(p => p.Url)],
        Line = line,
    };

    private IEnumerable<PictureDraft> Pictures()
    {
        var color = Value("color") is { Length: > 0 } name ? Slugs.From(name) : null;
        return Value("additional_image_link").Split(',', StringSplitOptions.TrimEntries).Prepend(Value("image_link")).Where(a => a.Length > 0)
            .Select(a => new PictureDraft(null, a, new LocalizedText(null, null), color));
    }

    private IEnumerable<OptionValue> Options() => new[] { "color", "size" }.Where(o => Value(o).Length > 0)
        .Select(o => new OptionValue(o, Slugs.From(Value(o)) is { Length: > 0 } code ? code : Value(o), LocalizedText.Same(Value(o))));

    /// <summary>A feed says whether there is stock; some also say how much.</summary>
    private Dictionary<string, int>? Stock()
    {
        var quantity = Value("sell_on_google_quantity") is { Length: > 0 } sell ? sell : Value("quantity");
        return int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? new Dictionary<string, int> { [""] = pieces }
            : Value("availability").Replace(' ', '_').Equals("out_of_stock", StringComparison.OrdinalIgnoreCase) ? new Dictionary<string, int> { [""] = 0 }
            : null;
    }

    private Money? Amount(string name, Currency fallback)
    {
        var parts = Value(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var amount] => Cells.Price(amount, fallback),
            [var amount, var code] when Currency.TryParse(code.ToUpperInvariant(), null, out var currency) => Cells.Price(amount, currency),
            [var code, var amount] when Currency.TryParse(code.ToUpperInvariant(), null, out var currency) => Cells.Price(amount, currency),
            _ => null,
        };
    }

    private static int Grams(string weight)
    {
        var parts = weight.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 1_000_000)
        {
            return 0;
        }

        // International avoirdupois pound and ounce.
        return (int)Math.Round(number * parts[1].ToLowerInvariant() switch { "g" => 1m, "kg" => 1000m, "lb" => 453.59237m, "oz" => 28.349523125m, _ => 0m });
    }

    private string? NullIfEmpty(string name) => Value(name) is { Length: > 0 } value ? value : null;

    private string Value(string name) => values.GetValueOrDefault(name, "");
}
