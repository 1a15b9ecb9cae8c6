using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Searching;

internal sealed class VisualSearcher(
    Sights sights, PictureReader reader, GlanceCache cache, MatchFinder finder, GoesWith goesWith, SearchTeller teller, ICatalogBrowsing catalog) : IVision
{
    /// <summary>A product in many colours is looked for by its first pictures.</summary>
    private const int PicturesAsked = 4;

    public async Task<Result<VisualAnswer>> SearchAsync(VisualSearch search, CancellationToken ct)
    {
        using var held = sights.Hold(s => s.ForPictures);
        if (held is not { Sight: { Embedder: { } embedder } sight })
        {
            return new Unavailable("Visual search");
        }

        var key = GlanceCache.KeyOf(search.Picture, search.Crop);
        var glance = cache.Find(key, sight.Model);
        if (glance is null)
        {
            var seen = await reader.ReadAsync(search.Picture, search.Crop, image => Glance.At(image, search.Crop, embedder), ct);
            if (!seen.Succeeded)
            {
                return seen.Failure;
            }

            glance = seen.Value;
            cache.Keep(key, glance);
        }

        var regions = new List<SeenRegion>(glance.Parts.Count);
        foreach (var part in glance.Parts)
        {
            var matches = await finder.FindAsync(sight, part.Vectors, search.Filter, null, null, ct);
            if (!matches.Succeeded)
            {
                return matches.Failure;
            }

            regions.Add(new SeenRegion(part.Area, part.Color, Look.Write(glance.Model, part.Vectors), matches.Value.Items));
        }

        teller.Tell(search.User, regions);
        return new VisualAnswer(regions);
    }

    public async Task<Result<VisualMatches>> SearchAgainAsync(string look, VisualFilter filter, CancellationToken ct)
    {
        using var held = sights.Hold(s => s.All.FirstOrDefault(x => Look.Read(look, x.Model, x.Index.Dimensions) is not null));
        return held is { Sight: var sight } && Look.Read(look, sight.Model, sight.Index.Dimensions) is { } vectors
            ? await finder.FindAsync(sight, vectors, filter, null, null, ct)
            : sights.Serving is null ? new Unavailable("Visual search") : new LookUnknown();
    }

    public async Task<Result<VisualMatches>> SimilarAsync(ProductId product, SimilarQuery query, CancellationToken ct)
    {
        if ((await catalog.GetSummariesAsync([product], query.Currency, ct)) is not [var summary])
        {
            return new NotFound("product");
        }

        using var held = sights.Hold(s => s.Serving);
        if (held is not { Sight: var sight } || sight.Index.Find(product) is not { } indexed || sight.Index.VectorsOf(indexed, PicturesAsked) is not { Count: > 0 } vectors)
        {
            return new VisualMatches([]);
        }

        return await finder.FindAsync(
            sight, vectors, new VisualFilter(query.Currency, InStock: query.InStock, Count: query.Count), query.SameCategory ? summary.CategorySlug : null, product, ct);
    }

    public Task<Result<VisualMatches>> GoesWithAsync(ProductId product, int count, Currency currency, CancellationToken ct) => goesWith.FindAsync(product, count, currency, ct);
}
