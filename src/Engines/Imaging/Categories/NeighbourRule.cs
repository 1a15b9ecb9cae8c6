namespace Maru.Engines.Imaging.Categories;

/// <summary>A product whose category is known, and how like the picture it is.</summary>
public readonly record struct KnownNeighbour(string Category, float Similarity);

/// <summary>
/// The category that most of the nearest known products have, if enough of them are of one mind. Where a shop has products
/// already this is right far more often than ten reference items a category: a wide category looks like many things.
/// </summary>
public sealed record NeighbourRule(int MustAgree = 6)
{
    public const int Neighbours = 10;

    /// <param name="nearest">The ten nearest, the most alike first; fewer in a small shop, where they must agree all the same.</param>
    public CategoryChoice Choose(IReadOnlyList<KnownNeighbour> nearest)
    {
        ArgumentNullException.ThrowIfNull(nearest);
        var best = nearest.GroupBy(n => n.Category, StringComparer.Ordinal).MaxBy(g => g.Count());
        if (best is null)
        {
            return new(null, CategorySource.None, 0);
        }

        double similarity = best.Average(n => n.Similarity);
        return best.Count() >= MustAgree ? new(best.Key, CategorySource.Picture, similarity) : new(null, CategorySource.None, similarity);
    }
}
