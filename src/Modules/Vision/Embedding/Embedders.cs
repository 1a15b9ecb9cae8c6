using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Embedding.Onnx;

namespace Maru.Modules.Vision.Embedding;

/// <summary>The networks this process can look at pictures with: the one in use, and Maru's own, which may still have to answer while another takes over.</summary>
internal sealed class Embedders(IReadOnlyList<IImageEmbedder> all)
{
    public IImageEmbedder Current { get; } = all[0];

    /// <summary>Null if this process has no such model: its vectors can be compared with each other, but nothing new with them.</summary>
    public IImageEmbedder? Find(string version) => all.FirstOrDefault(e => e.ModelVersion == version);

    public static Embedders Load(VisionOptions options)
    {
        if (options.Model is null)
        {
            return new Embedders([ProductEmbedder.Default]);
        }

        // Where `maru fetch-onnxruntime` puts the library, beside the places the system knows.
        var fetched = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "maru");
        string[] places = Directory.Exists(fetched) ? [.. Directory.EnumerateFiles(fetched, "libonnxruntime.so*", SearchOption.AllDirectories)] : [];
        return OnnxEmbedder.Load(File.ReadAllBytes(options.Model), options.ModelName, places) switch
        {
            OnnxLoadResult.Loaded(var embedder) => new Embedders([embedder, ProductEmbedder.Default]),
            OnnxLoadResult.LibraryMissing(var tried) => throw new InvalidOperationException(
                $"Vision:Model needs ONNX Runtime, which is at none of: {string.Join(", ", tried)}. `maru fetch-onnxruntime` gets it; {OnnxEmbedder.LibraryVariable} names another place."),
            OnnxLoadResult.ModelUnusable(var reason) => throw new InvalidOperationException($"Vision:Model {options.Model} cannot be used: {reason}"),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }
}
