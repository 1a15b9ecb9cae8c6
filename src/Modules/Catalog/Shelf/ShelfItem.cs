using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>A product with prices of one currency and the stock of one moment; everything a list asks of it is worked out once.</summary>
internal sealed class ShelfItem
{
    private readonly ShelfFrame _frame;

    private ShelfItem(ShelfProduct product, ShelfFrame frame, IReadOnlyList<VariantView> variants)
    {
        Product = product;
        _frame = frame;
        Variants = variants;
        Best = Pricing.Best(variants);
        CategoryPath = frame.Categories.PathOf(product.Category);
        Brand = product.Brand is { } id ? frame.Brands.GetValueOrDefault(id) : null;
        Discount = Pricing.DiscountOf(Best.Price, Best.CompareAtPrice);
        InStock = Best.InStock;
        Colors = OptionsNamed("color");
        Sizes = OptionsNamed("size");
        SearchText = Normalise(string.Join('\n', [
            product.Name.Ko, product.Name.En, Brand?.Name.Ko, Brand?.Name.En, .. CategoryPath.SelectMany(n => new[] { frame.Categories.All[n].Name.Ko, frame.Categories.All[n].Name.En }),
            .. product.Tags, .. product.Variants.Select(v => v.Sku)]));
        Summary = new ProductSummary(
            product.Id, product.Slug, product.Name, product.Summary, Brand?.Slug, Brand?.Name, CategoryPath.Length == 0 ? null : frame.Categories.All[CategoryPath[^1]].Slug,
            Best.Price, Best.CompareAtPrice, Discount, variants.Any(v => v.Price != Best.Price), InStock, Colors,
            product.Pictures.Count > 0 ? product.Pictures[0] : null, product.Pictures.Count > 1 ? product.Pictures[1] : null,
            product.Seller, variants.SelectMany(v => v.Offers).Select(o => o.Seller.Id).Distinct().Count(), product.CreatedAt);
    }

    public ShelfProduct Product { get; }

    public ProductSummary Summary { get; }

    public IReadOnlyList<VariantView> Variants { get; }

    /// <summary>The variant whose price the card shows.</summary>
    public VariantView Best { get; }

    /// <summary>Numbers of the categories from the root down.</summary>
    public int[] CategoryPath { get; }

    public ShelfBrand? Brand { get; }

    public int Discount { get; }

    public bool InStock { get; }

    public IReadOnlyList<OptionValue> Colors { get; }

    public IReadOnlyList<OptionValue> Sizes { get; }

    public string SearchText { get; }

    /// <summary>Answers written out before, by language; they live as long as nothing about the product changes.</summary>
    public WrittenAnswers Answers { get; } = new();

    /// <returns>Null if nothing of the product can be sold: no variant, or no seller who may sell.</returns>
    public static ShelfItem? Create(ShelfProduct product, ShelfFrame frame, Func<string, int> available, Currency currency, CatalogOptions options)
    {
        var variants = Pricing.Variants(product, frame, available, currency, options);
        return variants.Count == 0 ? null : new ShelfItem(product, frame, variants);
    }

    public static string Normalise(string text) => text.ToLowerInvariant();

    public ProductDetail ToDetail() => new(
        Product.Id, Product.Slug, Product.Name, Product.Summary, Product.Description, Brand?.Slug, Brand?.Name,
        [.. CategoryPath.Select(n => new CategoryLink(_frame.Categories.All[n].Slug, _frame.Categories.All[n].Name))],
        Best.Price, Best.CompareAtPrice, Discount, InStock, Attributes(), Product.Tags, Variants, Product.Pictures, _frame.Sellers[Product.Seller].Link,
        Product.SeoTitle, Product.SeoDescription, Product.CreatedAt, Product.UpdatedAt);

    private List<AttributeView> Attributes()
    {
        var definitions = _frame.Categories.AttributesOf(Product.Category).ToDictionary(d => d.Code, StringComparer.Ordinal);
        return
        [
            .. Product.Attributes.Select(a => definitions.TryGetValue(a.Key, out var definition)
                ? new AttributeView(a.Key, definition.Name, a.Value, definition.Unit)
                : new AttributeView(a.Key, LocalizedText.Same(a.Key), a.Value, null)),
        ];
    }

    private List<OptionValue> OptionsNamed(string name) =>
        [.. Variants.SelectMany(v => v.Options).Where(o => o.Name == name).DistinctBy(o => o.Code)];
}
