using System.Collections.Concurrent;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Vision.Index;

/// <summary>Categories as the index knows them: numbers, for as long as the process runs. 0 is for no category.</summary>
internal sealed class CategoryNumbers(ICatalogBrowsing catalog)
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private int _last;

    public int NumberOf(string slug) => _numbers.GetOrAdd(slug, _ => Interlocked.Increment(ref _last));

    /// <summary>A category and all below it; null if there is no such category.</summary>
    public async Task<IReadOnlyList<int>?> WithDescendantsAsync(string slug, CancellationToken ct) =>
        Find(await catalog.CategoriesAsync(ct), slug) is { } node ? [.. Below(node).Select(n => NumberOf(n.Slug))] : null;

    public static CategoryNode? Find(IEnumerable<CategoryNode> nodes, string slug) =>
        nodes.Select(n => string.Equals(n.Slug, slug, StringComparison.OrdinalIgnoreCase) ? n : Find(n.Children, slug)).FirstOrDefault(n => n is not null);

    public static IEnumerable<CategoryNode> Below(CategoryNode node) => [node, .. node.Children.SelectMany(Below)];
}
