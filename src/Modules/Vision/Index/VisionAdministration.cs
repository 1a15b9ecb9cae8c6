using Maru.Contracts.Vision;
using Maru.Modules.Vision.Embedding;

namespace Maru.Modules.Vision.Index;

internal sealed class VisionAdministration(Sights sights, Rebuilds rebuilds, EmbeddingStore store, Embedders embedders) : IVisionAdministration
{
    private const int MissesShown = 20;

    public async Task<VisionCoverage> CoverageAsync(CancellationToken ct)
    {
        var model = embedders.Current.ModelVersion;
        var pictures = await rebuilds.AllPicturesAsync(ct);
        var (embedded, unreadable) = await store.CountAsync(model, pictures, ct);
        var misses = await store.MissesAsync(model, MissesShown, ct);
        var rebuild = await rebuilds.LastAsync(ct);
        using var held = sights.Hold(s => s.Serving);
        if (held is not { Sight: { Index: var index } sight })
        {
            return new VisionCoverage(model, model, 0, 0, pictures.Count, embedded, unreadable, 0, false, 0, misses, rebuild);
        }

        var statistics = index.Statistics;
        return new VisionCoverage(
            model, sight.Model, index.ProductCount, index.WithoutPicture, pictures.Count, embedded, unreadable, statistics.Count, statistics.Graphed, statistics.Bytes, misses, rebuild);
    }

    public Task<RebuildView> StartRebuildAsync(CancellationToken ct) => rebuilds.StartAsync(ct);

    public async Task<RebuildView?> ContinueRebuildAsync(CancellationToken ct)
    {
        await rebuilds.StepAsync(ct);
        return await rebuilds.LastAsync(ct);
    }
}
