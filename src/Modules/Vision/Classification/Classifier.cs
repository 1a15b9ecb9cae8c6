using Maru.Contracts;
using Maru.Engines.Imaging.Categories;
using Maru.Engines.Vectors;
using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Classification;

/// <summary>
/// Chooses categories for products by pictures whose category people chose, else by words. Made for one run: it keeps the reference items it chose.
/// </summary>
internal sealed class Classifier
{
    /// <summary>Where the word of products is not worth more than chance; the same for both rules.</summary>
    public const double Threshold = CategoryRules.DefaultThreshold;

    private static readonly NeighbourRule Neighbours = new();

    private readonly PictureIndex _index;
    private readonly IReadOnlySet<ProductId> _known;
    private readonly CategoryRules _words;
    private readonly Dictionary<string, IndexedProduct[]> _references;

    /// <param name="known">Whose category people chose.</param>
    public Classifier(PictureIndex index, IReadOnlySet<ProductId> known, IReadOnlyList<KeywordRule> words)
    {
        _index = index;
        _known = known;
        _words = new CategoryRules(index.Dimensions, words);
        _references = index.Products.Where(p => p is { Category: not null, Keys.Length: > 0 } && known.Contains(p.Id)).GroupBy(p => p.Category!)
            .ToDictionary(g => g.Key, g => Spread([.. g.OrderBy(p => p.Id.Value)], CategoryRules.ReferenceItems + 1));
    }

    /// <summary>
    /// The neighbours' choice. Where there are too few neighbours to agree the ten reference items of each category are asked; where neighbours disagree
    /// they would be wrong more often than the product's name.
    /// </summary>
    public CategoryChoice Choose(IndexedProduct product, string name)
    {
        var (choice, found) = ByNeighbours(product);
        if (choice.Category is null && found < Neighbours.MustAgree)
        {
            choice = ByReferences(product);
        }

        return choice.Category is not null ? choice : ByWords(name) is { Category: not null } named ? named with { Similarity = choice.Similarity } : choice;
    }

    public (CategoryChoice Choice, int Found) ByNeighbours(IndexedProduct product)
    {
        if (_index.VectorsOf(product, 1) is not [var vector])
        {
            return (Nothing, 0);
        }

        var filter = new VectorFilter<PictureKey>(Where: key => key.ProductId != product.Id && _known.Contains(key.ProductId));
        var nearest = _index.Search(vector, NeighbourRule.Neighbours, filter)
            .Select(n => (_index.Find(n.Product)?.Category, Cosine: 1 - (n.Distance * n.Distance / 2))).Where(n => n.Category is not null)
            .Select(n => new KnownNeighbour(n.Category!, n.Cosine)).ToList();
        var choice = Neighbours.Choose(nearest);
        return (choice.Similarity >= Threshold ? choice : choice with { Category = null, Source = CategorySource.None }, nearest.Count);
    }

    public CategoryChoice ByReferences(IndexedProduct product)
    {
        if (_index.VectorsOf(product, 1) is not [var vector])
        {
            return Nothing;
        }

        var rules = new CategoryRules(_index.Dimensions, [], Threshold);
        foreach (var (category, items) in _references)
        {
            rules.SetReference(category, [.. items.Where(i => i.Id != product.Id).SelectMany(i => _index.VectorsOf(i, 1)).Select(v => (ReadOnlyMemory<float>)v)]);
        }

        return rules.Choose(vector, "");
    }

    public CategoryChoice ByWords(string name) => _words.Choose([], name);

    private static CategoryChoice Nothing { get; } = new(null, CategorySource.None, 0);

    private static T[] Spread<T>(T[] items, int most) =>
        items.Length <= most ? items : [.. Enumerable.Range(0, most).Select(i => items[(long)i * items.Length / most])];
}
