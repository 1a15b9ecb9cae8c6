using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Maru.Engines.Search.Evaluation;

namespace Maru.Commands;

/// <summary>`maru search-eval`: how well and how fast the search engine answers judged queries over given products, as JSON.</summary>
internal static class SearchEvalCommand
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var products = new Option<FileInfo>("--products") { Description = "CSV (or .gz) with the columns product_uid,title.", Required = true };
        var judgments = new Option<FileInfo>("--judgments") { Description = "CSV (or .gz) with the columns query,product_uid,relevance.", Required = true };
        var command = new Command("search-eval", "Measures the search engine: NDCG@10, recall@100, latency.") { products, judgments };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(products), parsed.GetRequiredValue(judgments)));
        return command;
    }

    private static int Run(FileInfo products, FileInfo judgments)
    {
        foreach (var file in new[] { products, judgments })
        {
            if (!file.Exists)
            {
                Console.Error.WriteLine($"There is no file {file.FullName}.");
                return 2;
            }
        }

        try
        {
            using var judgmentRows = Open(judgments);
            using var productRows = Open(products);
            var judged = Judgments.Read(judgmentRows);
            var figures = SearchEvaluation.Measure(SearchEvaluation.IndexTitles(Products(productRows)), judged);
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Ndcg10 = Math.Round(figures.Ndcg10, 4), Recall100 = Math.Round(figures.Recall100, 4), P50Us = Math.Round(figures.P50Us, 1), P99Us = Math.Round(figures.P99Us, 1), figures.Queries,
                },
                Camel));
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static StreamReader Open(FileInfo file) =>
        new(file.Extension == ".gz" ? new GZipStream(file.OpenRead(), CompressionMode.Decompress) : file.OpenRead());

    private static IEnumerable<(string Id, string Title)> Products(TextReader from)
    {
        int id = -1, title = -1;
        foreach (var row in CsvRows.Read(from))
        {
            if (id < 0)
            {
                var names = row.ToList();
                (id, title) = (names.IndexOf("product_uid"), names.IndexOf("title"));
                if (id < 0 || title < 0)
                {
                    throw new InvalidDataException("The products need the columns product_uid and title.");
                }
            }
            else if (row.Count > Math.Max(id, title))
            {
                yield return (row[id], row[title]);
            }
        }
    }
}
