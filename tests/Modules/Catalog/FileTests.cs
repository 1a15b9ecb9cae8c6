using System.Globalization;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Files;
using Maru.Platform.Data;
using Maru.Testing.Shop;

namespace Maru.Modules.Catalog.Tests;

public sealed class FileTests(ShopFixture shop) : IClassFixture<ShopFixture>, IDisposable
{
    private const string Header = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maru-files-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ICatalogFiles Files => shop.Get<ICatalogFiles>();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Import_OfShopifyVariantsOverSeveralRows_MakesOneProduct()
    {
        var run = await ImportAsync("a.csv", Header +
            "pot,Clay Pot,\"<p>Round</p><script>alert(1)</script>\",Company,Outdoor,\"Pot, Plants\",true,Size,Small,,120,3,9.99,12.50,https://pictures.example/pot.jpg\n" +
            "pot,,,,,,,,Large,,240,1,15.99,,https://pictures.example/pot-2.jpg\n");
        run.Created.ShouldBe(1);
        var pot = (await shop.Get<ICatalogBrowsing>().FindAsync("pot", Currency.Usd, Ct))!;
        pot.Description.En.ShouldBe("<p>Round</p>");
        pot.Variants.Select(v => v.Sku).ShouldBe(["POT-SMALL", "POT-LARGE"]);
        pot.Variants[0].Price.ShouldBe(new Money(999, Currency.Usd));
        pot.Variants[0].CompareAtPrice.ShouldBe(new Money(1250, Currency.Usd));
        pot.Pictures.Count.ShouldBe(2);
        pot.CategoryPath.ShouldHaveSingleItem().Slug.ShouldBe("outdoor");
    }

    [Fact]
    public async Task Import_WithBadRows_ReportsEachWithItsLineAndTakesTheRest()
    {
        var run = await ImportAsync("b.csv", Header +
            "good-1,Good,,,,,true,,,,,,5,,\n" +
            "bad-price,Bad,,,,,true,,,,,,five,,\n" +
            ",No handle,,,,,true,,,,,,5,,\n" +
            "bad-stock,Bad,,,,,true,,,,,1.5,5,,\n" +
            "good-2,\"Good\nover lines\",,,,,true,,,,,,5,,\n" +
            "bad-grams,Bad,,,,,true,,,,heavy,,5,,\n");
        run.Created.ShouldBe(2);
        run.Problems.Select(p => p.Line).ShouldBe([3, 4, 5, 8]);
        run.Status.ShouldBe(ImportStatus.Done);
    }

    [Fact]
    public async Task Import_WhenRepeated_ChangesNothingAndTellsNothing()
    {
        const string Text = Header + "again,Again,,,,,true,,,,,7,5,,\n";
        (await ImportAsync("c.csv", Text)).Created.ShouldBe(1);
        var told = await ToldAsync();
        var second = await ImportAsync("c.csv", Text);
        (second.Created, second.Updated, second.Unchanged).ShouldBe((0, 0, 1));
        (await ToldAsync()).ShouldBe(told);
    }

    [Fact]
    public async Task Import_AsADryRun_ReportsAndChangesNothing()
    {
        var told = await ToldAsync();
        var run = await ImportAsync("d.csv", Header + "dry,Dry,,,,,true,,,,,7,5,,\nworse,Worse,,,,,true,,,,,7,x,,\n", dryRun: true);
        (run.Created, run.Failed).ShouldBe((1, 1));
        (await ToldAsync()).ShouldBe(told);
        (await shop.Get<ICatalogBrowsing>().FindAsync("dry", Currency.Usd, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Import_OfAGoogleFeed_GroupsVariantsWhereverTheyStand()
    {
        var run = await ImportAsync("e.tsv",
            "id\ttitle\tdescription\timage link\tavailability\tprice\tsale price\titem group id\tcolor\tsize\n" +
            "G1\tCoat\tWarm\thttps://p.example/1.jpg\tin stock\t100.00 USD\t80.00 USD\tcoat\tNavy\tS\n" +
            "X1\tMug\tBlue\thttps://p.example/2.jpg\tin stock\t9.00 USD\t\t\t\t\n" +
            "G2\tCoat\tWarm\thttps://p.example/3.jpg\tout of stock\t100.00 USD\t\tcoat\tNavy\tM\n" +
            "\tNo id\t\t\t\t1 USD\t\t\t\t\n");
        (run.Created, run.Failed).ShouldBe((2, 1));
        var coat = (await shop.Get<ICatalogBrowsing>().FindAsync("coat", Currency.Usd, Ct))!;
        coat.Variants.Select(v => v.Sku).ShouldBe(["G1", "G2"]);
        coat.Variants[0].Price.Amount.ShouldBe(8000);
        coat.Variants[0].CompareAtPrice!.Value.Amount.ShouldBe(10000);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>", "DTD")]
    [InlineData("<rss><channel><item><title>broken", "broken")]
    public async Task Import_OfXmlThatIsRefused_SaysWhy(string xml, string reason)
    {
        var run = await ImportAsync("f.xml", xml);
        run.Status.ShouldBe(ImportStatus.Failed);
        run.Error!.ShouldContain(reason);
    }

    [Fact]
    public async Task Import_OfJsonLines_RefusesWhatItDoesNotKnow()
    {
        const string Good = "\"slug\":\"line-1\",\"name\":{\"ko\":\"줄\"},\"variants\":[{\"sku\":\"L1\",\"priceKrw\":1000,\"color\":{\"code\":\"red\",\"ko\":\"빨강\",\"en\":\"Red\",\"hex\":\"#ff0000\"}}]";
        var run = await ImportAsync("g.jsonl",
            "{" + Good + "}\n{" + Good.Replace("line-1", "line-2").Replace("L1", "L2") + ",\"surprise\":1}\n{\"slug\":\"x\",\"slug\":\"y\",\"name\":{}}\nnonsense\n[]\n{\"name\":{\"en\":\"no slug\"}}\n" +
            "{" + Good.Replace("line-1", "Bad Slug").Replace("L1", "L3") + "}\n{" + Good.Replace("line-1", "line-3").Replace("1000", "-1").Replace("L1", "L4") + "}\n" +
            "{" + Good.Replace("line-1", "line-4").Replace("1000", "1e3").Replace("L1", "L5") + "}\n");
        run.Created.ShouldBe(1);
        run.Problems.Select(p => p.Line).Order().ShouldBe([2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("a/b.png")]
    public async Task Import_WithAPictureOutsideItsFolder_TakesTheProductWithoutIt(string file)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret.png"), "secret", Ct);
        var slug = "picture-" + Math.Abs(file.GetHashCode(StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture);
        var run = await ImportAsync("h.jsonl", $"{{\"slug\":\"{slug}\",\"name\":{{\"en\":\"P\"}},\"variants\":[{{\"priceKrw\":1}}],\"pictures\":[{{\"file\":\"{file}\"}}]}}\n");
        run.Created.ShouldBe(1);
        run.Problems.ShouldHaveSingleItem();
        (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Krw, Ct))!.Pictures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 65, 0 })]
    [InlineData(new byte[] { 65, 0, 66 })]
    [InlineData(new byte[] { })]
    public async Task StartImport_OfAFileThatIsNoText_RefusesIt(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "file.csv");
        await File.WriteAllBytesAsync(path, content, Ct);
        (await Files.StartImportAsync(new ImportFile(path, null, Currency.Usd, Sellers.House), Ct)).Failure.ShouldBeOfType<FileRefused>();
    }

    [Fact]
    public async Task Import_OfAFileThatIsNotUtf8_SaysSo()
    {
        var path = Path.Combine(_folder.FullName, "latin.csv");
        await File.WriteAllBytesAsync(path, [.. Encoding.ASCII.GetBytes(Header + "caf"), 0xE9, .. ",Caf,,,,,true,,,,,,5,,\n"u8], Ct);
        (await RunAsync(new ImportFile(path, null, Currency.Usd, Sellers.House))).Error!.ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData(FileFormat.Shopify)]
    [InlineData(FileFormat.Google)]
    [InlineData(FileFormat.GoogleXml)]
    [InlineData(FileFormat.Jsonl)]
    public async Task Export_ReadBackIn_GivesTheSameProducts(FileFormat format)
    {
        var slug = "round-" + format.ToString().ToLowerInvariant();
        var seller = (await shop.Get<ICatalogImport>().EnsureSellerAsync("seller-" + slug, "Seller", Ct)).Value;
        var draft = Goods.Shirt(slug, 1380) with
        {
            Name = LocalizedText.Same("=HYPERLINK(\"http://evil\")"),
            Description = LocalizedText.Same("<p>+1 - \"quoted\", 2 &lt; 3 <strong>한국어</strong></p>"),
            Tags = ["@home", "plain"],
        };
        await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(seller), Ct);
        var before = await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Usd, Ct);
        var path = Path.Combine(_folder.FullName, slug);
        (await Files.ExportAsync(new ExportFile(path, format, Currency.Usd, seller), Ct)).Value!.Variants.ShouldBe(2);
        var text = await File.ReadAllTextAsync(path, Ct);
        text.Split('\n', ',', '\t').ShouldAllBe(cell => format == FileFormat.GoogleXml || !cell.StartsWith('=') && !cell.StartsWith("\"="));

        await shop.Get<ICatalogImport>().ImportAsync([draft with { Name = LocalizedText.Same("Overwritten"), Description = new LocalizedText() }], new ImportOptions(seller), Ct);
        var run = await RunAsync(new ImportFile(path, format, Currency.Usd, seller));
        (run.Updated, run.Failed).ShouldBe((1, 0), string.Join("; ", run.Problems.Select(p => p.Reason)));
        var after = (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Usd, Ct))!;
        after.Name.In("en").ShouldBe(before!.Name.In("en"));
        after.Description.In("en").ShouldBe(before.Description.In("en"));
        after.CategorySlug.ShouldBe(before.CategorySlug);
        after.BrandSlug.ShouldBe(before.BrandSlug);
        after.Variants.Select(v => (v.Sku, v.Price)).ShouldBe(before.Variants.Select(v => (v.Sku, v.Price)));
    }

    private Task<ImportRun> ImportAsync(string name, string text, bool dryRun = false)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return RunAsync(new ImportFile(path, null, Currency.Usd, Sellers.House, dryRun));
    }

    private async Task<ImportRun> RunAsync(ImportFile file)
    {
        var files = shop.Get<CatalogFiles>();
        var started = await files.StartImportAsync(file, Ct);
        started.Succeeded.ShouldBeTrue(started.Failure?.Message);
        var run = await files.WaitAsync(started.Value!.Id, Ct);
        await shop.Get<Shelf.ShelfKeeper>().RefreshAsync(Ct);
        return run;
    }

    private async Task<long> ToldAsync() => await shop.Get<Database<CatalogModule>>().QuerySingleOrDefaultAsync<long>("select count(*) from outbox", null, Ct);
}
