using System.Globalization;
using System.Text.Json;
using System.Xml;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;

namespace Maru.Modules.Catalog.Files;

internal sealed class ShopifyWriter(TextWriter text) : ProductWriter(text)
{
    private static readonly string[] Columns =
    [
        "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
        "Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy", "Variant Fulfillment Service", "Variant Price",
        "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", "Image Src", "Image Position", "Image Alt Text", "Gift Card", "SEO Title",
        "SEO Description", "Google Shopping / Gender", "Google Shopping / Age Group", "Google Shopping / MPN", "Google Shopping / Condition", "Variant Weight Unit", "Status",
    ];

    public override void Begin() => Row(',', Columns);

    public override void Write(ExportedProduct product)
    {
        var draft = product.Draft;
        var names = product.Variants.SelectMany(v => v.Options).Select(o => o.Name).Distinct().Take(3).ToArray();
        for (var i = 0; i < Math.Max(product.Variants.Count, draft.Pictures.Count); i++)
        {
            var cells = new Dictionary<string, string?> { ["Handle"] = draft.Slug };
            if (i == 0)
            {
                AddProduct(cells, product);
            }

            if (i < product.Variants.Count)
            {
                AddVariant(cells, product, product.Variants[i], names, i == 0);
            }

            if (i < draft.Pictures.Count)
            {
                cells["Image Src"] = product.AddressOf(draft.Pictures[i]);
                cells["Image Position"] = (i + 1).ToString(CultureInfo.InvariantCulture);
                cells["Image Alt Text"] = draft.Pictures[i].Alt.In("en");
            }

            Row(',', Columns.Select(c => cells.GetValueOrDefault(c)));
        }
    }

    private static void AddProduct(Dictionary<string, string?> cells, ExportedProduct product)
    {
        var draft = product.Draft;
        cells["Title"] = draft.Name.In("en");
        cells["Body (HTML)"] = draft.Description.In("en");
        cells["Vendor"] = draft.Brand;
        cells["Type"] = product.CategoryText;
        cells["Tags"] = string.Join(", ", draft.Tags);
        cells["Published"] = draft.Status == ProductStatus.Published ? "true" : "false";
        cells["Status"] = draft.Status == ProductStatus.Published ? "active" : "draft";
        cells["Gift Card"] = "false";
        cells["SEO Title"] = draft.SeoTitle;
        cells["SEO Description"] = draft.SeoDescription;
        foreach (var name in new[] { "Gender", "Age Group", "MPN", "Condition" })
        {
            cells["Google Shopping / " + name] = draft.Attributes.GetValueOrDefault(Slugs.From(name))?.In("en");
        }
    }

    private static void AddVariant(Dictionary<string, string?> cells, ExportedProduct product, VariantRow variant, string[] names, bool first)
    {
        var price = product.PriceOf(variant);
        for (var i = 0; i < names.Length; i++)
        {
            cells[$"Option{i + 1} Name"] = first ? names[i] : null;
            cells[$"Option{i + 1} Value"] = variant.Options.FirstOrDefault(o => o.Name == names[i])?.Label.In("en");
        }

        if (names.Length == 0)
        {
            cells["Option1 Name"] = "Title";
            cells["Option1 Value"] = "Default Title";
        }

        cells["Variant SKU"] = variant.Sku;
        cells["Variant Grams"] = variant.WeightGrams.ToString(CultureInfo.InvariantCulture);
        // Stock that lies in several warehouses does not fit one cell; an empty cell says nothing about stock.
        cells["Variant Inventory Qty"] = variant.Stock is { Count: 1 } stock && stock.TryGetValue("", out var pieces) ? pieces.ToString(CultureInfo.InvariantCulture) : null;
        cells["Variant Inventory Policy"] = "deny";
        cells["Variant Fulfillment Service"] = "manual";
        cells["Variant Price"] = price is { } now ? Cells.Format(now.Money) : null;
        cells["Variant Compare At Price"] = price?.CompareAtMoney is { } before ? Cells.Format(before) : null;
        cells["Variant Requires Shipping"] = variant.RequiresShipping ? "true" : "false";
        cells["Variant Taxable"] = "true";
        cells["Variant Barcode"] = variant.Barcode;
        cells["Variant Weight Unit"] = "g";
    }
}

/// <summary>A feed has an item a variant, and holds what is on sale only.</summary>
internal static class GoogleColumns
{
    private static readonly string[] Attributes = ["material", "pattern", "age_group", "gender", "mpn"];

    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "title", "description", "link", "image_link", "additional_image_link", "availability", "price", "sale_price", "brand", "gtin", "condition", "item_group_id", "color",
        "size", "product_type", "shipping_weight", .. Attributes,
    ];

    public static IEnumerable<Dictionary<string, string?>> Items(ExportedProduct product)
    {
        if (product.Draft.Status != ProductStatus.Published)
        {
            yield break;
        }

        foreach (var variant in product.Variants)
        {
            if (product.PriceOf(variant) is { } price)
            {
                yield return Item(product, variant, price);
            }
        }
    }

    private static Dictionary<string, string?> Item(ExportedProduct product, VariantRow variant, ShelfPrice price)
    {
        var draft = product.Draft;
        var color = variant.Options.FirstOrDefault(o => o.Name == "color");
        var pictures = draft.Pictures.OrderBy(p => p.Color == color?.Code ? 0 : 1).Select(product.AddressOf).ToArray();
        var item = new Dictionary<string, string?>
        {
            ["id"] = variant.Sku,
            ["title"] = draft.Name.In("en"),
            ["description"] = draft.Description.In("en"),
            ["link"] = product.LinkOf,
            ["image_link"] = pictures.FirstOrDefault(),
            ["additional_image_link"] = string.Join(',', pictures.Skip(1).Take(10)),
            ["availability"] = variant.Available > 0 ? "in_stock" : "out_of_stock",
            ["price"] = Amount(price.CompareAtMoney ?? price.Money),
            ["sale_price"] = price.CompareAt is null ? null : Amount(price.Money),
            ["brand"] = draft.Brand,
            ["gtin"] = variant.Barcode,
            ["condition"] = variant.Condition.ToString().ToLowerInvariant(),
            ["item_group_id"] = draft.Slug,
            ["color"] = color?.Label.In("en"),
            ["size"] = variant.Options.FirstOrDefault(o => o.Name == "size")?.Label.In("en"),
            ["product_type"] = product.CategoryText,
            ["shipping_weight"] = variant.WeightGrams > 0 ? string.Create(CultureInfo.InvariantCulture, $"{variant.WeightGrams} g") : null,
        };
        foreach (var attribute in Attributes)
        {
            item[attribute] = draft.Attributes.GetValueOrDefault(Slugs.From(attribute))?.In("en");
        }

        return item;
    }

    private static string Amount(Money money) => $"{Cells.Format(money)} {money.Currency}";
}

internal sealed class GoogleTextWriter(TextWriter text) : ProductWriter(text)
{
    public override void Begin() => Row('\t', GoogleColumns.Names);

    public override void Write(ExportedProduct product)
    {
        foreach (var item in GoogleColumns.Items(product))
        {
            Row('\t', GoogleColumns.Names.Select(n => item.GetValueOrDefault(n)));
        }
    }
}

internal sealed class GoogleXmlWriter(TextWriter text) : ProductWriter(text)
{
    private const string Namespace = "http://base.google.com/ns/1.0";

    private readonly XmlWriter _xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, CloseOutput = false });

    public override void Begin()
    {
        _xml.WriteStartElement("rss");
        _xml.WriteAttributeString("version", "2.0");
        _xml.WriteAttributeString("xmlns", "g", null, Namespace);
        _xml.WriteStartElement("channel");
        _xml.WriteElementString("title", "Products");
    }

    public override void Write(ExportedProduct product)
    {
        foreach (var item in GoogleColumns.Items(product))
        {
            _xml.WriteStartElement("item");
            foreach (var (name, value) in item)
            {
                foreach (var one in name == "additional_image_link" ? (value ?? "").Split(',') : [value ?? ""])
                {
                    if (!string.IsNullOrEmpty(one))
                    {
                        _xml.WriteElementString("g", name, Namespace, one);
                    }
                }
            }

            _xml.WriteEndElement();
        }

        _xml.Flush();
    }

    public override void End()
    {
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.Flush();
    }
}

internal sealed class JsonLinesWriter(TextWriter text) : ProductWriter(text)
{
    public override void Write(ExportedProduct product)
    {
        var draft = product.Draft;
        var line = new JsonLine(draft.Slug, draft.Name)
        {
            Summary = draft.Summary,
            Description = draft.Description,
            Brand = draft.Brand,
            Category = draft.Category,
            Seller = product.Source.SellerId == Sellers.House ? null : product.Source.Seller,
            Status = draft.Status,
            Attributes = draft.Attributes.ToDictionary(a => a.Key, a => JsonSerializer.SerializeToElement(a.Value, JsonLine.Options)),
            Tags = draft.Tags,
            CreatedAt = draft.CreatedAt,
            SeoTitle = draft.SeoTitle,
            SeoDescription = draft.SeoDescription,
            Variants = [.. draft.Variants.Select(Variant)],
            Pictures = [.. draft.Pictures.Select(p => new JsonPicture(null, p.Url, p.Hash, p.Color, p.Alt.Ko, p.Alt.En))],
        };
        Text.Write(JsonSerializer.Serialize(line, JsonLine.Options));
        Text.Write('\n');
    }

    private static JsonVariant Variant(VariantDraft variant)
    {
        var krw = variant.Prices.FirstOrDefault(p => p.Price.Currency == Currency.Krw);
        var usd = variant.Prices.FirstOrDefault(p => p.Price.Currency == Currency.Usd);
        return new JsonVariant
        {
            Sku = variant.Sku,
            PriceKrw = krw?.Price.Amount,
            CompareAtKrw = krw?.CompareAt?.Amount,
            PriceUsdCents = usd?.Price.Amount,
            CompareAtUsdCents = usd?.CompareAt?.Amount,
            Prices = [.. variant.Prices.Where(p => p != krw && p != usd).Select(p => new JsonPrice(p.Price.Currency, p.Price.Amount, p.CompareAt?.Amount))],
            Options = variant.Options,
            Barcode = variant.Barcode,
            WeightGrams = variant.WeightGrams,
            VolumeCm3 = variant.VolumeCm3,
            RequiresShipping = variant.RequiresShipping,
            Condition = variant.Condition,
            Stock = variant.Stock,
            SerialNumbers = variant.SerialNumbers,
        };
    }
}
