using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>Answers a query by looking at every item once: an item that matches counts for all facets, one that fails a single filter for that filter's own.</summary>
internal static class ShelfQuery
{
    private static readonly int[] DiscountSteps = [10, 20, 30, 50, 70];

    [Flags]
    private enum Miss
    {
        None = 0,
        Category = 1,
        Brand = 2,
        Color = 4,
        Size = 8,
        Price = 16,
        Stock = 32,
        Discount = 64,
        Other = 128,
    }

    /// <param name="ranking">What the search says to the query's text; null if there is none or it cannot be asked: then the words are looked for as they stand.</param>
    public static ProductListing Run(CurrencyShelf shelf, ProductQuery query, SearchRanking? ranking)
    {
        var tree = shelf.Frame.Categories;
        var category = query.Category is null ? -1 : tree.NumberOf(query.Category) ?? -2;
        var terms = query.Text is null ? [] : ShelfItem.Normalise(query.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var matches = new TextMatches(terms, ranking);
        var found = new List<ShelfItem>();
        var counts = new FacetCounts(tree.All.Count);
        foreach (var item in shelf.Items)
        {
            var miss = Check(item, query, category, matches);
            if (miss == Miss.None)
            {
                found.Add(item);
            }

            Count(counts, item, miss);
        }

        Sort(found, query, matches);
        var page = found.Skip(query.Page.Offset).Take(query.Page.Size).Select(i => i.Summary).ToArray();
        return new ProductListing(new Page<ProductSummary>(page, found.Count, query.Page.Number, query.Page.Size), counts.ToFacets(shelf)) { Reading = ranking?.Reading };
    }

    private static Miss Check(ShelfItem item, ProductQuery query, int category, TextMatches matches)
    {
        var price = item.Best.Price.Amount;
        return (category == -1 || Array.IndexOf(item.CategoryPath, category) >= 0 ? Miss.None : Miss.Category)
            | (query.Brand is null || string.Equals(item.Brand?.Slug, query.Brand, StringComparison.OrdinalIgnoreCase) ? Miss.None : Miss.Brand)
            | (query.Color is null || Has(item.Colors, query.Color) ? Miss.None : Miss.Color)
            | (query.Size is null || Has(item.Sizes, query.Size) ? Miss.None : Miss.Size)
            | ((query.MinPrice is { } min && price < min) || (query.MaxPrice is { } max && price > max) ? Miss.Price : Miss.None)
            | (!query.InStock || item.InStock ? Miss.None : Miss.Stock)
            | (query.MinDiscount is not { } discount || item.Discount >= discount ? Miss.None : Miss.Discount)
            | (query.Seller is { } seller && !item.Variants.Any(v => v.Offers.Any(o => o.Seller.Id == seller)) ? Miss.Other : Miss.None)
            | (query.Tag is { } tag && !item.Product.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase) ? Miss.Other : Miss.None)
            | (matches.Holds(item) ? Miss.None : Miss.Other);
    }

    private static bool Has(IReadOnlyList<OptionValue> options, string code)
    {
        foreach (var option in options)
        {
            if (string.Equals(option.Code, code, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void Count(FacetCounts counts, ShelfItem item, Miss miss)
    {
        if ((miss & ~Miss.Category) == 0)
        {
            foreach (var number in item.CategoryPath)
            {
                counts.Categories[number]++;
            }
        }

        if ((miss & ~Miss.Brand) == 0 && item.Brand is { } brand)
        {
            FacetCounts.Add(counts.Brands, brand);
        }

        if ((miss & ~Miss.Color) == 0)
        {
            foreach (var color in item.Colors)
            {
                counts.AddOption(counts.Colors, color);
            }
        }

        if ((miss & ~Miss.Size) == 0)
        {
            foreach (var size in item.Sizes)
            {
                counts.AddOption(counts.Sizes, size);
            }
        }

        if ((miss & ~Miss.Price) == 0)
        {
            counts.AddPrice(item.Best.Price.Amount);
        }

        if ((miss & ~Miss.Stock) == 0 && item.InStock)
        {
            counts.InStock++;
        }

        if ((miss & ~Miss.Discount) == 0)
        {
            for (var i = 0; i < DiscountSteps.Length && item.Discount >= DiscountSteps[i]; i++)
            {
                counts.Discounts[i]++;
            }
        }
    }

    /// <summary>The shelf lies newest first, and sorting is stable: equals stay in that order.</summary>
    private static void Sort(List<ShelfItem> found, ProductQuery query, TextMatches matches)
    {
        IEnumerable<ShelfItem>? sorted = query.Sort switch
        {
            ProductSort.PriceAsc => found.OrderBy(i => i.Best.Price.Amount),
            ProductSort.PriceDesc => found.OrderByDescending(i => i.Best.Price.Amount),
            ProductSort.Discount => found.OrderByDescending(i => i.Discount),
            ProductSort.Name => found.OrderBy(i => i.Product.Name.In("en"), StringComparer.OrdinalIgnoreCase),
            ProductSort.Best when matches.IsAsked => matches.Sort(found),
            ProductSort.Best => found.OrderByDescending(i => i.InStock),
            ProductSort.Newest => null,
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Sort, null),
        };
        if (sorted is not null)
        {
            var items = sorted.ToArray();
            found.Clear();
            found.AddRange(items);
        }
    }

    private sealed class FacetCounts(int categories)
    {
        private const int MostValues = 100;
        private long _min = long.MaxValue;
        private long _max = long.MinValue;

        public int[] Categories { get; } = new int[categories];

        public Dictionary<ShelfBrand, int> Brands { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<string, (OptionValue Option, int Count)> Colors { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, (OptionValue Option, int Count)> Sizes { get; } = new(StringComparer.OrdinalIgnoreCase);

        public int[] Discounts { get; } = new int[DiscountSteps.Length];

        public int InStock { get; set; }

        public static void Add(Dictionary<ShelfBrand, int> counts, ShelfBrand key) => counts[key] = counts.GetValueOrDefault(key) + 1;

        public void AddOption(Dictionary<string, (OptionValue Option, int Count)> counts, OptionValue option) =>
            counts[option.Code] = counts.TryGetValue(option.Code, out var before) ? (before.Option, before.Count + 1) : (option, 1);

        public void AddPrice(long amount)
        {
            _min = Math.Min(_min, amount);
            _max = Math.Max(_max, amount);
        }

        public ProductFacets ToFacets(CurrencyShelf shelf) => new(
            [.. Categories.Index().Where(c => c.Item > 0).Select(c => new FacetValue(shelf.Frame.Categories.All[c.Index].Slug, shelf.Frame.Categories.All[c.Index].Name, c.Item))],
            [.. Brands.OrderByDescending(b => b.Value).ThenBy(b => b.Key.Slug, StringComparer.Ordinal).Take(MostValues).Select(b => new FacetValue(b.Key.Slug, b.Key.Name, b.Value))],
            Options(Colors), Options(Sizes),
            _min > _max ? null : new PriceRange(new Money(_min, shelf.Currency), new Money(_max, shelf.Currency)),
            InStock,
            [.. DiscountSteps.Zip(Discounts, (step, count) => new DiscountStep(step, count)).Where(d => d.Count > 0)]);

        private static FacetValue[] Options(Dictionary<string, (OptionValue Option, int Count)> counts) =>
            [.. counts.Values.OrderByDescending(c => c.Count).ThenBy(c => c.Option.Code, StringComparer.Ordinal).Take(MostValues)
                .Select(c => new FacetValue(c.Option.Code, c.Option.Label, c.Count, c.Option.Hex))];
    }
}
