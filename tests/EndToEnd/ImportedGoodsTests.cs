using Maru.Contracts;
using Maru.Contracts.Catalog;
using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>Goods from another shop's file are bought here.</summary>
public sealed class ImportedGoodsTests(BrowserFixture shop)
{
    // The columns of help.shopify.com/manual/products/import-export/using-csv, in their order.
    private const string File =
        """
        Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Variant Tax Code,Cost per item,Status
        wool-blanket,Wool blanket,"<p>Woven in <strong>Yecheon</strong>.</p>",Soban,Home & Garden > Linens & Bedding > Bedding > Blankets,Blankets,"wool, winter",TRUE,Size,Single,,,,,BLANKET-S,1200,shopify,14,deny,manual,89.00,120.00,TRUE,TRUE,,,,,FALSE,,,,g,,,active
        wool-blanket,,,,,,,,,Double,,,,,BLANKET-D,1900,shopify,9,deny,manual,129.00,,TRUE,TRUE,,,,,,,,,g,,,active
        """;

    [Fact]
    public async Task Guest_AfterAShopifyFileWasImported_BuysFromIt()
    {
        var ct = TestContext.Current.CancellationToken;
        var files = shop.Get<ICatalogFiles>();
        var path = Path.Combine(Path.GetTempPath(), $"maru-{Guid.NewGuid():N}.csv");
        await System.IO.File.WriteAllTextAsync(path, File, ct);
        var started = await files.StartImportAsync(new ImportFile(path, null, Currency.Usd, Sellers.House) { Temporary = true }, ct);
        started.Succeeded.ShouldBeTrue();
        started.Value.Format.ShouldBe(FileFormat.Shopify);
        await shop.SeesAsync("wool-blanket");
        (await files.FindImportAsync(started.Value.Id, ct))!.Problems.ShouldBeEmpty();

        var (page, errors) = await shop.VisitAsync("/en/p/wool-blanket");
        await page.GetByText("Double").ClickAsync();
        await page.Locator("[data-price]", new() { HasText = "$129.00" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).First.ClickAsync();
        await page.FillAddressAsync();
        await page.FillCardAsync("4242 4242 4242 4242");
        await page.PayAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Wool blanket");
        errors.ShouldBeEmpty();
    }
}
