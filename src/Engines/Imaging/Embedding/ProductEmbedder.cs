using System.Collections.Concurrent;
using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Embedding;

/// <summary>Maru's own network, in managed code: what runs with nothing configured.</summary>
public sealed class ProductEmbedder : IImageEmbedder
{
    private const int Width = 60;
    private const int Height = 80;
    private const float Mean = 213;
    private const float Spread = 70;

    private static readonly Lazy<ProductEmbedder> Shared = new(Load);

    private readonly WeightFile file;
    private readonly ProductHead head;
    private readonly ConcurrentBag<ResidualNetwork> idle = [];

    private ProductEmbedder(WeightFile file)
    {
        this.file = file;
        head = new(file);
    }

    /// <summary>The weights are read once a process; each thread that embeds at the same time takes 8 MB more.</summary>
    public static ProductEmbedder Default => Shared.Value;

    internal WeightFile Weights => file;

    public string ModelVersion => file.Version;

    public int Dimensions => head.Dimensions;

    public void Embed(IReadOnlyList<Image> pictures, Span<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors.Length, pictures.Count * Dimensions);
        var network = idle.TryTake(out var used) ? used : new ResidualNetwork(file, Width, Height);
        Span<float> features = stackalloc float[network.Features];
        for (var i = 0; i < pictures.Count; i++)
        {
            Write(EmbeddingInput.Letterbox(pictures[i], Width, Height), network);
            network.Run(features);
            head.Apply(features, vectors.Slice(i * Dimensions, Dimensions));
        }

        idle.Add(network);
    }

    internal static void Write(Image input, ResidualNetwork network)
    {
        for (var y = 0; y < Height; y++)
        {
            var row = input.Row(y);
            for (var x = 0; x < Width; x++)
            {
                var pixel = network.InputPixel(x, y);
                pixel[0] = (row[4 * x] - Mean) / Spread;
                pixel[1] = (row[(4 * x) + 1] - Mean) / Spread;
                pixel[2] = (row[(4 * x) + 2] - Mean) / Spread;
            }
        }
    }

    private static ProductEmbedder Load()
    {
        using var stream = typeof(ProductEmbedder).Assembly.GetManifestResourceStream("product-network.bin")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new(WeightFile.Read(copy.GetBuffer().AsSpan(0, (int)copy.Length)));
    }
}
