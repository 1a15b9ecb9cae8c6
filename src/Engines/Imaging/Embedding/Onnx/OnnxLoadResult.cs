namespace Maru.Engines.Imaging.Embedding.Onnx;

/// <summary>What came of loading an operator's model.</summary>
public abstract record OnnxLoadResult
{
    private OnnxLoadResult()
    {
    }

    public sealed record Loaded(OnnxEmbedder Embedder) : OnnxLoadResult;

    /// <summary>ONNX Runtime's library was found at none of these places.</summary>
    public sealed record LibraryMissing(IReadOnlyList<string> Tried) : OnnxLoadResult;

    public sealed record ModelUnusable(string Reason) : OnnxLoadResult;
}
