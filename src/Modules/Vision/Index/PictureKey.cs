using System.Globalization;
using Maru.Contracts;

namespace Maru.Modules.Vision.Index;

/// <summary>A picture of a product in the index.</summary>
/// <param name="Picture">The first 64 bits of its hash.</param>
internal readonly record struct PictureKey(Guid Product, ulong Picture)
{
    public ProductId ProductId => new(Product);

    public static PictureKey Of(ProductId product, string hash) => new(product.Value, ulong.Parse(hash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
