using System.IO.Compression;
using Maru.Engines.Search;
using Maru.Engines.Search.Evaluation;

namespace Maru.Bench;

/// <summary>The product search collections, read from the data directory.</summary>
internal static class SearchData
{
    public static readonly SearchSchema TitlesOnly = new() { Texts = [new TextField("title")] };

    public static TextReader Open(string path)
    {
        Stream file = File.OpenRead(path);
        return new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    public static List<(string Id, string Title)> Products(string path)
    {
        using var reader = Open(path);
        return [.. CsvRows.Read(reader).Skip(1).Where(r => r.Count >= 2).Select(r => (r[0], r[1]))];
    }

    public static Judgments Judgments(string path)
    {
        using var reader = Open(path);
        return Engines.Search.Evaluation.Judgments.Read(reader);
    }

    public static SearchDocument Document(string id, string title) => new() { Id = id, Texts = new Dictionary<string, string> { ["title"] = title } };
}
