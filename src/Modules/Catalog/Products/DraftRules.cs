using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Products;

/// <summary>What a product must be like, wherever it comes from.</summary>
internal static class DraftRules
{
    public const int MostVariants = 2_000;
    private const int LongestName = 300;
    private const int LongestSummary = 2_000;
    private const int LongestDescription = 100_000;
    private const int LongestSku = 64;
    private const int MostPictures = 250;
    private const int MostTags = 250;
    private const int MostAttributes = 100;
    private const int LongestValue = 2_000;
    private const int MostPieces = 100_000_000;
    private const int MostGrams = 10_000_000;
    private const long MostMoney = 1_000_000_000_000;

    /// <returns>Every broken rule as (field, message).</returns>
    public static IEnumerable<(string Field, string Message)> Broken(ProductDraft d)
    {
        if (HasGaps(d))
        {
            yield return ("product", "lacks a member: slug, name, a variant's prices with amount and currency, an option's name, code and label, or a picture's alt");
            yield break;
        }

        if (!Slugs.IsValid(d.Slug))
        {
            yield return ("slug", $"must be lower-case letters, digits and single hyphens, at most {Slugs.MaxLength}, and no UUID");
        }

        if (string.IsNullOrWhiteSpace(d.Name.In("en")))
        {
            yield return ("name", "is needed in Korean or English");
        }

        foreach (var broken in Texts("name", d.Name, LongestName).Concat(Texts("summary", d.Summary, LongestSummary)).Concat(Texts("description", d.Description, LongestDescription))
            .Concat(Text("brand", d.Brand, 120)).Concat(Text("category", d.Category, 500)).Concat(Text("seoTitle", d.SeoTitle, LongestName))
            .Concat(Text("seoDescription", d.SeoDescription, LongestSummary)).Concat(d.Tags.SelectMany(t => Text("tags", t, 100)))
            .Concat(d.Attributes.SelectMany(a => Text("attributes", a.Key, 64).Concat(Texts("attributes." + a.Key, a.Value, LongestValue)))))
        {
            yield return broken;
        }

        if (d.Brand is not null && Slugs.From(d.Brand).Length == 0)
        {
            yield return ("brand", "must contain a letter or a digit");
        }

        if (d.Tags.Count > MostTags || d.Attributes.Count > MostAttributes || d.Pictures.Count > MostPictures)
        {
            yield return ("product", $"may have at most {MostTags} tags, {MostAttributes} attributes and {MostPictures} pictures");
        }

        if (d.Variants.Count is 0 or > MostVariants)
        {
            yield return ("variants", $"must be 1 to {MostVariants}");
        }

        foreach (var (index, variant) in d.Variants.Index())
        {
            foreach (var (field, message) in Broken(variant))
            {
                yield return (System.FormattableString.Invariant($"variants[{index}].{field}"), message);
            }
        }

        if (d.Variants.Select(v => v.Sku).Where(s => !string.IsNullOrEmpty(s)).GroupBy(s => s!, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return ("variants", $"two have the SKU {twice.Key}");
        }

        if (d.Pictures.Any(p => p.Hash is null && !IsWebAddress(p.Url)))
        {
            yield return ("pictures", "must each be a stored picture or an http(s) address");
        }

        if (d.Pictures.Any(p => p.Hash is { } hash && !IsHash(hash)))
        {
            yield return ("pictures", "has a hash that is none");
        }
    }

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A draft that was read from JSON may lack what the types promise.</summary>
    private static bool HasGaps(ProductDraft d) =>
        d.Slug is null || d.Name is null || d.Tags.Any(t => t is null) || d.Attributes.Any(a => a.Value is null) || d.Pictures.Any(p => p?.Alt is null)
        || d.Variants.Any(v => v?.Prices is null || v.SerialNumbers.Any(s => s is null)
            || v.Prices.Any(p => p?.Price.Currency.Code is null || p.CompareAt is { Currency.Code: null })
            || v.Options.Any(o => o?.Name is null || o.Code is null || o.Label is null));

    private static IEnumerable<(string Field, string Message)> Broken(VariantDraft v)
    {
        if (v.Sku is { Length: > 0 } sku && (sku.Length > LongestSku || sku.Trim() != sku || sku.Any(c => char.IsControl(c) || c is '/' or '\\')))
        {
            yield return ("sku", $"must be at most {LongestSku} characters without control characters, slashes and outer spaces");
        }

        if (v.Prices.Count == 0)
        {
            yield return ("prices", "needs at least one price");
        }

        if (v.Prices.GroupBy(p => p.Price.Currency).Any(g => g.Count() > 1))
        {
            yield return ("prices", "has two prices in one currency");
        }

        foreach (var price in v.Prices)
        {
            if (price.Price.Amount is < 0 or > MostMoney || price.CompareAt?.Amount > MostMoney)
            {
                yield return ("prices", $"must be from 0 to {MostMoney} in minor units");
            }

            if (price.CompareAt is { } before && before.Currency != price.Price.Currency)
            {
                yield return ("prices", "has a former price in another currency than the price");
            }
        }

        if (v.WeightGrams is < 0 or > MostGrams || v.VolumeCm3 is < 0 or > MostGrams)
        {
            yield return ("weightGrams", $"weight and volume must be from 0 to {MostGrams}");
        }

        if (v.Stock is { } stock && (stock.Values.Any(q => q is < 0 or > MostPieces) || stock.Count > 100 || stock.Keys.Any(w => w.Length > 64)))
        {
            yield return ("stock", $"must be from 0 to {MostPieces} pieces in each of at most 100 warehouses");
        }

        if (v.Options.Count > 5 || v.Options.Any(o => o.Name.Length is 0 or > 64 || o.Code.Length is 0 or > 100 || !IsHex(o.Hex)))
        {
            yield return ("options", "may be five, each with a name and a code; a colour's hex is #rrggbb");
        }

        foreach (var broken in v.Options.SelectMany(o => Texts("options", o.Label, 200)).Concat(Text("barcode", v.Barcode, 64)).Concat(v.SerialNumbers.SelectMany(s => Text("serialNumbers", s, 100))))
        {
            yield return broken;
        }
    }

    private static bool IsHex(string? hex) => hex is null || (hex.Length == 7 && hex[0] == '#' && hex.AsSpan(1).ToString().All(char.IsAsciiHexDigit));

    private static bool IsWebAddress(string? url) =>
        url is { Length: <= 2000 } && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;

    private static IEnumerable<(string Field, string Message)> Texts(string field, LocalizedText text, int max) => Text(field + ".ko", text.Ko, max).Concat(Text(field + ".en", text.En, max));

    private static IEnumerable<(string Field, string Message)> Text(string field, string? text, int max)
    {
        if (text is null)
        {
            yield break;
        }

        if (text.Length > max)
        {
            yield return (field, $"must be at most {max} characters");
        }

        // PostgreSQL keeps no NUL in a text, and half of a surrogate pair is no character.
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || !IsWellFormed(text))
        {
            yield return (field, "must not contain control characters or broken ones");
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && ++i < text.Length && char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
