using System.Diagnostics;

namespace Maru.Bench;

/// <summary>Runs the peers' own scripts, which lie beside the data; each prints its figures as JSON.</summary>
internal static class SearchPeers
{
    public static void Lucene(BenchOptions options, List<(string Id, string Title)> products, string judgments)
    {
        var jars = options.Get("lucene", "/usr/share/java");
        var source = Path.Combine(options.Get("eval", Path.Combine(options.Data, "../eval")), "LuceneBaseline.java");
        string[] needed = [Path.Combine(jars, "lucene-core-4.10.4.jar"), Path.Combine(jars, "lucene-analyzers-common-4.10.4.jar"), Path.Combine(jars, "lucene-queries-4.10.4.jar")];
        if (needed.Append(source).FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            Console.WriteLine($"lucene: not measured, {missing} is missing (--lucene DIR of jars, --eval DIR of LuceneBaseline.java)");
            return;
        }

        var work = Directory.CreateTempSubdirectory("maru-bench-");
        try
        {
            var plain = Path.Combine(work.FullName, "products.csv");
            File.WriteAllLines(plain, products.Select(p => $"{p.Id},\"{p.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Prepend("product_uid,title"));
            var classes = string.Join(':', needed) + ":" + work.FullName;
            if (Start("javac", "-encoding", "UTF-8", "-nowarn", "-cp", classes, "-d", work.FullName, source))
            {
                Start("java", "-cp", classes, "LuceneBaseline", plain, judgments);
                Start("java", "-cp", classes, "LuceneBaseline", plain, judgments, "fuzzy");
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    public static void Fts5(BenchOptions options, string products, string judgments)
    {
        var script = Path.Combine(options.Get("eval", Path.Combine(options.Data, "../eval")), "search_baselines.py");
        if (!File.Exists(script))
        {
            Console.WriteLine($"sqlite-fts5: not measured, {script} is missing (--eval DIR)");
            return;
        }

        Start("python3", script, products, judgments, "--max", options.Get("peer-queries", "400"));
    }

    private static bool Start(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
            if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                process.Kill(entireProcessTree: true);
                Console.WriteLine($"{program}: given up after three minutes");
                return false;
            }

            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"{program}: not measured, it is not installed");
            return false;
        }
    }
}
