using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Embedding.Onnx;
using Maru.Engines.Imaging.Encoding;
using Maru.Engines.Imaging.Evaluation;
using Maru.Engines.Imaging.Regions;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Bench;

/// <summary>
/// Pictures: decoding beside libjpeg-turbo alone, resizing, embedding, and how well neighbours agree in type and colour.
/// <c>--model FILE</c> times an ONNX model too; <c>--no-quality</c> leaves the photographs out.
/// </summary>
internal static class VisionBench
{
    private const int PerThousandHeldBack = 108;

    public static int Run(BenchOptions options)
    {
        Console.WriteLine("| what | ms | beside |");
        Console.WriteLine("|---|---|---|");
        Decoding();
        Embedding(options);
        if (!options.Has("no-quality"))
        {
            Quality(options.Data);
        }

        return 0;
    }

    private static void Decoding()
    {
        foreach (var (width, height) in new[] { (60, 80), (800, 1000), (3000, 4000) })
        {
            var jpeg = JpegEncoder.Encode(Photograph(width, height), JpegOptions.Default);
            var rounds = Math.Max(5, 20_000_000 / (width * height * 4));
            var native = Median(rounds, () => ImageDecoder.Decode(jpeg, DecodeLimits.Default));
            var managed = Median(Math.Min(rounds, 200), () => ImageDecoder.Decode(jpeg, DecodeLimits.Default with { AllowNative = false }));
            var alone = TurboJpegAlone.TryStart(jpeg, width, height) is { } turbo ? Median(rounds, turbo) : double.NaN;
            var quick = Median(rounds, () => ImageDecoder.Decode(jpeg, new DecodeLimits { EnoughSide = 160 }));
            Row(Name("decode JPEG to a shorter side of at least 160,", width, height), quick, "");
            Row(Name("decode JPEG", width, height), native, Name($"libjpeg-turbo alone {alone:0.000}, managed {managed:0.000}"));
        }

        var large = Photograph(3000, 4000);
        Row("resize 3000 x 4000 to 600 x 800, area", Median(5, () => Resizer.Resize(large, 600, 800, ResizeFilter.Area)), "");
        Row("resize 3000 x 4000 to 600 x 800, Lanczos", Median(5, () => Resizer.Resize(large, 600, 800, ResizeFilter.Lanczos)), "");
        Row("regions of 3000 x 4000", Median(5, () => RegionProposals.Find(large)), "");
    }

    private static void Embedding(BenchOptions options)
    {
        var picture = Photograph(60, 80);
        var embedder = ProductEmbedder.Default;
        var vector = new float[embedder.Dimensions];
        Row($"embed, {embedder.ModelVersion}, one thread", Median(2000, () => embedder.Embed([picture], vector)), "target 3");
        if (options.Get("model", "") is not { Length: > 0 } model)
        {
            return;
        }

        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "maru");
        if (OnnxEmbedder.Load(File.ReadAllBytes(model), Path.GetFileNameWithoutExtension(model), [OnnxRuntimeLibrary.PlaceIn(cache)]) is not OnnxLoadResult.Loaded { Embedder: var onnx })
        {
            Console.WriteLine($"{model} could not be loaded.");
            return;
        }

        using (onnx)
        {
            var large = new float[onnx.Dimensions];
            Row($"embed, {onnx.ModelVersion}, one thread", Median(20, () => onnx.Embed([picture], large)), "target 120");
        }
    }

    private static void Quality(string data)
    {
        var rows = LabelledPicture.ReadCsv(File.ReadAllText(Path.Combine(data, "vision", "fashion-products.csv")));
        var held = rows.Where(IsHeldBack).ToDictionary(r => r.File, StringComparer.Ordinal);
        var embedder = ProductEmbedder.Default;
        var pictures = new List<LabelledPicture>();
        var vectors = new List<float>();
        using var plain = new GZipStream(File.OpenRead(Path.Combine(data, "vision", "fashion-products.tar.gz")), CompressionMode.Decompress);
        using var tar = new TarReader(plain);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || !held.TryGetValue(entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name, out var row))
            {
                continue;
            }

            using var file = new MemoryStream();
            entry.DataStream.CopyTo(file);
            if (ImageDecoder.Decode(file.ToArray(), DecodeLimits.Default) is DecodeResult.Decoded { Image: var image })
            {
                pictures.Add(row);
                vectors.AddRange(embedder.Embed(image));
            }
        }

        var quality = RetrievalQuality.Measure(new(pictures, [.. vectors], embedder.Dimensions), null);
        Console.WriteLine();
        Console.WriteLine("| held-back pictures | P@10 type | P@10 type + colour | sub-category of the ten nearest |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(Name($"| {pictures.Count} | {quality.P10Type:0.000} | {quality.P10TypeColour:0.000} | {quality.SubCategoryAccuracy:0.000} |"));
    }

    /// <summary>The same cut as tools/vision-training/data.py: these products trained nothing.</summary>
    private static bool IsHeldBack(LabelledPicture row) =>
        Convert.ToUInt32(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(row.ProductId)))[..8], 16) % 1000 < PerThousandHeldBack;

    /// <summary>Smooth with some grain, as photographs are: a flat picture would decode too fast to say anything.</summary>
    private static Image Photograph(int width, int height)
    {
        var image = new Image(width, height);
        var random = new Random(1);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var light = 128 + (60 * Math.Sin(9.0 * x / width)) + (50 * Math.Cos(7.0 * y / height)) + random.Next(-9, 10);
                row[4 * x] = (byte)light;
                row[(4 * x) + 1] = (byte)(light * 0.8);
                row[(4 * x) + 2] = (byte)(255 - light);
                row[(4 * x) + 3] = 255;
            }
        }

        return image;
    }

    private static double Median(int rounds, Action action)
    {
        for (var i = 0; i < Math.Min(rounds, 60); i++)
        {
            action();
        }

        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var from = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[rounds / 2];
    }

    private static void Row(string what, double milliseconds, string beside) => Console.WriteLine(Name($"| {what} | {milliseconds:0.000} | {beside} |"));

    private static string Name(string what, int width, int height) => Name($"{what} {width} x {height}");

    private static string Name(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The peer: TurboJPEG called with nothing around it, handle and buffer kept.</summary>
internal static unsafe class TurboJpegAlone
{
    private const int Rgba = 7;

    public static Action? TryStart(byte[] jpeg, int width, int height)
    {
        if (!NativeLibrary.TryLoad("libturbojpeg.so.0", out var library))
        {
            return null;
        }

        var init = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitDecompress");
        var decompress = NativeLibrary.GetExport(library, "tjDecompress2");
        var handle = init();
        var pixels = new byte[width * height * 4];
        return () =>
        {
            fixed (byte* from = jpeg, to = pixels)
            {
                var failed = ((delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int>)decompress)(
                    handle, from, (nuint)jpeg.Length, to, width, width * 4, height, Rgba, 0);
                Trace.Assert(failed == 0, "TurboJPEG failed.");
            }
        };
    }
}
