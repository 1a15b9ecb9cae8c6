using System.Diagnostics;
using Maru.Engines.Search;
using Maru.Engines.Search.Evaluation;
using Maru.Engines.Search.Query;
using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>Learns the ranking model from judgments, and says what it is worth on queries it has not seen.</summary>
internal static class SearchTrain
{
    public static int Run(BenchOptions options)
    {
        var products = SearchData.Products(Path.Combine(options.Data, "search/homedepot.products.csv.gz"));
        var judgments = SearchData.Judgments(Path.Combine(options.Data, "search/homedepot.judgments.csv"));
        var clock = Stopwatch.StartNew();
        var index = new SearchIndex(SearchData.TitlesOnly);
        foreach (var (id, title) in products)
        {
            index.Upsert(SearchData.Document(id, title));
        }

        index.Refresh();
        Console.WriteLine($"built in {clock.ElapsedMilliseconds} ms, {index.Vocabulary.Words.Count} words, {index.Vocabulary.Terms.Count} terms");
        Rows(index, products, judgments, options);
        return 0;
    }

    private static void Rows(SearchIndex index, List<(string Id, string Title)> products, Judgments judgments, BenchOptions options)
    {
        var rowOf = products.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var planner = new QueryPlanner(index.State, index.Vocabulary, index.Expander, SearchRules.None);
        var scores = new Scores();
        var top = new TopDocuments();
        var look = new CloseLook();
        var segment = index.State.Segments[0];
        var queries = new List<TrainingQuery>();
        var trigrams = new Trigrams(products.Select(p => p.Title));
        var order = judgments.ForOrder.ToHashSet();
        double ndcg = 0, recall = 0;
        int orders = 0, recalls = 0;
        foreach (var (text, grades) in judgments.ByQuery)
        {
            var plan = planner.Plan(new SearchRequest { Text = text });
            if (options.Has("show"))
            {
                Console.WriteLine(text + " => " + string.Join(" ", plan.Groups.Select(g => (g.IsOptional ? "?" : "") + "[" + string.Join("|", g.Variants.Select(v => $"{index.Vocabulary.Terms[v.Term]}:{v.Weight:0.00}")) + "]")));
            }

            var sums = scores.Add(0, segment, plan);
            top.Reset(5000);
            for (var doc = 0; doc < sums.Length; doc++)
            {
                if (sums[doc] >> Scores.PointBits >= 1)
                {
                    top.Offer((uint)(sums[doc] & Scores.PointMask), doc);
                }
            }

            var ranking = top.Finish().ToArray().Select(k => segment.Ids[TopDocuments.RowOf(k)]).ToList();
            if (order.Contains(text))
            {
                ndcg += RankingMeasures.CondensedNdcg(ranking, grades);
                orders++;
            }

            if (grades.Values.Any(g => g >= 2.5))
            {
                recall += RankingMeasures.Recall(ranking, grades, 2.5);
                recalls++;
            }

            look.Prepare(plan, index.Vocabulary);
            look.Consensus ??= new Consensus(index.Vocabulary);
            look.Consensus.Clear();
            var tops = top.Finish();
            for (var i = 0; i < Math.Min(options.Get("consensus", 40), tops.Length); i++)
            {
                var row = TopDocuments.RowOf(tops[i]);
                look.Consensus.Add(segment, row, look.HeadOf(segment.WordsOf(row)), TopDocuments.PointsOf(tops[i]) / (float)TopDocuments.PointsOf(tops[0]));
            }

            var query = new TrainingQuery(text, order.Contains(text), [.. grades.Values], new float[grades.Count][], new uint[grades.Count][]);
            var n = 0;
            var seen = look.Seen = [];
            foreach (var id in grades.Keys)
            {
                var features = new float[(int)Feature.Count];
                look.Look(segment, rowOf[id], sums[rowOf[id]], features);
                trigrams.Compare(plan, products[rowOf[id]].Title, features);
                query.Pairs[n] = [.. seen];
                seen.Clear();
                query.Rows[n++] = features;
            }

            queries.Add(query);
        }

        Console.WriteLine($"first look: ndcg10 {ndcg / orders:0.0000} recall100 {recall / recalls:0.0000}");
        TreeTrainer.CrossValidate(queries, options);
    }
}

/// <summary>A query with its judged products.</summary>
internal sealed record TrainingQuery(string Text, bool CountsForOrder, double[] Grades, float[][] Rows, uint[][] Pairs);
