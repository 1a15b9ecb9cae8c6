using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>What came of looking for a text, for the record.</summary>
/// <param name="AllWords">Every word was found as it was typed.</param>
internal sealed record TextOutcome(string Text, int Total, bool AllWords)
{
    /// <returns>Null for what is no new search: another page of one, or one that was narrowed.</returns>
    public static TextOutcome? Of(ProductQuery query, ProductListing listing) =>
        query.Text is { } text && query == ProductQuery.All(query.Currency) with { Text = text, Sort = query.Sort, Page = query.Page with { Number = 1 } }
            ? new TextOutcome(text, (int)listing.Products.Total, listing.Reading is { Relaxed: false, Corrections.Count: 0 })
            : null;
}
