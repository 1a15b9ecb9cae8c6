using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Categories;

/// <summary>How a product came to its category.</summary>
public enum CategorySource
{
    Picture,
    Keyword,

    /// <summary>Nothing fits: the product waits for a person.</summary>
    None,
}

/// <param name="Category">Null when nothing fits.</param>
/// <param name="Similarity">Mean cosine to the reference items of the best category, whatever came of it.</param>
public sealed record CategoryChoice(string? Category, CategorySource Source, double Similarity);

/// <summary>A category by keywords in the title, any language; the longest match wins, so "sports shoes" beats "shoes".</summary>
public sealed record KeywordRule(string Category, IReadOnlyList<string> Keywords);

/// <summary>
/// Puts a product in the category whose reference items are on average the most like its picture; if they are not like
/// enough, by the words of its title; else nowhere.
/// </summary>
public sealed class CategoryRules(int dimensions, IReadOnlyList<KeywordRule> keywords, double threshold = CategoryRules.DefaultThreshold)
{
    public const double DefaultThreshold = 0.35;
    public const int ReferenceItems = 10;

    private readonly Dictionary<string, float[]> means = new(StringComparer.Ordinal);

    /// <summary>The first ten vectors are kept: the mean of their cosines is the cosine to their mean, so that is all that is stored.</summary>
    public void SetReference(string category, IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var count = Math.Min(ReferenceItems, vectors.Count);
        if (count == 0)
        {
            means.Remove(category);
            return;
        }

        var mean = new float[dimensions];
        foreach (var vector in vectors.Take(count))
        {
            for (var i = 0; i < dimensions; i++)
            {
                mean[i] += vector.Span[i] / count;
            }
        }

        means[category] = mean;
    }

    /// <param name="vector">Of length 1; empty when the product has no picture.</param>
    /// <param name="title">In any language.</param>
    public CategoryChoice Choose(ReadOnlySpan<float> vector, string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        string? best = null;
        var similarity = double.NegativeInfinity;
        if (!vector.IsEmpty)
        {
            foreach (var (category, mean) in means)
            {
                var value = Linear.Dot(vector, mean);
                if (value > similarity)
                {
                    (best, similarity) = (category, value);
                }
            }
        }

        similarity = best is null ? 0 : similarity;
        if (best is not null && similarity >= threshold)
        {
            return new(best, CategorySource.Picture, similarity);
        }

        var named = keywords
            .SelectMany(rule => rule.Keywords.Where(word => Mentions(title, word)).Select(word => (rule.Category, word.Length)))
            .OrderByDescending(hit => hit.Length)
            .Select(hit => hit.Category)
            .FirstOrDefault();
        return named is null ? new(null, CategorySource.None, similarity) : new(named, CategorySource.Keyword, similarity);
    }

    /// <summary>
    /// Latin words must stand alone ("top" is not in "laptop") but may carry a plural s. Korean joins words and particles,
    /// so there the keyword may stand anywhere.
    /// </summary>
    private static bool Mentions(string title, string word)
    {
        for (var at = title.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = title.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if (!char.IsAscii(word[0]))
            {
                return true;
            }

            if (end < title.Length && title[end] is ('s' or 'S'))
            {
                end++;
            }

            if ((at == 0 || !char.IsAsciiLetterOrDigit(title[at - 1])) && (end == title.Length || !char.IsAsciiLetterOrDigit(title[end])))
            {
                return true;
            }
        }

        return false;
    }
}
