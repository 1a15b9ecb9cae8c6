namespace Maru.Engines.Imaging.Evaluation;

/// <summary>How well near in vectors means alike in trade.</summary>
/// <param name="P10Type">Share of the ten nearest others of the same article type.</param>
/// <param name="P10TypeColour">The same, of the same type and base colour.</param>
/// <param name="SubCategoryAccuracy">How often the majority of the ten nearest names the right sub-category.</param>
public sealed record RetrievalQuality(double P10Type, double P10TypeColour, double SubCategoryAccuracy)
{
    public const int Neighbours = 10;

    /// <summary>
    /// Every picture a query against all others of its set; the sub-category by the pictures of the reference where there
    /// is one. A set of fewer than eleven pictures counts the neighbours that are missing as wrong.
    /// </summary>
    public static RetrievalQuality Measure(EmbeddedSet set, EmbeddedSet? reference)
    {
        ArgumentNullException.ThrowIfNull(set);
        long sameType = 0, sameBoth = 0, right = 0;
        Parallel.For(0, set.Pictures.Count, query =>
        {
            var own = set.Pictures[query];
            var near = set.Nearest(set.Vector(query), Neighbours, except: query).Select(row => set.Pictures[row]).ToList();
            var judges = reference is null ? near : reference.Nearest(set.Vector(query), Neighbours).Select(row => reference.Pictures[row]).ToList();
            Interlocked.Add(ref sameType, near.Count(p => p.ArticleType == own.ArticleType));
            Interlocked.Add(ref sameBoth, near.Count(p => p.ArticleType == own.ArticleType && p.BaseColour == own.BaseColour));
            Interlocked.Add(ref right, Majority(judges.Select(p => p.SubCategory)) == own.SubCategory ? 1 : 0);
        });
        double queries = Math.Max(1, set.Pictures.Count);
        return new(sameType / (queries * Neighbours), sameBoth / (queries * Neighbours), right / queries);
    }

    /// <summary>The commonest value; among equals the one that comes first, which is the nearest.</summary>
    internal static string? Majority(IEnumerable<string> values) =>
        values.GroupBy(v => v, StringComparer.Ordinal).MaxBy(g => g.Count())?.Key;
}
