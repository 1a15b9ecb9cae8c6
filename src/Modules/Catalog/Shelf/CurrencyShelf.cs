using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>Everything on sale at one moment, in one currency, newest first. Never changes; the next moment has another.</summary>
internal sealed class CurrencyShelf
{
    private readonly IReadOnlyDictionary<ProductId, int> _places;
    private IReadOnlyList<CategoryNode>? _categories;
    private IReadOnlyList<BrandView>? _brands;

    private CurrencyShelf(Currency currency, ShelfFrame frame, ShelfItem[] items, IReadOnlyDictionary<ProductId, int> places)
    {
        Currency = currency;
        Frame = frame;
        Items = items;
        _places = places;
    }

    public Currency Currency { get; }

    public ShelfFrame Frame { get; }

    public ShelfItem[] Items { get; }

    /// <summary>Lists written out before; they die with this moment.</summary>
    public WrittenAnswers Answers { get; } = new();

    public static CurrencyShelf Empty(Currency currency) => new(currency, ShelfFrame.Empty, [], new Dictionary<ProductId, int>());

    public static CurrencyShelf Of(Currency currency, ShelfFrame frame, IEnumerable<ShelfItem> items)
    {
        var sorted = items.ToArray();
        Array.Sort(sorted, NewestFirst);
        return new CurrencyShelf(currency, frame, sorted, Places(sorted));
    }

    /// <summary>The next moment: some items changed, came or went (null).</summary>
    public CurrencyShelf With(IReadOnlyDictionary<ProductId, ShelfItem?> changes)
    {
        var inPlace = changes.All(c => c.Value is { } item
            ? _places.TryGetValue(c.Key, out var place) && Items[place].Product.CreatedAt == item.Product.CreatedAt
            : !_places.ContainsKey(c.Key));
        if (!inPlace)
        {
            return Of(Currency, Frame, Items.Where(i => !changes.ContainsKey(i.Product.Id)).Concat(changes.Values.OfType<ShelfItem>()));
        }

        var items = (ShelfItem[])Items.Clone();
        foreach (var (id, item) in changes)
        {
            if (item is not null)
            {
                items[_places[id]] = item;
            }
        }

        return new CurrencyShelf(Currency, Frame, items, _places);
    }

    public ShelfItem? Find(ProductId id) => _places.TryGetValue(id, out var place) ? Items[place] : null;

    public IReadOnlyList<CategoryNode> Categories()
    {
        if (_categories is null)
        {
            var counts = new int[Frame.Categories.All.Count];
            foreach (var number in Items.SelectMany(i => i.CategoryPath))
            {
                counts[number]++;
            }

            _categories = Frame.Categories.ToNodes(counts);
        }

        return _categories;
    }

    /// <summary>Brands with something on sale, by name.</summary>
    public IReadOnlyList<BrandView> Brands() => _brands ??=
    [
        .. Items.Where(i => i.Brand is not null).GroupBy(i => i.Brand!).Select(g => new BrandView(g.Key.Slug, g.Key.Name, g.Count()))
            .OrderBy(b => b.Name.In("en"), StringComparer.OrdinalIgnoreCase),
    ];

    private static int NewestFirst(ShelfItem a, ShelfItem b)
    {
        var order = b.Product.CreatedAt.CompareTo(a.Product.CreatedAt);
        return order != 0 ? order : b.Product.Id.Value.CompareTo(a.Product.Id.Value);
    }

    private static Dictionary<ProductId, int> Places(ShelfItem[] items)
    {
        var places = new Dictionary<ProductId, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            places[items[i].Product.Id] = i;
        }

        return places;
    }
}
