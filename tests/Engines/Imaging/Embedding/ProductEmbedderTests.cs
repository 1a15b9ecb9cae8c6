using System.Runtime.InteropServices;
using Maru.Engines.Imaging.Embedding;

namespace Maru.Engines.Imaging.Tests.Embedding;

public sealed class ProductEmbedderTests
{
    /// <summary>Pictures made by rule and the vectors that the training code computes for them, from export.py.</summary>
    [Fact]
    public void Embed_WhenGivenTheReferencePictures_AgreesWithTheTrainingCode()
    {
        var raw = File.ReadAllBytes(Fixture("reference-pictures.rgb"));
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Fixture("reference-vectors.f32")).AsSpan());
        var embedder = ProductEmbedder.Default;
        var count = raw.Length / (60 * 80 * 3);
        expected.Length.ShouldBe(count * embedder.Dimensions);
        var pictures = Enumerable.Range(0, count).Select(i => FromRgb(raw.AsSpan(i * 60 * 80 * 3, 60 * 80 * 3))).ToArray();
        var vectors = new float[expected.Length];
        embedder.Embed(pictures, vectors);
        for (var i = 0; i < count; i++)
        {
            // the weights are stored in 16 bits, the training code computes in 32
            var cosine = Cosine(vectors.AsSpan(i * embedder.Dimensions, embedder.Dimensions), expected.Slice(i * embedder.Dimensions, embedder.Dimensions));
            cosine.ShouldBeGreaterThan(0.9995);
        }
    }

    private static Image FromRgb(ReadOnlySpan<byte> rgb)
    {
        var image = new Image(60, 80);
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(image.Pixels.AsSpan(to));
            image.Pixels[to + 3] = 255;
        }

        return image;
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Embedding", "Fixtures", name);
}
