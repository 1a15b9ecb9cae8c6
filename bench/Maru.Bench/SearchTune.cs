using Maru.Engines.Search;
using Maru.Engines.Search.Evaluation;
using Maru.Engines.Search.Query;
using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>Looks for better weights of the ranking formula on judged searches, and says what they are worth on searches left out.</summary>
internal static class SearchTune
{
    public static int Run(BenchOptions options)
    {
        var products = SearchData.Products(Path.Combine(options.Data, "search/homedepot.products.csv.gz"));
        var judgments = SearchData.Judgments(Path.Combine(options.Data, "search/homedepot.judgments.csv"));
        FormulaTuner.Run(Rows(SearchEvaluation.IndexTitles(products), products, judgments));
        return 0;
    }

    private static List<TrainingQuery> Rows(SearchIndex index, List<(string Id, string Title)> products, Judgments judgments)
    {
        var rowOf = products.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var planner = new QueryPlanner(index.State, index.Vocabulary, index.Expander, SearchRules.None);
        var scores = new Scores();
        var top = new TopDocuments();
        var ranker = new Ranker(index.Vocabulary);
        var queries = new List<TrainingQuery>();
        foreach (var text in judgments.ForOrder)
        {
            var grades = judgments.ByQuery[text];
            var plan = planner.Plan(new SearchRequest { Text = text });
            var sums = scores.Add(0, index.State.Segments[0], plan);
            top.Reset(100);
            for (var doc = 0; doc < sums.Length; doc++)
            {
                if (sums[doc] >> Scores.PointBits >= 1)
                {
                    top.Offer((uint)(sums[doc] & Scores.PointMask), doc);
                }
            }

            var rows = grades.Keys.Select(id => ranker.FeaturesOf(index.State, scores, plan, top.Finish(), rowOf[id])).ToArray();
            queries.Add(new TrainingQuery([.. grades.Values], rows));
        }

        return queries;
    }
}

/// <summary>A query's judged products, with what the engine sees of each.</summary>
internal sealed record TrainingQuery(double[] Grades, float[][] Rows);
