using Maru.Engines.Imaging.Categories;
using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Evaluation;

/// <summary>Automatic categories against the true sub-categories: right among those decided, and how many are decided.</summary>
/// <param name="ReferenceRuleAccuracy">Ten reference items a category, mean cosine of at least 0.35.</param>
/// <param name="NeighbourRuleAccuracy">Majority of the ten nearest of all reference pictures, at least six of one mind.</param>
public sealed record CategoryQuality(double ReferenceRuleAccuracy, double ReferenceRuleCoverage, double NeighbourRuleAccuracy, double NeighbourRuleCoverage)
{
    public static CategoryQuality Measure(EmbeddedSet set, EmbeddedSet reference, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(reference);
        var rules = new CategoryRules(dimensions, []);
        foreach (var category in Enumerable.Range(0, reference.Pictures.Count).GroupBy(row => reference.Pictures[row].SubCategory, StringComparer.Ordinal))
        {
            rules.SetReference(category.Key, [.. Spread([.. category]).Select(row => (ReadOnlyMemory<float>)reference.Vector(row).ToArray())]);
        }

        var neighbours = new NeighbourRule();
        int byReference = 0, referenceRight = 0, byNeighbours = 0, neighboursRight = 0;
        Parallel.For(0, set.Pictures.Count, row =>
        {
            var truth = set.Pictures[row].SubCategory;
            if (rules.Choose(set.Vector(row), string.Empty).Category is { } chosen)
            {
                Interlocked.Increment(ref byReference);
                Interlocked.Add(ref referenceRight, chosen == truth ? 1 : 0);
            }

            var near = reference.Nearest(set.Vector(row), NeighbourRule.Neighbours)
                .Select(r => new KnownNeighbour(reference.Pictures[r].SubCategory, Linear.Dot(set.Vector(row), reference.Vector(r))))
                .ToList();
            if (neighbours.Choose(near).Category is { } named)
            {
                Interlocked.Increment(ref byNeighbours);
                Interlocked.Add(ref neighboursRight, named == truth ? 1 : 0);
            }
        });
        return new(Share(referenceRight, byReference), Share(byReference, set.Pictures.Count), Share(neighboursRight, byNeighbours), Share(byNeighbours, set.Pictures.Count));
    }

    /// <summary>Ten rows evenly over the category: the first ten of a catalogue are often one brand.</summary>
    private static IEnumerable<int> Spread(int[] rows) =>
        Enumerable.Range(0, Math.Min(CategoryRules.ReferenceItems, rows.Length)).Select(i => rows[(long)i * rows.Length / Math.Min(CategoryRules.ReferenceItems, rows.Length)]);

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);
}
