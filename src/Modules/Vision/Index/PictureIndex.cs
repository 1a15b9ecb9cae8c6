using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Engines.Imaging;
using Maru.Engines.Vectors;
using Maru.Modules.Vision.Embedding;

namespace Maru.Modules.Vision.Index;

/// <summary>
/// This process's index over all product pictures as one model sees them. One writer; searches at any time, each within <see cref="Enter"/> and
/// <see cref="Leave"/>, so that an index that another has replaced goes when its last search has ended.
/// </summary>
internal sealed class PictureIndex
{
    /// <summary>Score is 1/(1 + distance) and must be at least a half: nothing farther away than this counts as alike.</summary>
    public const float Farthest = 1;

    private readonly ConcurrentDictionary<ProductId, IndexedProduct> _products = new();
    private readonly VectorIndex<PictureKey> _vectors;
    private readonly CategoryNumbers _categories;
    private int _users = 1;

    public PictureIndex(VectorIndex<PictureKey> vectors, CategoryNumbers categories)
    {
        _vectors = vectors;
        _categories = categories;
    }

    public static VectorIndexOptions Options(string model, int dimensions, string epoch) => new(dimensions, ModelVersion: $"{model} {epoch}")
    {
        SearchBreadth = 128,

        // Shoppers are served by the same processor.
        Threads = Math.Max(1, Environment.ProcessorCount / 2),
    };

    /// <summary>The model and the rebuild it belongs to.</summary>
    public string Name => _vectors.Options.ModelVersion;

    public int ProductCount => _products.Count;

    public int WithoutPicture => _products.Count(p => p.Value.Hashes.Count == 0);

    public IReadOnlyCollection<IndexedProduct> Products => (IReadOnlyCollection<IndexedProduct>)_products.Values;

    public VectorStatistics Statistics => _vectors.Statistics;

    public IndexedProduct? Find(ProductId id) => _products.GetValueOrDefault(id);

    public bool Has(ProductId product, string hash) => _vectors.Contains(PictureKey.Of(product, hash));

    public int Dimensions => _vectors.Options.Dimensions;

    /// <summary>False when the index was replaced meanwhile: take the one in its place.</summary>
    public bool Enter()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Called once more than <see cref="Enter"/>, by its owner, it ends the index.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _vectors.Dispose();
        }
    }

    /// <summary>Brings products to the state given; pictures whose vector is neither here nor in <paramref name="seen"/> are left out.</summary>
    public void Put(IReadOnlyList<ProductDetail> products, IReadOnlyDictionary<string, SeenPicture> seen, IReadOnlyDictionary<string, IReadOnlyList<Colour>> colours)
    {
        var fresh = new List<VectorEntry<PictureKey>>();
        foreach (var product in products)
        {
            var before = Find(product.Id);
            var attributes = new VectorAttributes(product.CategorySlug is { } slug ? _categories.NumberOf(slug) : 0, product.Price.Amount, product.InStock);
            var hashes = IndexedProduct.HashesOf(product);
            var keys = new List<PictureKey>(hashes.Length);
            foreach (var hash in hashes)
            {
                var key = PictureKey.Of(product.Id, hash);
                if (_vectors.SetAttributes(key, attributes))
                {
                    keys.Add(key);
                }
                else if (seen.TryGetValue(hash, out var picture))
                {
                    fresh.Add(new VectorEntry<PictureKey>(key, picture.Vector, attributes));
                    keys.Add(key);
                }
            }

            foreach (var gone in before?.Keys.Except(keys) ?? [])
            {
                _vectors.Remove(gone);
            }

            var first = hashes.FirstOrDefault() ?? "";
            var stands = seen.TryGetValue(first, out var shown) ? shown.Colours : colours.GetValueOrDefault(first) ?? [];
            var colour = stands.Count > 0 ? Lab.Of(stands[0]) : before is not null && before.Hashes.FirstOrDefault() == first ? before.Colour : null;
            _products[product.Id] = new IndexedProduct(product.Id, product.CategorySlug, hashes, [.. keys], colour);
        }

        if (fresh.Count > 0)
        {
            _vectors.SetAll(fresh);
        }
    }

    public void Remove(ProductId id)
    {
        if (_products.TryRemove(id, out var product))
        {
            foreach (var key in product.Keys)
            {
                _vectors.Remove(key);
            }
        }
    }

    /// <summary>Drops what a snapshot brought along that is no product's picture any more.</summary>
    public void DropStrays()
    {
        foreach (var key in _vectors.Keys())
        {
            if (Find(key.ProductId) is not { } product || !product.Keys.Contains(key))
            {
                _vectors.Remove(key);
            }
        }
    }

    public void Save(string path) => _vectors.Save(path);

    /// <summary>Vectors of a product's pictures, as many as asked for, the first picture first.</summary>
    public IReadOnlyList<float[]> VectorsOf(IndexedProduct product, int most)
    {
        var vectors = new List<float[]>();
        foreach (var key in product.Keys.Take(most))
        {
            var vector = new float[Dimensions];
            if (_vectors.TryGet(key, vector))
            {
                vectors.Add(vector);
            }
        }

        return vectors;
    }

    /// <summary>The nearest products by their nearest picture, none twice, up to <see cref="Farthest"/>.</summary>
    /// <param name="without">Left out.</param>
    public List<(ProductId Product, float Distance)> Search(ReadOnlySpan<float> vector, int count, VectorFilter<PictureKey>? filter, ProductId? without = null)
    {
        // A product has several pictures: more are asked for until there are enough products.
        for (var wanted = (4 * count) + 4; ; wanted *= 4)
        {
            var matches = _vectors.Search(vector, new VectorQuery<PictureKey>(wanted, Filter: filter)).Matches;
            var found = new List<(ProductId, float)>(count);
            var met = new HashSet<ProductId>();
            foreach (var match in matches)
            {
                if (match.Distance > Farthest || found.Count == count)
                {
                    return found;
                }

                var product = match.Key.ProductId;
                if (product != without && met.Add(product))
                {
                    found.Add((product, match.Distance));
                }
            }

            if (found.Count == count || matches.Count < wanted)
            {
                return found;
            }
        }
    }
}
