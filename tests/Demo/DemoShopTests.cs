namespace Maru.Demo.Tests;

public sealed class DemoShopTests
{
    private static readonly IReadOnlyList<DemoProduct> Products = DemoShop.Products();

    [Fact]
    public void Pictures_WhenCatalogueNamesThem_AreAllThere()
    {
        var there = DemoShop.Pictures().ToHashSet();
        Products.SelectMany(p => p.Pictures).Select(p => p.File).Where(f => !there.Contains(f)).ShouldBeEmpty();
        Products.ShouldAllBe(p => p.Pictures.Count > 0);
        Products.ShouldAllBe(p => p.Variants.All(v => p.Pictures.Any(i => i.Color == v.Color.Code)));
        DemoShop.Categories().Where(c => c.Picture is not null && !there.Contains(c.Picture)).ShouldBeEmpty();
    }

    [Fact]
    public void Pictures_WhenCountedTogether_StayWithinTenMegabytes()
    {
        var bytes = DemoShop.Pictures().Sum(name =>
        {
            using var stream = DemoShop.OpenPicture(name)!;
            return stream.Length;
        });
        bytes.ShouldBeLessThanOrEqualTo(10_000_000);
    }

    [Fact]
    public void OpenPicture_WhenNameIsUnknown_IsNull() => DemoShop.OpenPicture("no-such.webp").ShouldBeNull();

    [Fact]
    public void Products_WhenCounted_FillAShop()
    {
        Products.Count.ShouldBeGreaterThanOrEqualTo(250);
        Products.Select(p => p.Category).Distinct().Count().ShouldBeGreaterThanOrEqualTo(12);
        Products.Select(p => p.Slug).ShouldBeUnique();
        Products.SelectMany(p => p.Variants).Select(v => v.Sku).ShouldBeUnique();
    }

    [Fact]
    public void Prices_WhenReadInBothCurrencies_AreSaneAndAgree()
    {
        foreach (var v in Products.SelectMany(p => p.Variants))
        {
            v.PriceKrw.ShouldBeInRange(3_000, 1_000_000, v.Sku);
            (v.PriceKrw % 100).ShouldBe(0, v.Sku);
            ((double)v.PriceKrw / v.PriceUsdCents).ShouldBeInRange(8, 18, v.Sku);
            (v.CompareAtKrw is null).ShouldBe(v.CompareAtUsdCents is null, v.Sku);
            if (v.CompareAtKrw is { } before)
            {
                (1 - (double)v.PriceKrw / before).ShouldBeInRange(0.04, 0.61, v.Sku);
                v.CompareAtUsdCents!.Value.ShouldBeGreaterThan(v.PriceUsdCents, v.Sku);
            }

            v.WeightGrams.ShouldBePositive(v.Sku);
            v.Stock.Keys.Order().ShouldBe(DemoShop.Warehouses.Order(), v.Sku);
            v.Stock.Values.ShouldAllBe(n => n >= 0);
        }
    }

    [Fact]
    public void Stock_WhenTheShopIsAnOutlet_IsGoneInSomeSizesButInNoProductAltogether()
    {
        Products.SelectMany(p => p.Variants).Count(v => v.Stock.Values.Sum() == 0).ShouldBeGreaterThan(50);
        Products.Count(p => p.Variants.Sum(v => v.Stock.Values.Sum()) == 0).ShouldBeLessThan(6);
    }

    [Fact]
    public void Texts_WhenReadInEitherLanguage_AreWritten()
    {
        foreach (var p in Products)
        {
            foreach (var text in p.Attributes.Values.Append(p.Name).Append(p.Summary).Append(p.Description))
            {
                text.Ko.ShouldNotBeNullOrWhiteSpace(p.Slug);
                text.En.ShouldNotBeNullOrWhiteSpace(p.Slug);
                text.En.Any(c => c is >= '가' and <= '힣').ShouldBeFalse($"{p.Slug}: {text.En}");
            }

            p.Name.Ko.Any(c => c is >= '가' and <= '힣').ShouldBeTrue(p.Slug);
            p.Pictures.ShouldAllBe(i => i.AltKo.Length > 0 && i.AltEn.Length > 0);
        }
    }

    [Fact]
    public void References_WhenFollowed_LeadSomewhere()
    {
        var categories = DemoShop.Categories();
        var slugs = categories.Select(c => c.Slug).ToHashSet();
        var brands = DemoShop.Brands().Select(b => b.Slug).ToHashSet();
        var sellers = DemoShop.Sellers().Select(s => s.Slug).ToHashSet();
        categories.Where(c => c.Parent is not null).ShouldAllBe(c => slugs.Contains(c.Parent!));
        Products.ShouldAllBe(p => categories.Any(c => c.Slug == p.Category && c.Parent != null) && brands.Contains(p.Brand) && sellers.Contains(p.Seller));
        DemoShop.Promotions().ShouldAllBe(p => p.Categories.All(slugs.Contains) && p.Brands.All(brands.Contains));
        DemoShop.Coupons().ShouldAllBe(c => (c.Percent != null) != (c.AmountKrw != null));
    }

    [Fact]
    public void Reviews_WhenRead_SpeakOfGoodsWeSellInBothLanguagesAndNotOnlyWell()
    {
        var reviews = DemoShop.Reviews();
        var products = Products.ToDictionary(p => p.Slug);
        reviews.Count.ShouldBeInRange(1300, 1700);
        reviews.ShouldAllBe(r => products.ContainsKey(r.Product) && r.Stars >= 1 && r.Stars <= 5 && r.Text.Length > 0 && r.DaysAgo >= 0);
        reviews.Count(r => r.Language == "en").ShouldBeGreaterThan(150);
        reviews.Count(r => r.Language == "ko").ShouldBeGreaterThan(700);
        reviews.Count(r => r.Stars <= 2).ShouldBeGreaterThan(60);
        reviews.Average(r => r.Stars).ShouldBeInRange(3.8, 4.7);
    }
}
