using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Vision.Index;

/// <summary>What the index knows of a product.</summary>
/// <param name="Hashes">Of all its pictures that are in the shop.</param>
/// <param name="Keys">Of those that have a vector, the first picture first.</param>
/// <param name="Colour">The one that stands out in the first.</param>
internal sealed record IndexedProduct(ProductId Id, string? Category, IReadOnlyList<string> Hashes, PictureKey[] Keys, Lab? Colour)
{
    public static string[] HashesOf(ProductDetail product) => [.. product.Pictures.Select(p => p.Hash).OfType<string>().Distinct()];
}
