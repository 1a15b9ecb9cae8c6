using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

internal sealed record ShelfCategory(Guid Id, string Slug, Guid? Parent, LocalizedText Name, IReadOnlyList<AttributeDefinition> Attributes);

/// <summary>The tree of categories, frozen. A category's number is its place in <see cref="All"/>.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly Dictionary<string, int> _bySlug = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[][] _paths;

    /// <param name="all">In the order in which siblings are shown. A category whose parents run in a circle counts as a root.</param>
    public CategoryTree(IReadOnlyList<ShelfCategory> all)
    {
        All = all;
        for (var i = 0; i < all.Count; i++)
        {
            _numbers[all[i].Id] = i;
            _bySlug[all[i].Slug] = i;
        }

        _paths = [.. all.Select((_, i) => FindPath(i))];
    }

    public static CategoryTree Empty { get; } = new([]);

    public IReadOnlyList<ShelfCategory> All { get; }

    public int? NumberOf(string slug) => _bySlug.TryGetValue(slug, out var number) ? number : null;

    /// <summary>From the root down to the category itself.</summary>
    public int[] PathOf(Guid? category) => category is { } id && _numbers.TryGetValue(id, out var number) ? _paths[number] : [];

    /// <summary>A category's own attributes and those of the categories above it; the lower wins where both define one.</summary>
    public IReadOnlyList<AttributeDefinition> AttributesOf(Guid? category)
    {
        var found = new Dictionary<string, AttributeDefinition>(StringComparer.Ordinal);
        foreach (var number in PathOf(category))
        {
            foreach (var definition in All[number].Attributes)
            {
                found[definition.Code] = definition;
            }
        }

        return [.. found.Values];
    }

    /// <param name="counts">Products by category number, those below included.</param>
    public IReadOnlyList<CategoryNode> ToNodes(int[] counts)
    {
        var children = Enumerable.Range(0, All.Count).ToLookup(i => _paths[i].Length < 2 ? -1 : _paths[i][^2]);
        return Nodes(-1);

        List<CategoryNode> Nodes(int parent) =>
            [.. children[parent].Select(i => new CategoryNode(All[i].Slug, All[i].Name, parent < 0 ? null : All[parent].Slug, counts[i], Nodes(i)))];
    }

    private int[] FindPath(int number)
    {
        var path = new List<int> { number };
        while (All[path[^1]].Parent is { } parent && _numbers.TryGetValue(parent, out var above) && !path.Contains(above))
        {
            path.Add(above);
        }

        path.Reverse();
        return [.. path];
    }
}
