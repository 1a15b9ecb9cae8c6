using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Files;

/// <summary>What a reader found: a product, or what is wrong with a line, or both (a variant was left out).</summary>
/// <param name="Seller">The slug of the seller the line names, if it names one.</param>
internal sealed record ReadProduct(ProductDraft? Draft, string? Seller, IReadOnlyList<ImportProblem> Problems)
{
    public static ReadProduct Bad(int line, string? slug, string reason) => new(null, null, [new ImportProblem(line, slug, reason)]);
}
