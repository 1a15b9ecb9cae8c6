using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Search.Prices;

/// <summary>Every offer of every product, the lowest first, in this process; kept in step together with the index.</summary>
internal sealed class PriceBoard
{
    private readonly ConcurrentDictionary<ProductId, ListedOffer[]> _offers = new();

    public void Put(ProductDetail product) => _offers[product.Id] =
    [
        .. product.Variants.SelectMany(v => v.Offers).Select(o => new ListedOffer(product.Id, product.Slug, product.Name, o.Sku, o.Seller, o.Condition, o.Price, o.InStock))
            .OrderBy(o => o, ByPrice.Instance),
    ];

    public void Remove(ProductId product) => _offers.TryRemove(product, out _);

    /// <summary>All offers of one product, the lowest first.</summary>
    public IReadOnlyList<ListedOffer> Of(ProductId product) => _offers.GetValueOrDefault(product) ?? [];

    /// <summary>The lowest offer of each product, the lowest of these first.</summary>
    /// <param name="inStockOnly">Leaves out what cannot be bought now.</param>
    public (IReadOnlyList<ListedOffer> Lowest, int Total) Among(IEnumerable<ProductId> products, bool inStockOnly, int limit)
    {
        // Sorted and never longer than asked for, however many goods there are.
        var lowest = new SortedSet<ListedOffer>(ByPrice.Instance);
        var total = 0;
        foreach (var product in products)
        {
            if (!_offers.TryGetValue(product, out var offers) || Array.Find(offers, o => o.InStock || !inStockOnly) is not { } offer)
            {
                continue;
            }

            total++;
            if (lowest.Count < limit || ByPrice.Instance.Compare(offer, lowest.Max) < 0)
            {
                lowest.Add(offer);
                if (lowest.Count > limit)
                {
                    lowest.Remove(lowest.Max!);
                }
            }
        }

        return ([.. lowest], total);
    }

    private sealed class ByPrice : IComparer<ListedOffer>
    {
        public static readonly ByPrice Instance = new();

        public int Compare(ListedOffer? x, ListedOffer? y)
        {
            var order = x!.Price.Amount.CompareTo(y!.Price.Amount);
            return order != 0 ? order : x.Product != y.Product ? x.Product.Value.CompareTo(y.Product.Value) : string.CompareOrdinal(x.Sku, y.Sku);
        }
    }
}

internal sealed record ListedOffer(ProductId Product, string Slug, LocalizedText Name, string Sku, SellerLink Seller, OfferCondition Condition, Money Price, bool InStock);
