using System.Security.Cryptography;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Products;

/// <summary>A draft that keeps the rules, with what follows from it: SKUs, and the hash by which a repeated import is known.</summary>
internal sealed class PreparedProduct
{
    private PreparedProduct(ProductDraft draft, IReadOnlyList<PreparedVariant> variants, byte[] hash)
    {
        Draft = draft;
        Variants = variants;
        Hash = hash;
    }

    public ProductDraft Draft { get; }

    public IReadOnlyList<PreparedVariant> Variants { get; }

    public byte[] Hash { get; }

    /// <returns>The product, or the first broken rules in words.</returns>
    public static (PreparedProduct? Product, string? Problem) From(ProductDraft draft)
    {
        var broken = DraftRules.Broken(draft).Take(3).Select(b => $"{b.Field} {b.Message}").ToArray();
        if (broken.Length > 0)
        {
            return (null, string.Join("; ", broken));
        }

        draft = draft with { Description = new LocalizedText(Clean(draft.Description.Ko), Clean(draft.Description.En)) };
        var variants = draft.Variants
            .Select(v => new PreparedVariant(string.IsNullOrEmpty(v.Sku) ? Slugs.Sku(draft.Slug, v.Options.Select(o => o.Code)) : v.Sku, v))
            .ToArray();
        if (variants.GroupBy(v => v.Sku, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return (null, $"two variants have the SKU {twice.Key}: give them SKUs or different options");
        }

        // The place in the file and the day of creation do not count: a feed may be sorted anew, and "three days ago" moves.
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft with { Line = null, CreatedAt = null }, MaruJson.Internal));
        return (new PreparedProduct(draft, variants, hash), null);
    }

    private static string? Clean(string? html) => html is null ? null : HtmlSanitizer.Clean(html);
}

/// <summary>A former price that is no higher than the price says nothing and is dropped.</summary>
internal sealed record PreparedVariant(string Sku, VariantDraft Draft)
{
    public IEnumerable<(Money Price, long? CompareAt)> Prices =>
        Draft.Prices.Select(p => (p.Price, p.CompareAt is { } before && before.Amount > p.Price.Amount ? before.Amount : (long?)null));
}
