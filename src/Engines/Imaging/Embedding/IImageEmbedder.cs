namespace Maru.Engines.Imaging.Embedding;

/// <summary>
/// Turns pictures into vectors of length 1 whose dot product says how alike they are. Safe to call from several threads.
/// </summary>
public interface IImageEmbedder
{
    /// <summary>Names the model and its weights. Vectors of different versions must not be compared.</summary>
    string ModelVersion { get; }

    int Dimensions { get; }

    /// <summary>Writes the vector of picture i at i * <see cref="Dimensions"/>.</summary>
    void Embed(IReadOnlyList<Image> pictures, Span<float> vectors);
}

public static class ImageEmbedderExtensions
{
    public static float[] Embed(this IImageEmbedder embedder, Image picture)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        var vector = new float[embedder.Dimensions];
        embedder.Embed([picture], vector);
        return vector;
    }
}
