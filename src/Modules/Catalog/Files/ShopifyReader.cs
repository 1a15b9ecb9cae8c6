using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;

namespace Maru.Modules.Catalog.Files;

/// <summary>
/// Shopify's CSV file of products (columns as in its help pages on importing products): one product lies over several rows with one Handle; the first
/// has the title, each may add a variant, a picture, or both.
/// </summary>
internal sealed class ShopifyReader(TextReader text, Currency currency)
{
    private static readonly string[] Attributes = ["Gender", "Age Group", "MPN", "Condition", "Custom Label 0", "Custom Label 1", "Custom Label 2", "Custom Label 3", "Custom Label 4"];

    private readonly CsvReader _csv = new(text, ',');
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Dictionary<string, int> _columns = [];
    private List<string> _row = [];

    public IEnumerable<ReadProduct> Read()
    {
        _columns = Columns(_csv.Read() ?? throw new FileProblemException("The file is empty."));
        var rows = new List<(int Line, List<string> Row)>();
        var handle = "";
        while (_csv.Read() is { } row)
        {
            _row = row;
            var line = _csv.Line;
            var next = Cell("Handle");
            if (next.Length == 0)
            {
                yield return ReadProduct.Bad(line, null, "Handle is missing");
                continue;
            }

            if (next != handle && rows.Count > 0)
            {
                yield return Finish(rows);
                rows.Clear();
            }

            handle = next;
            rows.Add((line, row));
        }

        if (rows.Count > 0)
        {
            yield return Finish(rows);
        }
    }

    public static bool IsHeader(string line) => line.Contains("Handle", StringComparison.OrdinalIgnoreCase) && line.Contains("Title", StringComparison.OrdinalIgnoreCase)
        && line.Contains(',', StringComparison.Ordinal);

    private static Dictionary<string, int> Columns(List<string> header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in header.Index())
        {
            columns.TryAdd(name.Trim(), index);
        }

        var missing = new[] { "Handle", "Title", "Variant Price" }.Where(c => !columns.ContainsKey(c)).ToArray();
        return missing.Length == 0 ? columns : throw new FileProblemException($"The columns {string.Join(", ", missing)} are missing: this is not Shopify's product file.");
    }

    private ReadProduct Finish(List<(int Line, List<string> Row)> rows)
    {
        _row = rows[0].Row;
        var handle = Cell("Handle");
        var slug = Slugs.From(handle);
        if (!_seen.Add(slug))
        {
            return ReadProduct.Bad(rows[0].Line, slug, $"the rows of {handle} do not follow one another; these were left out");
        }

        var problems = new List<ImportProblem>();
        var optionNames = Enumerable.Range(1, 3).Select(i => Cell($"Option{i} Name")).ToArray();
        var variants = new List<VariantDraft>();
        var pictures = new List<(int Position, PictureDraft Picture)>();
        foreach (var (line, row) in rows)
        {
            _row = row;
            if (line == rows[0].Line || Cell("Variant Price").Length > 0 || Cell("Option1 Value").Length > 0)
            {
                var (variant, problem) = Variant(optionNames);
                if (variant is not null)
                {
                    variants.Add(variant);
                }
                else
                {
                    problems.Add(new ImportProblem(line, slug, problem!));
                }
            }

            AddPicture(pictures, Cell("Image Src"), Cell("Image Alt Text"), Number("Image Position"));
            AddPicture(pictures, Cell("Variant Image"), "", null);
        }

        _row = rows[0].Row;
        if (Cell("Title").Length == 0)
        {
            problems.Add(new ImportProblem(rows[0].Line, slug, "Title is missing in the first row of the product"));
            return new ReadProduct(null, null, problems);
        }

        return variants.Count == 0 ? new ReadProduct(null, null, problems) : new ReadProduct(Product(slug, variants, pictures) with { Line = rows[0].Line }, null, problems);
    }

    private ProductDraft Product(string slug, List<VariantDraft> variants, List<(int Position, PictureDraft Picture)> pictures) => new(slug, Cells.Localise(Cell("Title")))
    {
        Description = Cells.Localise(Cell("Body (HTML)")),
        Brand = NullIfEmpty("Vendor"),
        Category = NullIfEmpty("Type") ?? NullIfEmpty("Product Category"),
        Status = Status(),
        Tags = [.. Cell("Tags").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)],
        Attributes = Attributes.Select(a => (Code: Slugs.From(a), Value: Cell("Google Shopping / " + a))).Where(a => a.Value.Length > 0)
            .ToDictionary(a => a.Code, a => Cells.Localise(a.Value)),
        SeoTitle = NullIfEmpty("SEO Title"),
        SeoDescription = NullIfEmpty("SEO Description"),
        Variants = variants,
        Pictures = [.. pictures.OrderBy(p => p.Position).Select(p => p.Picture).DistinctBy(p => p.Url)],
    };

    private (VariantDraft? Variant, string? Problem) Variant(string[] optionNames)
    {
        if (Cells.Price(Cell("Variant Price"), currency) is not { } price)
        {
            return (null, Cell("Variant Price").Length == 0 ? "Variant Price is missing" : $"Variant Price '{Cell("Variant Price")}' is no amount in {currency}");
        }

        var before = Cell("Variant Compare At Price");
        Money? compareAt = before.Length == 0 ? null : Cells.Price(before, currency);
        if (before.Length > 0 && compareAt is null)
        {
            return (null, $"Variant Compare At Price '{before}' is no amount in {currency}");
        }

        var grams = Cell("Variant Grams");
        if (grams.Length > 0 && !decimal.TryParse(grams, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
        {
            return (null, $"Variant Grams '{grams}' is no number");
        }

        var quantity = Cell("Variant Inventory Qty");
        if (quantity.Length > 0 && !int.TryParse(quantity, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return (null, $"Variant Inventory Qty '{quantity}' is no whole number");
        }

        return (new VariantDraft(Cell("Variant SKU"), [new PriceDraft(price, compareAt)])
        {
            Options = [.. Options(optionNames)],
            Barcode = NullIfEmpty("Variant Barcode"),
            WeightGrams = grams.Length == 0 ? 0 : (int)Math.Min(decimal.Parse(grams, CultureInfo.InvariantCulture), int.MaxValue),
            RequiresShipping = !Cell("Variant Requires Shipping").Equals("false", StringComparison.OrdinalIgnoreCase),
            Stock = quantity.Length == 0 ? null : new Dictionary<string, int> { [""] = Math.Max(0, int.Parse(quantity, CultureInfo.InvariantCulture)) },
        }, null);
    }

    /// <summary>A product of one variant has the option "Title" with the value "Default Title".</summary>
    private IEnumerable<OptionValue> Options(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var value = Cell($"Option{i + 1} Value");
            if (value.Length > 0 && value != "Default Title")
            {
                var name = Cells.OptionName(names[i].Length == 0 ? $"option-{i + 1}" : names[i]);
                yield return new OptionValue(name, Slugs.From(value) is { Length: > 0 } code ? code : value, LocalizedText.Same(value));
            }
        }
    }

    private ProductStatus Status() => Cell("Status").ToLowerInvariant() switch
    {
        "draft" => ProductStatus.Draft,
        "archived" => ProductStatus.Archived,
        _ => Cell("Published").Equals("false", StringComparison.OrdinalIgnoreCase) ? ProductStatus.Draft : ProductStatus.Published,
    };

    private void AddPicture(List<(int Position, PictureDraft Picture)> pictures, string address, string alt, int? position)
    {
        if (address.Length > 0 && pictures.All(p => p.Picture.Url != address))
        {
            pictures.Add((position ?? pictures.Count + 1, new PictureDraft(null, address, Cells.Localise(alt))));
        }
    }

    private int? Number(string column) => int.TryParse(Cell(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? NullIfEmpty(string column) => Cell(column) is { Length: > 0 } cell ? cell : null;

    private string Cell(string column) => _columns.TryGetValue(column, out var index) && index < _row.Count ? Cells.Restore(_row[index]).Trim() : "";
}
