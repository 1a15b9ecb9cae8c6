using System.Globalization;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Admin.Products;

/// <summary>Between a product's form and the product. Rows without a word in them are left out: the page offers some empty ones.</summary>
internal static class DraftForm
{
    public const int EmptyVariants = 3;
    private const int MostRows = 2_000;

    public static async Task<Result<ProductDraft>> ReadAsync(Filled form, ProductDraft? before, ICatalogImport pictures, CancellationToken ct)
    {
        var shown = await ReadPicturesAsync(form, before, pictures, ct);
        if (!shown.Succeeded)
        {
            return shown.Failure;
        }

        return new ProductDraft(form.Text("slug"), form.Both("name"))
        {
            Summary = form.Both("summary"),
            Description = form.Both("description"),
            Brand = form.Optional("brand"),
            Category = form.Optional("category"),
            Status = form.Choice<ProductStatus>("status") ?? ProductStatus.Draft,
            Tags = form.Listed("tags"),
            Attributes = ReadAttributes(form),
            Variants = ReadVariants(form, before),
            Pictures = shown.Value.List,
            SeoTitle = form.Optional("seoTitle"),
            SeoDescription = form.Optional("seoDescription"),
            CreatedAt = before?.CreatedAt,
        };
    }

    /// <summary>"남색 | Navy", or one word for both.</summary>
    public static string Write(LocalizedText label) => label.Ko == label.En || label.En is null || label.Ko is null ? label.In("ko") : $"{label.Ko} | {label.En}";

    public static string Row(string name, int row) => string.Create(CultureInfo.InvariantCulture, $"{name}-{row}");

    private static Dictionary<string, LocalizedText> ReadAttributes(Filled form)
    {
        var attributes = new Dictionary<string, LocalizedText>();
        foreach (var code in form.All("attribute"))
        {
            if (form.Both("attribute-" + code) is { } value && value.In("en").Length > 0)
            {
                attributes[code] = value;
            }
        }

        return attributes;
    }

    private static List<VariantDraft> ReadVariants(Filled form, ProductDraft? before)
    {
        var variants = new List<VariantDraft>();
        string[] names = [.. form.All("option")];
        for (var row = 0; row < Math.Min(form.Number("rows"), MostRows); row++)
        {
            var known = before is not null && form.Optional(Row("was", row)) is { } was ? before.Variants.FirstOrDefault(v => v.Sku == was) : null;
            PriceDraft[] prices = [.. Desk.Currencies.Select(c => ReadPrice(form, row, c)).OfType<PriceDraft>()];
            var sku = form.Optional(Row("sku", row));
            if (form.IsOn(Row("gone", row)) || (sku is null && known is null && prices.Length == 0))
            {
                continue;
            }

            variants.Add((known ?? new VariantDraft(null, [])) with
            {
                Sku = sku,
                Prices = prices,
                Options = [.. names.Select((name, i) => ReadOption(name, form.Optional(Row($"option{i.ToString(CultureInfo.InvariantCulture)}", row)), known)).OfType<OptionValue>()],
                Barcode = form.Optional(Row("barcode", row)),
                WeightGrams = form.Number(Row("weight", row)),
                Stock = form.Whole(Row("stock", row)) is { } pieces and >= 0 and <= int.MaxValue ? new Dictionary<string, int> { [""] = (int)pieces } : null,
            });
        }

        return variants;
    }

    private static PriceDraft? ReadPrice(Filled form, int row, Currency currency) => form.Amount(Row($"price{currency}", row), currency) is { } amount
        ? new PriceDraft(new Money(amount, currency), form.Amount(Row($"compare{currency}", row), currency) is { } before ? new Money(before, currency) : null)
        : null;

    /// <summary>An option that was left as it was keeps its code and colour.</summary>
    private static OptionValue? ReadOption(string name, string? words, VariantDraft? known)
    {
        if (words is null)
        {
            return null;
        }

        if (known?.Options.FirstOrDefault(o => o.Name == name) is { } same && Write(same.Label) == words)
        {
            return same;
        }

        var label = words.Split('|', 2, StringSplitOptions.TrimEntries) is [var ko, var en] ? new LocalizedText(ko, en) : LocalizedText.Same(words);
        return new OptionValue(name, label.In("en").ToLowerInvariant().Replace(' ', '-'), label);
    }

    private static async Task<Result<Pictures>> ReadPicturesAsync(Filled form, ProductDraft? before, ICatalogImport store, CancellationToken ct)
    {
        var kept = (before?.Pictures ?? []).Select((picture, i) => (picture, i))
            .Where(p => !form.IsOn(Row("pictureGone", p.i)))
            .Select(p => (Place: form.Whole(Row("picturePlace", p.i)) ?? p.i + 1, Picture: p.picture with { Alt = form.Both(Row("pictureAlt", p.i)) }))
            .OrderBy(p => p.Place).Select(p => p.Picture).ToList();
        foreach (var file in form.Files("picture"))
        {
            using var buffer = new MemoryStream();
            await file.CopyToAsync(buffer, ct);
            var stored = await store.StorePictureAsync(buffer.ToArray(), ct);
            if (!stored.Succeeded)
            {
                return stored.Failure;
            }

            kept.Add(new PictureDraft(stored.Value.Hash, null, form.Both("name")));
        }

        return new Pictures(kept);
    }

    private sealed record Pictures(IReadOnlyList<PictureDraft> List);
}
