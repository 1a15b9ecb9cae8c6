using Maru.Engines.Vectors;
using Maru.Modules.Vision.Embedding;

namespace Maru.Modules.Vision.Index;

/// <summary>
/// The index that answers and, while a new model has not seen everything, the one that will. The old model's index goes when the new one's is whole, so
/// that nobody searches half a shop.
/// </summary>
internal sealed class Sights(Embedders embedders, EmbeddingStore store, ModelBook models, Rebuilds rebuilds, SnapshotFolder snapshots, CategoryNumbers categories)
{
    private volatile Sight? _serving;
    private volatile Sight? _next;
    private bool _marked;

    /// <summary>Null until the first look at the database.</summary>
    public Sight? Serving => _serving;

    /// <summary>Of the new model, while an old one answers.</summary>
    public Sight? Next => _next;

    public IReadOnlyList<Sight> All => (_serving, _next) switch
    {
        (null, _) => [],
        (var one, null) => [one],
        var (one, two) => [one, two],
    };

    /// <summary>What a picture from outside is looked at with: the model that answers if it is still here, else the one that will answer.</summary>
    public Sight? ForPictures => _serving is { Embedder: not null } serving ? serving : _next ?? _serving;

    /// <summary>Keeps a sight's index from going while somebody searches it. Null if there is no such sight.</summary>
    public HeldSight? Hold(Func<Sights, Sight?> which)
    {
        while (which(this) is { } sight)
        {
            // One that cannot be entered has just been replaced; the next look finds the one in its place.
            if (sight.Index.Enter())
            {
                return new HeldSight(sight);
            }
        }

        return null;
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        if (_serving is not null)
        {
            return;
        }

        var current = embedders.Current;
        var known = await models.ListAsync(ct);
        await models.UseAsync(current.ModelVersion, current.Dimensions, ct);
        var sight = await SightAsync(current.ModelVersion, current.Dimensions, fromSnapshot: true, ct);
        var isWhole = known.Any(m => m.Version == current.ModelVersion && m.WholeAt is not null);
        if (!isWhole && known.FirstOrDefault(m => m.Version != current.ModelVersion && m.WholeAt is not null) is { } old)
        {
            await models.UseAsync(old.Version, old.Dimensions, ct);
            _next = sight;
            sight = await SightAsync(old.Version, old.Dimensions, fromSnapshot: true, ct);
        }

        _serving = sight;
    }

    /// <summary>Puts the new model in the old one's place once it has seen everything. Call it after all goods have been walked through.</summary>
    public async Task ExchangeAsync(CancellationToken ct)
    {
        if (_next is { IsWhole: true } next)
        {
            await models.MarkWholeAsync(next.Model, ct);
            _next = null;
            Replace(next);
        }
        else if (_next is null && _serving is { IsWhole: true } serving && !_marked)
        {
            await models.MarkWholeAsync(serving.Model, ct);
            _marked = true;
        }
    }

    /// <summary>An empty sight of the current model, if a rebuild has ended since the one that answers was made.</summary>
    public async Task<Sight?> BeginAnewAsync(CancellationToken ct)
    {
        var current = embedders.Current;
        return _next is null && _serving is { } serving && serving.Model == current.ModelVersion
            && serving.Index.Name != PictureIndex.Options(current.ModelVersion, current.Dimensions, await rebuilds.EpochAsync(current.ModelVersion, ct)).ModelVersion
            ? await SightAsync(current.ModelVersion, current.Dimensions, fromSnapshot: false, ct)
            : null;
    }

    public void Replace(Sight sight)
    {
        var old = _serving;
        _serving = sight;
        old?.Index.Leave();
    }

    public void DropStrays()
    {
        foreach (var sight in All)
        {
            sight.Index.DropStrays();
        }
    }

    public void Save()
    {
        if (_serving is { } serving)
        {
            snapshots.Save(serving.Index);
        }
    }

    private async Task<Sight> SightAsync(string model, int dimensions, bool fromSnapshot, CancellationToken ct)
    {
        var options = PictureIndex.Options(model, dimensions, await rebuilds.EpochAsync(model, ct));
        var vectors = fromSnapshot ? snapshots.Open(options) : new VectorIndex<PictureKey>(options);
        return new Sight(model, embedders.Find(model), new PictureIndex(vectors, categories), store);
    }
}

/// <summary>Let go of it when the search has ended.</summary>
internal sealed class HeldSight(Sight sight) : IDisposable
{
    public Sight Sight { get; } = sight;

    public void Dispose() => Sight.Index.Leave();
}
