using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.EndToEnd.Tests;

/// <summary>Something to buy in the tests' shop.</summary>
internal static class Shelf
{
    private static readonly SemaphoreSlim Filling = new(1);

    /// <summary>A mug, and a shirt in two colours and sizes. They are put there once.</summary>
    public static async Task StockAsync(this BrowserFixture shop)
    {
        var ct = TestContext.Current.CancellationToken;
        await Filling.WaitAsync(ct);
        try
        {
            if (await shop.Get<ICatalogBrowsing>().FindAsync("first-shirt", Currency.Usd, ct) is null)
            {
                await FillAsync(shop, ct);
            }
        }
        finally
        {
            Filling.Release();
        }

        await shop.SeesAsync("first-mug");
        await shop.SeesAsync("first-shirt");
    }

    /// <summary>Waits until the shop window shows the goods as something that can be bought.</summary>
    public static async Task<ProductDetail> SeesAsync(this BrowserFixture shop, string slug)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            if (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Usd, patience.Token) is { InStock: true } product)
            {
                return product;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private static async Task FillAsync(BrowserFixture shop, CancellationToken ct)
    {
        var sellers = shop.Get<ISellers>();
        var seller = await sellers.RegisterAsync(new SellerApplication("First seller", "seller@example.com") { Country = "KR" }, null, ct);
        await sellers.DecideAsync(seller.Value!.Id, SellerStatus.Approved, null, ct);
        var mug = new ProductDraft("first-mug", new LocalizedText("첫 컵", "First mug"))
        {
            Summary = new LocalizedText("차를 담아요.", "It holds tea."),
            Variants = [Variant("FIRST-MUG", 2000, 24000, [])],
        };
        var shirt = new ProductDraft("first-shirt", new LocalizedText("첫 셔츠", "First shirt"))
        {
            Variants =
            [
                .. from color in new[] { new OptionValue("color", "navy", new LocalizedText("남색", "Navy"), "#1f2a44"), new OptionValue("color", "sand", new LocalizedText("모래색", "Sand"), "#d8c7a8") }
                   from size in new[] { "S", "M" }
                   select Variant($"FIRST-SHIRT-{color.Code}-{size}".ToUpperInvariant(), 4500, 58000, [color, new OptionValue("size", size, LocalizedText.Same(size))]),
            ],
        };
        (await shop.Get<ICatalogImport>().ImportAsync([mug, shirt], new ImportOptions(seller.Value.Id), ct)).Problems.ShouldBeEmpty();
    }

    private static VariantDraft Variant(string sku, long cents, long won, IReadOnlyList<OptionValue> options) =>
        new(sku, [new PriceDraft(new Money(cents, Currency.Usd)), new PriceDraft(new Money(won, Currency.Krw))])
        {
            Options = options, WeightGrams = 400, Stock = new Dictionary<string, int> { [""] = 500 },
        };
}
