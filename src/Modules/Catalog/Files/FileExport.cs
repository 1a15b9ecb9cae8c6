using System.Text;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;

namespace Maru.Modules.Catalog.Files;

/// <summary>Writes products into a file, a page at a time. The file appears when it is whole.</summary>
internal sealed class FileExport(ProductReader reader, ShelfReader shelf, CatalogOptions options)
{
    private const int PageSize = 500;

    public async Task<Result<ExportReport>> RunAsync(ExportFile file, CancellationToken ct)
    {
        var fresh = $"{file.Path}.{Guid.NewGuid():N}";
        try
        {
            var categories = (await shelf.ReadFrameAsync(ct)).Categories;
            var (products, variants) = (0, 0);
            await using (var text = new StreamWriter(fresh, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
            {
                ProductWriter writer = file.Format switch
                {
                    FileFormat.Shopify => new ShopifyWriter(text),
                    FileFormat.Google => new GoogleTextWriter(text),
                    FileFormat.GoogleXml => new GoogleXmlWriter(text),
                    FileFormat.Jsonl => new JsonLinesWriter(text),
                    _ => throw new ArgumentOutOfRangeException(nameof(file), file.Format, null),
                };
                writer.Begin();
                var after = ProductId.From(Guid.Empty);
                while (await reader.PageAsync(after, file.Seller, PageSize, ct) is { Count: > 0 } page)
                {
                    foreach (var product in page)
                    {
                        writer.Write(new ExportedProduct(product, file.Currency, options, categories));
                        variants += product.Draft.Variants.Count;
                    }

                    products += page.Count;
                    after = page[^1].Id;
                    await text.FlushAsync(ct);
                }

                writer.End();
            }

            File.Move(fresh, file.Path, overwrite: true);
            return new ExportReport(products, variants, new FileInfo(file.Path).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileRefused($"{file.Path} cannot be written: {e.Message}");
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}

/// <summary>Writes products in one format.</summary>
internal abstract class ProductWriter(TextWriter text)
{
    protected TextWriter Text => text;

    public virtual void Begin()
    {
    }

    public abstract void Write(ExportedProduct product);

    public virtual void End()
    {
    }

    /// <summary>A row of cells, each safe to open in a spreadsheet.</summary>
    protected void Row(char separator, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                text.Write(separator);
            }

            first = false;
            var safe = Cells.Neutralise(cell ?? "");
            if (separator == '\t')
            {
                text.Write(safe.Replace('\t', ' ').ReplaceLineEndings(" "));
            }
            else if (safe.AsSpan().IndexOfAny("\",\r\n") >= 0)
            {
                text.Write('"');
                text.Write(safe.Replace("\"", "\"\"", StringComparison.Ordinal));
                text.Write('"');
            }
            else
            {
                text.Write(safe);
            }
        }

        text.Write('\n');
    }
}

/// <summary>A product with what formats of one language and one currency need.</summary>
internal sealed class ExportedProduct(ReadDraft product, Currency currency, CatalogOptions options, CategoryTree categories)
{
    private const int PictureWidth = 1920;

    public ReadDraft Source => product;

    public ProductDraft Draft => product.Draft;

    public IReadOnlyList<VariantRow> Variants { get; } = [.. product.Variants.Where(v => v.Seller == product.SellerId)];

    /// <summary>The path of names, if it leads back to the category; else its slug.</summary>
    public string CategoryText
    {
        get
        {
            var found = Draft.Category is { } slug && categories.NumberOf(slug) is { } number ? categories.PathOf(categories.All[number].Id) : [];
            var path = string.Join(" > ", found.Select(n => categories.All[n].Name.In("en")));
            return path.Length > 0 && Frames.CategorySlug(path) == Draft.Category ? path : Draft.Category ?? "";
        }
    }

    public ShelfPrice? PriceOf(VariantRow variant) => Pricing.In(currency, [.. variant.Prices.Select(p => new ShelfPrice(p.Currency, p.Price, p.CompareAt))], options);

    public string AddressOf(PictureDraft picture) => picture.Hash is { } hash ? options.PublicAddress + ProductPicture.AddressOf(hash, PictureWidth) : picture.Url ?? "";

    public string LinkOf => $"{options.PublicAddress}/products/{Uri.EscapeDataString(Draft.Slug)}";
}
