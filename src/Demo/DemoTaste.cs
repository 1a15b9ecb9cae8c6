namespace Maru.Demo;

/// <summary>Who likes what, and when: the choice of a product for an order.</summary>
internal sealed class DemoTaste
{
    // January first: what a month does to a category. What is not named sells the year round.
    private static readonly Dictionary<string, double[]> Seasons = new()
    {
        ["down-jackets"] = [2.0, 1.2, 0.4, 0.15, 0.1, 0.1, 0.2, 0.5, 0.9, 2.0, 3.0, 2.8],
        ["coats"] = [1.6, 1.0, 0.7, 0.3, 0.1, 0.1, 0.1, 0.4, 1.2, 2.2, 2.6, 2.0],
        ["fleece"] = [1.5, 1.0, 0.8, 0.5, 0.2, 0.1, 0.1, 0.3, 1.1, 2.2, 2.2, 1.6],
        ["knitwear"] = [1.4, 1.0, 0.8, 0.5, 0.3, 0.2, 0.2, 0.5, 1.3, 2.0, 2.0, 1.7],
        ["tees"] = [0.4, 0.5, 0.8, 1.3, 1.9, 2.2, 2.2, 1.6, 0.9, 0.5, 0.4, 0.4],
        ["shirts"] = [0.6, 0.8, 1.2, 1.5, 1.5, 1.2, 1.1, 1.0, 1.3, 1.2, 0.8, 0.6],
        ["shells"] = [0.6, 0.8, 1.4, 1.6, 1.3, 1.3, 1.4, 1.0, 1.4, 1.3, 0.8, 0.5],
        ["sandals"] = [0.1, 0.1, 0.4, 1.0, 2.2, 3.0, 2.8, 1.8, 0.6, 0.2, 0.1, 0.1],
        ["boots"] = [1.3, 0.9, 0.8, 0.8, 0.6, 0.6, 0.8, 0.6, 1.2, 1.8, 2.0, 1.8],
        ["sunglasses"] = [0.5, 0.6, 0.9, 1.4, 1.9, 2.1, 2.0, 1.5, 0.9, 0.6, 0.5, 0.6],
        ["gloves"] = [2.0, 1.0, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4, 1.5, 3.0, 3.2],
        ["scarves"] = [1.6, 0.9, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 1.8, 2.8, 3.4],
        ["tents"] = [0.3, 0.4, 1.1, 1.9, 2.2, 1.7, 1.5, 1.1, 1.6, 1.5, 0.6, 0.3],
        ["furniture"] = [0.3, 0.4, 1.1, 1.9, 2.1, 1.7, 1.5, 1.1, 1.5, 1.4, 0.6, 0.3],
        ["lanterns"] = [0.7, 0.6, 1.0, 1.4, 1.5, 1.3, 1.2, 1.0, 1.4, 1.5, 1.1, 1.4],
        ["watches"] = [0.8, 1.2, 0.9, 0.9, 1.3, 0.9, 0.8, 0.8, 1.0, 1.0, 1.3, 2.2],
    };

    private static readonly HashSet<string> Sized = ["sneakers", "boots", "sandals", "jeans", "trousers"];

    private readonly IReadOnlyList<DemoProduct> _products;
    private readonly Dictionary<string, string> _parents;
    private readonly string[] _roots;
    private readonly Dictionary<string, DemoProduct> _bySku;

    public DemoTaste(IReadOnlyList<DemoProduct> products, IReadOnlyList<DemoCategory> categories)
    {
        _products = products;
        _parents = categories.Where(c => c.Parent is not null).ToDictionary(c => c.Slug, c => c.Parent!);
        _roots = [.. categories.Where(c => c.Parent is null).Select(c => c.Slug)];
        _bySku = products.SelectMany(p => p.Variants.Select(v => (v.Sku, p))).ToDictionary(v => v.Sku, v => v.p);
    }

    /// <param name="Purse">Above one: pays readily for dear things.</param>
    internal sealed record Likes(string Root, string Second, string Brand, bool? Women, double Purse);

    public Likes For(DemoDice dice)
    {
        double[] weights = [24, 24, 15, 13, 8, 16];
        return new Likes(
            _roots[dice.Weighted(weights)], _roots[dice.Weighted(weights)], _products[dice.Below(_products.Count)].Brand,
            dice.Next() switch { < 0.46 => true, < 0.88 => false, _ => null }, 0.5 + dice.Next() * 1.1);
    }

    public DemoVariant Pick(Likes likes, DateOnly date, DateOnly today, DemoDice dice)
    {
        var weights = new double[_products.Count];
        var age = today.DayNumber - date.DayNumber;
        for (var i = 0; i < weights.Length; i++)
        {
            var p = _products[i];
            if (p.CreatedDaysAgo < age && p.CreatedDaysAgo < 60)
            {
                continue;
            }

            var root = _parents[p.Category];
            var gender = p.Slug.StartsWith("womens-", StringComparison.Ordinal) ? true : p.Slug.StartsWith("mens-", StringComparison.Ordinal) ? false : (bool?)null;
            var fits = gender is null || likes.Women is null ? 1 : gender == likes.Women ? 1.6 : 0.12;
            var price = p.Variants[0].PriceKrw / 90_000.0;
            weights[i] = (0.04 + p.Popularity) * (root == likes.Root ? 3.2 : root == likes.Second ? 1.8 : 0.7) * (p.Brand == likes.Brand ? 2.2 : 1) * fits
                * (Seasons.TryGetValue(p.Category, out var season) ? season[date.Month - 1] : 1) / (1 + Math.Pow(price / (1.4 * likes.Purse), 2) * 0.35);
        }

        var variants = _products[dice.Weighted(weights)].Variants;
        // Middle sizes sell most: the mean of two throws leans to the middle.
        return variants[(int)((dice.Next() + dice.Next()) / 2 * variants.Count)];
    }

    public double ReturnRate(IReadOnlyList<DemoOrderLine> lines) => lines.Max(l => Sized.Contains(_bySku[l.Sku].Category) ? 0.11 : _bySku[l.Sku].Options.Contains("size") ? 0.075 : 0.03);
}
