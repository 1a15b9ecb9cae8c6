using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Evaluation;

namespace Maru.Commands;

/// <summary>`maru vision-eval`: how well pictures never seen find their like, as JSON.</summary>
internal static class VisionEvalCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static Command Create()
    {
        var csv = new Option<FileInfo>("--csv") { Description = "Pictures to ask with: product_id, title, sub_category, article_type, base_colour, image.", Required = true };
        var images = new Option<DirectoryInfo>("--images") { Description = "The directory that the column image counts from.", Required = true };
        var referenceCsv = new Option<FileInfo?>("--reference-csv") { Description = "Pictures whose sub-categories are known; without, those of --csv judge each other." };
        var referenceImages = new Option<DirectoryInfo?>("--reference-images") { Description = "The directory of the reference pictures." };
        var command = new Command("vision-eval", "Measures the picture embedding: precision of the ten nearest, categories, time.") { csv, images, referenceCsv, referenceImages };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed.GetRequiredValue(csv), parsed.GetRequiredValue(images), parsed.GetValue(referenceCsv), parsed.GetValue(referenceImages));
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static int Run(FileInfo csv, DirectoryInfo images, FileInfo? referenceCsv, DirectoryInfo? referenceImages)
    {
        if (referenceCsv is null != referenceImages is null)
        {
            Console.Error.WriteLine("--reference-csv and --reference-images go together.");
            return 2;
        }

        var embedder = ProductEmbedder.Default;
        var unreadable = new List<string>();
        var set = Embed(embedder, csv, images, 1, unreadable, out var decodeMs, out var embedMs);
        var reference = referenceCsv is null ? null : Embed(embedder, referenceCsv, referenceImages!, Environment.ProcessorCount, unreadable, out _, out _);
        foreach (var line in unreadable.Take(20))
        {
            Console.Error.WriteLine(line);
        }

        var quality = RetrievalQuality.Measure(set, reference);
        var categories = reference is null ? null : CategoryQuality.Measure(set, reference, embedder.Dimensions);
        Console.WriteLine(JsonSerializer.Serialize(
            new Report(
                Math.Round(quality.P10Type, 4), Math.Round(quality.P10TypeColour, 4), Math.Round(quality.SubCategoryAccuracy, 4), set.Pictures.Count,
                Math.Round(embedMs, 3), Math.Round(decodeMs, 3), unreadable.Count, reference?.Pictures.Count, embedder.ModelVersion, embedder.Dimensions, categories),
            Json));
        return 0;
    }

    private static EmbeddedSet Embed(IImageEmbedder embedder, FileInfo csv, DirectoryInfo images, int threads, List<string> unreadable, out double decodeMs, out double embedMs)
    {
        var rows = LabelledPicture.ReadCsv(File.ReadAllText(csv.FullName));
        var vectors = new float[(long)rows.Count * embedder.Dimensions];
        var readable = new bool[rows.Count];
        long decoding = 0, embedding = 0;
        embedder.Embed(new Image(1, 1));
        Parallel.For(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var from = Stopwatch.GetTimestamp();
            var path = Path.Combine(images.FullName, rows[i].File);
            var result = File.Exists(path) ? ImageDecoder.Decode(File.ReadAllBytes(path), DecodeLimits.Default) : null;
            var decoded = Stopwatch.GetTimestamp();
            if (result is DecodeResult.Decoded { Image: var image })
            {
                embedder.Embed([image], vectors.AsSpan(i * embedder.Dimensions, embedder.Dimensions));
                readable[i] = true;
            }
            else
            {
                lock (unreadable)
                {
                    unreadable.Add($"{path}: {result?.Describe() ?? "not found"}");
                }
            }

            Interlocked.Add(ref decoding, decoded - from);
            Interlocked.Add(ref embedding, Stopwatch.GetTimestamp() - decoded);
        });
        decodeMs = Stopwatch.GetElapsedTime(0, decoding).TotalMilliseconds / Math.Max(1, rows.Count);
        embedMs = Stopwatch.GetElapsedTime(0, embedding).TotalMilliseconds / Math.Max(1, rows.Count);
        return new EmbeddedSet(rows, vectors, embedder.Dimensions).Where(readable);
    }

    private sealed record Report(
        double P10Type, double P10TypeColour, double SubCategoryAccuracy, int Pictures, double MsPerPicture, double DecodeMsPerPicture, int Unreadable,
        int? ReferencePictures, string ModelVersion, int Dimensions, CategoryQuality? Categories);
}
