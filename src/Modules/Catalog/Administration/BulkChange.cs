using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Administration;

/// <summary>What a bulk edit makes of a product.</summary>
internal static class BulkChange
{
    public static ProductDraft Apply(BulkEdit edit, ProductDraft draft) => draft with
    {
        Status = edit.Status ?? draft.Status,
        Category = edit.Category ?? draft.Category,
        Tags = [.. draft.Tags.Except(edit.RemoveTags ?? []).Union(edit.AddTags ?? [])],
        Variants = edit.PricePercent is not { } percent
            ? draft.Variants
            : [.. draft.Variants.Select(v => v with { Prices = [.. v.Prices.Select(p => Move(p, percent, edit.MarkDown))] })],
    };

    /// <summary>Rounded half away from zero to a minor unit. A former price that is no longer higher goes.</summary>
    public static PriceDraft Move(PriceDraft price, decimal percent, bool markDown)
    {
        var moved = (long)Math.Round(price.Price.Amount * (100 + percent) / 100m, MidpointRounding.AwayFromZero);
        var before = markDown ? price.CompareAt ?? price.Price : price.CompareAt;
        return new PriceDraft(price.Price with { Amount = moved }, before is { } kept && kept.Amount > moved ? kept : null);
    }
}
