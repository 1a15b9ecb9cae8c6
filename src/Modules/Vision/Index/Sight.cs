using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Engines.Imaging.Embedding;
using Maru.Modules.Vision.Embedding;

namespace Maru.Modules.Vision.Index;

/// <summary>The shop as one model sees it: its index, and what it has not looked at yet.</summary>
/// <param name="embedder">Null if this process has no such model any more: then what is stored is all there is.</param>
internal sealed class Sight(string model, IImageEmbedder? embedder, PictureIndex index, EmbeddingStore store)
{
    private readonly Dictionary<string, HashSet<ProductId>> _waiting = [];

    public string Model { get; } = model;

    public IImageEmbedder? Embedder { get; } = embedder;

    public PictureIndex Index { get; } = index;

    /// <summary>Nothing is left to look at, as far as is known.</summary>
    public bool IsWhole => Embedder is null || _waiting.Count == 0;

    /// <summary>Brings some goods up to date; those no longer published leave.</summary>
    public async Task UpdateAsync(IReadOnlyCollection<ProductId> ids, IReadOnlyList<ProductDetail> details, CancellationToken ct)
    {
        var lacking = details.SelectMany(d => IndexedProduct.HashesOf(d).Where(h => !Index.Has(d.Id, h)).Select(h => (Hash: h, d.Id))).ToLookup(l => l.Hash, l => l.Id);
        var hashes = lacking.Select(l => l.Key).ToArray();
        var seen = (await store.ReadAsync(Model, hashes, ct)).ToDictionary(s => s.Hash);
        var unreadable = hashes.Length == seen.Count ? new HashSet<string>() : await store.UnreadableAsync(Model, hashes, ct);
        var strangers = details.Where(d => Index.Find(d.Id) is null).Select(d => IndexedProduct.HashesOf(d).FirstOrDefault()).OfType<string>().Where(h => !seen.ContainsKey(h));
        Index.Put(details, seen, await store.ReadColoursAsync(Model, [.. strangers.Distinct()], ct));

        foreach (var gone in ids.Except(details.Select(d => d.Id)))
        {
            Index.Remove(gone);
        }

        foreach (var hash in hashes)
        {
            if (seen.ContainsKey(hash) || unreadable.Contains(hash))
            {
                _waiting.Remove(hash);
            }
            else if (_waiting.TryGetValue(hash, out var products))
            {
                products.UnionWith(lacking[hash]);
            }
            else
            {
                _waiting[hash] = [.. lacking[hash]];
            }
        }
    }

    /// <summary>Some pictures to look at next.</summary>
    public string[] Next() => [.. _waiting.Keys.Take(PictureEmbedder.BatchSize)];

    /// <summary>Stops waiting for pictures that were looked at (or could not be).</summary>
    /// <returns>The products that waited for them.</returns>
    public IReadOnlySet<ProductId> Take(IReadOnlyList<string> hashes)
    {
        var products = new HashSet<ProductId>();
        foreach (var hash in hashes)
        {
            if (_waiting.Remove(hash, out var waited))
            {
                products.UnionWith(waited);
            }
        }

        return products;
    }
}
