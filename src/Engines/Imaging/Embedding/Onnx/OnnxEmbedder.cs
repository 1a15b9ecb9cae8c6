using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Embedding.Onnx;

/// <summary>
/// A network from an ONNX file that the operator supplies, ResNet-50 for one: input (n, 3, side, side) of pictures scaled as
/// ImageNet networks expect, output (n, d), or (n, d, h, w) which is averaged over h and w.
/// </summary>
public sealed class OnnxEmbedder : IImageEmbedder, IDisposable
{
    public const string LibraryVariable = "MARU_ONNXRUNTIME";

    private const int UsualSide = 224;
    private const int LargestBatch = 32;

    // mean and deviation of red, green, blue over ImageNet: what the published weights were trained with
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private readonly OnnxRuntime runtime;
    private readonly nint session;
    private readonly byte[] input;
    private readonly byte[] output;
    private readonly int width;
    private readonly int height;
    private readonly int batch;

    private OnnxEmbedder(OnnxRuntime runtime, nint session, string version)
    {
        this.runtime = runtime;
        this.session = session;
        ModelVersion = version;
        (input, var from) = runtime.Input(session);
        (output, var to) = runtime.Output(session);
        if (from.Length != 4 || (from[1] > 0 && from[1] != 3))
        {
            throw new OnnxException("Its input must be pictures as (n, 3, height, width).");
        }

        if (to.Length is not (2 or 4) || to[1] <= 0)
        {
            throw new OnnxException("Its output must be (n, d) or (n, d, h, w) with d known.");
        }

        height = from[2] > 0 ? (int)from[2] : UsualSide;
        width = from[3] > 0 ? (int)from[3] : UsualSide;
        batch = from[0] > 0 ? (int)from[0] : LargestBatch;
        Dimensions = (int)to[1];
    }

    public string ModelVersion { get; }

    public int Dimensions { get; }

    /// <param name="model">The ONNX file.</param>
    /// <param name="name">Becomes part of the model version, with a digest of the file.</param>
    /// <param name="libraries">Where to look for ONNX Runtime after the environment variable; file names are looked up by the system.</param>
    /// <param name="threads">Threads of one run; 0 leaves it to ONNX Runtime.</param>
    public static OnnxLoadResult Load(ReadOnlySpan<byte> model, string name, IReadOnlyList<string> libraries, int threads = 1)
    {
        List<string> tried = [.. libraries, "libonnxruntime.so.1", "libonnxruntime.so", "onnxruntime.dll", "libonnxruntime.dylib"];
        if (Environment.GetEnvironmentVariable(LibraryVariable) is { Length: > 0 } named)
        {
            tried.Insert(0, named);
        }

        foreach (var place in tried)
        {
            if (NativeLibrary.TryLoad(place, out var library) && OnnxRuntime.Load(library) is { } runtime)
            {
                return Open(runtime, model, name, threads);
            }
        }

        return new OnnxLoadResult.LibraryMissing(tried);
    }

    public void Embed(IReadOnlyList<Image> pictures, Span<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors.Length, pictures.Count * Dimensions);
        var results = new float[pictures.Count * Dimensions];
        for (var first = 0; first < pictures.Count; first += batch)
        {
            // a model with a fixed batch gets blank pictures to fill its last one
            var count = Math.Min(batch, pictures.Count - first);
            var filled = batch == LargestBatch ? count : batch;
            var data = new float[filled * 3 * width * height];
            for (var i = 0; i < count; i++)
            {
                Write(pictures[first + i], data.AsSpan(i * 3 * width * height, 3 * width * height));
            }

            var at = first;
            runtime.Run(session, input, output, data, [filled, 3, height, width], (values, shape) => Read(values, shape, results.AsSpan(at * Dimensions, count * Dimensions)));
        }

        results.CopyTo(vectors);
    }

    public void Dispose() => runtime.ReleaseSession(session);

    private static OnnxLoadResult Open(OnnxRuntime runtime, ReadOnlySpan<byte> model, string name, int threads)
    {
        nint session = 0;
        try
        {
            session = runtime.CreateSession(model, threads);
            return new OnnxLoadResult.Loaded(new(runtime, session, name + "-" + Convert.ToHexStringLower(SHA256.HashData(model))[..12]));
        }
        catch (OnnxException e)
        {
            if (session != 0)
            {
                runtime.ReleaseSession(session);
            }

            return new OnnxLoadResult.ModelUnusable(e.Message);
        }
    }

    private void Write(Image picture, Span<float> planes)
    {
        var pixels = EmbeddingInput.Letterbox(picture, width, height).Pixels;
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = planes.Slice(channel * width * height, width * height);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = ((pixels[(4 * i) + channel] / 255f) - Mean[channel]) / Deviation[channel];
            }
        }
    }

    private void Read(ReadOnlySpan<float> values, long[] shape, Span<float> vectors)
    {
        var area = shape.Length == 4 ? (int)(shape[2] * shape[3]) : 1;
        for (var i = 0; i < vectors.Length; i++)
        {
            var sum = 0f;
            foreach (var value in values.Slice(i * area, area))
            {
                sum += value;
            }

            vectors[i] = sum / area;
        }

        for (var at = 0; at < vectors.Length; at += Dimensions)
        {
            Linear.Normalise(vectors.Slice(at, Dimensions));
        }
    }
}
