using System.Globalization;

namespace Maru.Engines.Search.Evaluation;

/// <summary>What people said of products as answers to queries.</summary>
public sealed class Judgments
{
    private readonly Dictionary<string, Dictionary<string, double>> _byQuery = new(StringComparer.Ordinal);

    /// <summary>For each query the grade of each product judged for it.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, double>> ByQuery => _byQuery;

    /// <summary>The grade from which a product is a right answer: 2.5 on a scale to 3, 3.5 on one to 4.</summary>
    public double RelevantFrom => _byQuery.Values.SelectMany(d => d.Values).DefaultIfEmpty(3).Max() <= 3 ? 2.5 : 3.5;

    /// <summary>The queries whose order can be right or wrong: at least five products judged, and not all alike.</summary>
    public IEnumerable<string> ForOrder => _byQuery.Where(q => q.Value.Count >= 5 && q.Value.Values.Distinct().Count() >= 2).Select(q => q.Key);

    /// <summary>The queries that have a right answer.</summary>
    public IEnumerable<string> ForRecall
    {
        get
        {
            var from = RelevantFrom;
            return _byQuery.Where(q => q.Value.Values.Any(v => v >= from)).Select(q => q.Key);
        }
    }

    public void Add(string query, string product, double grade)
    {
        if (!_byQuery.TryGetValue(query, out var products))
        {
            _byQuery[query] = products = new Dictionary<string, double>(StringComparer.Ordinal);
        }

        products[product] = grade;
    }

    /// <summary>Reads rows of query, product_uid and relevance, in the columns that the first row names.</summary>
    public static Judgments Read(TextReader from)
    {
        var judgments = new Judgments();
        int query = 0, product = 1, grade = 2;
        var first = true;
        foreach (var row in CsvRows.Read(from))
        {
            if (first)
            {
                var names = row.ToList();
                (query, product, grade, first) = (names.IndexOf("query"), names.IndexOf("product_uid"), names.IndexOf("relevance"), false);
                if (query < 0 || product < 0 || grade < 0)
                {
                    throw new InvalidDataException("The judgments need the columns query, product_uid and relevance.");
                }
            }
            else if (row.Count > Math.Max(query, Math.Max(product, grade)))
            {
                judgments.Add(row[query], row[product], double.Parse(row[grade], CultureInfo.InvariantCulture));
            }
        }

        return judgments;
    }
}
