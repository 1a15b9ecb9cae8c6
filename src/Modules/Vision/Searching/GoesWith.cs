using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Searching;

/// <summary>
/// What goes with a product: from each category that completes it, the piece that fits best by colour and by looks. Looks are what sets a picture apart
/// from its own category's average, so that a jacket and trousers can be alike in being sporty without being alike. It knows nothing of what people buy
/// together.
/// </summary>
internal sealed class GoesWith(Sights sights, ICatalogBrowsing catalog, TimeProvider time)
{
    private const double ColourWeight = 0.6;
    private const int Finalists = 12;
    private static readonly TimeSpan AveragesLast = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(PictureIndex Index, string Category), (float[] Mean, DateTimeOffset At)> _averages = new();

    public async Task<Result<VisualMatches>> FindAsync(ProductId product, int count, Currency currency, CancellationToken ct)
    {
        if ((await catalog.GetSummariesAsync([product], currency, ct)) is not [{ } summary])
        {
            return new NotFound("product");
        }

        using var held = sights.Hold(s => s.Serving);
        if (held is not { Sight.Index: var index } || summary.CategorySlug is not { } category || index.Find(product) is not { Colour: { } colour, Keys.Length: > 0 } own)
        {
            return new VisualMatches([]);
        }

        var best = new List<(string Place, ProductSummary Product, double Score)>();
        var looks = LooksOf(index, own);
        var completing = Outfit.Completing(category, await catalog.CategoriesAsync(ct)).ToDictionary(c => c.Category, c => c.Place);
        foreach (var kind in index.Products.Where(p => p.Category is { } c && completing.ContainsKey(c) && p is { Colour: not null, Keys.Length: > 0 }).GroupBy(p => p.Category!))
        {
            var finalists = kind.Select(p => (Product: p, Colour: ColourHarmony.Of(colour, p.Colour!.Value))).OrderByDescending(p => p.Colour).ThenBy(p => p.Product.Id.Value)
                .Take(Finalists).Select(p => (p.Product.Id, Score: (ColourWeight * p.Colour) + ((1 - ColourWeight) * (1 + Alike(looks, LooksOf(index, p.Product))) / 2)))
                .OrderByDescending(p => p.Score).ToList();
            var shown = (await catalog.GetSummariesAsync([.. finalists.Select(f => f.Id)], currency, ct)).FirstOrDefault(s => s.InStock);
            if (shown is not null)
            {
                best.Add((completing[kind.Key], shown, finalists.First(f => f.Id == shown.Id).Score));
            }
        }

        return new VisualMatches(
            [.. best.GroupBy(b => b.Place).Select(g => g.MaxBy(b => b.Score)).OrderByDescending(b => b.Score).Take(count).Select(b => new VisualMatch(b.Product, Math.Round(b.Score, 4)))]);
    }

    private static double Alike(float[] one, float[] other)
    {
        double both = 0, first = 0, second = 0;
        for (var i = 0; i < one.Length; i++)
        {
            both += one[i] * other[i];
            first += one[i] * one[i];
            second += other[i] * other[i];
        }

        return first * second > 1e-12 ? both / Math.Sqrt(first * second) : 0;
    }

    private float[] LooksOf(PictureIndex index, IndexedProduct product)
    {
        var looks = new float[index.Dimensions];
        if (index.VectorsOf(product, 1) is [var vector])
        {
            var average = AverageOf(index, product.Category ?? "");
            for (var i = 0; i < looks.Length; i++)
            {
                looks[i] = vector[i] - average[i];
            }
        }

        return looks;
    }

    private float[] AverageOf(PictureIndex index, string category)
    {
        var key = (index, category);
        if (_averages.TryGetValue(key, out var known) && time.GetUtcNow() - known.At < AveragesLast)
        {
            return known.Mean;
        }

        var mean = new float[index.Dimensions];
        var count = 0;
        foreach (var vector in index.Products.Where(p => p.Category == category).SelectMany(p => index.VectorsOf(p, 1)))
        {
            count++;
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += (vector[i] - mean[i]) / count;
            }
        }

        foreach (var old in _averages.Keys.Where(k => k.Index != index))
        {
            _averages.TryRemove(old, out _);
        }

        _averages[key] = (mean, time.GetUtcNow());
        return mean;
    }
}
