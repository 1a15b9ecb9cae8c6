using Maru.Contracts;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Products;

/// <summary>Finds the brands and categories that products name, and makes those that are missing.</summary>
internal static class Frames
{
    private const char PathSeparator = '>';

    public static async Task<IReadOnlyDictionary<string, Guid>> BrandsAsync(Transaction transaction, IEnumerable<string> names, CancellationToken ct)
    {
        var bySlug = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            bySlug.TryAdd(Slugs.From(name), name.Trim());
        }

        var found = await SelectAsync(transaction, "brands", bySlug.Keys, ct);
        var missing = bySlug.Where(b => !found.ContainsKey(b.Key)).ToArray();
        if (missing.Length > 0)
        {
            await transaction.ExecuteAsync(
                "insert into brands (id, slug, name) select i, s, n::jsonb from unnest(@ids, @slugs, @names) as x(i, s, n) on conflict (slug) do nothing",
                new
                {
                    ids = missing.Select(_ => Guid.CreateVersion7()).ToArray(),
                    slugs = missing.Select(b => b.Key).ToArray(),
                    names = missing.Select(b => MaruJson.Write(LocalizedText.Same(b.Value))).ToArray(),
                },
                ct);
            found = await SelectAsync(transaction, "brands", bySlug.Keys, ct);
        }

        return found;
    }

    /// <summary>The slug a product's category ends in. A path ("Outdoor > Pots") ends in the slug of all its names.</summary>
    public static string CategorySlug(string category) => Steps(category)[^1].Slug;

    public static async Task<IReadOnlyDictionary<string, Guid>> CategoriesAsync(Transaction transaction, IEnumerable<string> categories, CancellationToken ct)
    {
        var steps = categories.SelectMany(Steps).DistinctBy(s => s.Slug).ToArray();
        var found = await SelectAsync(transaction, "categories", steps.Select(s => s.Slug), ct);
        // Level by level, since a child needs the id of its parent.
        foreach (var level in steps.Where(s => !found.ContainsKey(s.Slug)).GroupBy(s => s.Level).OrderBy(g => g.Key))
        {
            foreach (var step in level.OrderBy(s => s.Slug, StringComparer.Ordinal))
            {
                await transaction.ExecuteAsync(
                    "insert into categories (id, slug, parent, name) values (@id, @slug, @parent, @name::jsonb) on conflict (slug) do nothing",
                    new
                    {
                        id = Guid.CreateVersion7(), slug = step.Slug, parent = step.Parent is { } p && found.TryGetValue(p, out var parent) ? parent : (Guid?)null,
                        name = MaruJson.Write(LocalizedText.Same(step.Name)),
                    },
                    ct);
            }

            found = await SelectAsync(transaction, "categories", steps.Select(s => s.Slug), ct);
        }

        return found;
    }

    private static CategoryStep[] Steps(string category)
    {
        var names = category.Split(PathSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(n => Slugs.From(n).Length > 0).ToArray();
        var steps = new CategoryStep[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            steps[i] = new CategoryStep(i, Slugs.From(string.Join(' ', names.Take(i + 1))), names[i], i == 0 ? null : steps[i - 1].Slug);
        }

        return steps.Length > 0 ? steps : [new CategoryStep(0, "uncategorised", "Uncategorised", null)];
    }

    private static async Task<Dictionary<string, Guid>> SelectAsync(Transaction transaction, string table, IEnumerable<string> slugs, CancellationToken ct) =>
        (await transaction.QueryAsync<SlugRow>($"select slug, id from {table} where slug = any(@slugs)", new { slugs = slugs.ToArray() }, ct))
        .ToDictionary(r => r.Slug, r => r.Id, StringComparer.Ordinal);

    private sealed record SlugRow(string Slug, Guid Id);

    private sealed record CategoryStep(int Level, string Slug, string Name, string? Parent);
}
