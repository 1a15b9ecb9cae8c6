using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Tests;

/// <summary>Products for tests.</summary>
internal static class Goods
{
    public static ProductDraft Shirt(string slug, long price = 10_000, string? brand = "Haneul", string? category = "Tops > Shirts") => new(slug, new LocalizedText("셔츠 " + slug, "Shirt " + slug))
    {
        Brand = brand,
        Category = category,
        Variants =
        [
            Variant(slug + "-navy-m", price, Color("navy", "#001f54"), Size("M")),
            Variant(slug + "-navy-l", price, Color("navy", "#001f54"), Size("L")),
        ],
    };

    public static VariantDraft Variant(string sku, long price, params OptionValue[] options) => new(sku, [new PriceDraft(new Money(price, Currency.Krw))])
    {
        Options = options,
        WeightGrams = 300,
        Stock = new Dictionary<string, int> { [""] = 5 },
    };

    public static OptionValue Color(string code, string hex) => new("color", code, LocalizedText.Same(code), hex);

    public static OptionValue Size(string code) => new("size", code, LocalizedText.Same(code));

    public static ImportOptions OfHouse => new(Sellers.House);
}
