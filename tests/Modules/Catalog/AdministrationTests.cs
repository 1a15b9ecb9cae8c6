using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Platform.Data;
using Maru.Testing.Shop;

namespace Maru.Modules.Catalog.Tests;

public sealed class AdministrationTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Product_CreatedChangedAndArchived_IsSeenAtOnce()
    {
        var staff = await StaffAsync();
        var created = await PostAsync(staff, "/api/v1/admin/products", Json("admin-coat", 50_000));
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync(Ct));
        var product = await ReadAsync(created);
        var id = product.GetProperty("id").GetString();
        (await shop.Client.GetAsync("/api/v1/products/admin-coat", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var changed = await PutAsync(staff, $"/api/v1/admin/products/{id}?version=1", Json("admin-coat", 40_000));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync(Ct));
        (await PriceAsync("admin-coat")).ShouldBe(40_000);
        (await PutAsync(staff, $"/api/v1/admin/products/{id}?version=1", Json("admin-coat", 30_000))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var renamed = await PutAsync(staff, $"/api/v1/admin/products/{id}?version=2", Json("admin-coat-2", 40_000));
        renamed.StatusCode.ShouldBe(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync(Ct));
        (await shop.Client.GetAsync("/api/v1/products/admin-coat", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await staff.DeleteAsync($"/api/v1/admin/products/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await shop.Client.GetAsync("/api/v1/products/admin-coat-2", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var listed = await ReadAsync(await staff.GetAsync("/api/v1/admin/products?status=archived&q=admin-coat-2", Ct));
        listed.GetProperty("total").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task BulkEdit_OfPriceAndTags_ChangesAllOrNone()
    {
        await ImportAsync(Goods.Shirt("bulk-1", 10_000), Goods.Shirt("bulk-2", 999));
        var ids = new[] { await IdAsync("bulk-1"), await IdAsync("bulk-2") };
        var catalog = shop.Get<ICatalogAdministration>();
        (await catalog.BulkEditAsync(new BulkEdit([.. ids]) { PricePercent = -15, MarkDown = true, AddTags = ["sale"] }, null, Ct)).Value!.Changed.ShouldBe(2);
        (await PriceAsync("bulk-1")).ShouldBe(8_500);
        (await PriceAsync("bulk-2")).ShouldBe(849);
        var list = JsonDocument.Parse(await shop.Client.GetStringAsync("/api/v1/products?tag=sale&minDiscount=15", Ct)).RootElement;
        list.GetProperty("total").GetInt64().ShouldBe(2);

        (await catalog.BulkEditAsync(new BulkEdit([ids[0], ProductId.New()]) { PricePercent = 100 }, null, Ct)).Failure.ShouldBeOfType<NotFound>();
        (await PriceAsync("bulk-1")).ShouldBe(8_500);
        (await catalog.BulkEditAsync(new BulkEdit([ids[0]]) { PricePercent = -91 }, null, Ct)).Failure.ShouldBeOfType<ValidationFailure>();
    }

    [Fact]
    public async Task Import_AfterAChangeByHand_KeepsItUntilTheSourceChanges()
    {
        await ImportAsync(Goods.Shirt("hand-shirt", 10_000));
        await shop.Get<ICatalogAdministration>().BulkEditAsync(new BulkEdit([await IdAsync("hand-shirt")]) { PricePercent = 10 }, null, Ct);
        (await ImportAsync(Goods.Shirt("hand-shirt", 10_000))).Unchanged.ShouldBe(1);
        (await PriceAsync("hand-shirt")).ShouldBe(11_000);
        (await ImportAsync(Goods.Shirt("hand-shirt", 12_000))).Updated.ShouldBe(1);
        (await PriceAsync("hand-shirt")).ShouldBe(12_000);
    }

    [Fact]
    public async Task Seller_SeesAndChangesOnlyItsOwn()
    {
        var (one, first) = await SellerAsync("first-seller");
        var (_, second) = await SellerAsync("second-seller");
        var created = await PostAsync(first, "/api/v1/seller/products", Json("first-sellers-cup", 9_000));
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync(Ct));
        var id = (await ReadAsync(created)).GetProperty("id").GetString();

        (await first.GetAsync($"/api/v1/seller/products/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.GetAsync($"/api/v1/seller/products/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(second, $"/api/v1/seller/products/{id}?version=1", Json("first-sellers-cup", 1))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await second.DeleteAsync($"/api/v1/seller/products/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(second, "/api/v1/seller/products/bulk", $"{{\"products\":[\"{id}\"],\"pricePercent\":-50}}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await second.GetAsync("/api/v1/admin/products", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ReadAsync(await second.GetAsync($"/api/v1/seller/products?seller={one}", Ct))).GetProperty("total").GetInt64().ShouldBe(0);
        (await PriceAsync("first-sellers-cup")).ShouldBe(9_000);
    }

    [Fact]
    public async Task Offers_OfSeveralSellers_CompeteForTheVariant()
    {
        var shirt = Goods.Shirt("contested-shirt", 10_000);
        await ImportAsync(shirt with { Variants = [.. shirt.Variants.Select(v => v with { Stock = null })] });
        var (_, seller) = await SellerAsync("cheap-seller");
        var id = await IdAsync("contested-shirt");
        const string Options = "[{\"name\":\"color\",\"code\":\"navy\",\"label\":{\"en\":\"navy\"}},{\"name\":\"size\",\"code\":\"M\",\"label\":{\"en\":\"M\"}}]";
        var put = await PutAsync(seller, $"/api/v1/seller/products/{id}/offers", $"{{\"sku\":\"CHEAP-M\",\"options\":{Options},\"prices\":[{{\"price\":{{\"amount\":9000,\"currency\":\"KRW\"}}}}]}}");
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent, await put.Content.ReadAsStringAsync(Ct));

        var variant = await LeaderAsync("contested-shirt", "CHEAP-M", "neither is in stock, so the cheaper one leads");
        variant.GetProperty("offers").GetArrayLength().ShouldBe(2);
        await StockAsync("contested-shirt-navy-m", 3);
        await LeaderAsync("contested-shirt", "contested-shirt-navy-m", "the dearer one can be delivered");
        await StockAsync("CHEAP-M", 3);
        await LeaderAsync("contested-shirt", "CHEAP-M", "both can be delivered, so the cheaper one leads");

        (await seller.DeleteAsync("/api/v1/seller/offers/contested-shirt-navy-m", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var sellerId = (await shop.Get<ICatalogImport>().FindSellerAsync("cheap-seller", Ct))!.Value;
        await shop.Get<ISellers>().DecideAsync(sellerId, SellerStatus.Suspended, "complaints", Ct);
        (await VariantsAsync("contested-shirt"))[0].GetProperty("offers").GetArrayLength().ShouldBe(1);
        (await shop.Get<ICatalog>().GetVariantsAsync(["CHEAP-M"], Currency.Krw, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attributes_OfACategory_AreInheritedAndEnforced()
    {
        var catalog = shop.Get<ICatalogAdministration>();
        (await catalog.SaveCategoryAsync(new CategoryDraft("outer", new LocalizedText("아우터", "Outer"), null, [new AttributeDefinition("shell", LocalizedText.Same("Shell"), AttributeKind.Text, Required: true)]), Ct)).Succeeded.ShouldBeTrue();
        (await catalog.SaveCategoryAsync(new CategoryDraft("down", new LocalizedText("다운", "Down"), "outer",
            [new AttributeDefinition("fit", LocalizedText.Same("Fit"), AttributeKind.Choice) { Choices = [LocalizedText.Same("slim"), LocalizedText.Same("loose")] }]), Ct)).Succeeded.ShouldBeTrue();
        (await catalog.AttributesAsync("down", Ct))!.Select(a => a.Code).ShouldBe(["shell", "fit"]);

        var draft = Goods.Shirt("down-jacket", category: "down") with { Attributes = new Dictionary<string, LocalizedText> { ["fit"] = LocalizedText.Same("huge") } };
        var failure = (await catalog.CreateAsync(draft, Sellers.House, Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        failure.Errors.Keys.ShouldBe(["attributes.shell", "attributes.fit"], ignoreOrder: true);

        (await catalog.SaveCategoryAsync(new CategoryDraft("outer", LocalizedText.Same("Outer"), "down", []), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await catalog.RemoveCategoryAsync("outer", Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await catalog.RemoveCategoryAsync("down", Ct)).Succeeded.ShouldBeTrue();
        (await shop.Client.GetStringAsync("/api/v1/categories", Ct)).ShouldNotContain("\"down\"");
    }

    [Theory]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[],\"surprise\":1}")]
    [InlineData("{\"slug\":\"bad\",\"slug\":\"worse\",\"name\":{\"en\":\"x\"}}")]
    [InlineData("{\"slug\":5,\"name\":{\"en\":\"x\"}}")]
    [InlineData("{\"slug\":\"bad\",\"name\":null}")]
    [InlineData("{\"name\":{\"en\":\"x\"}}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[null]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":1}}]}]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":-1,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":1.5,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"variants\":[{\"sku\":\"../x\",\"prices\":[{\"price\":{\"amount\":1,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("{\"slug\":\"../../etc\",\"name\":{\"en\":\"x\"},\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":1,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"\\u0000\"},\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":1,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("{\"slug\":\"bad\",\"name\":{\"en\":\"x\"},\"pictures\":[{\"url\":\"file:///etc/passwd\",\"alt\":{}}],\"variants\":[{\"sku\":\"a\",\"prices\":[{\"price\":{\"amount\":1,\"currency\":\"KRW\"}}]}]}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public async Task Create_WithABodyThatMakesNoSense_IsABadRequest(string body)
    {
        var answer = await PostAsync(await StaffAsync(), "/api/v1/admin/products", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Create_WithAHugeBody_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/admin/products")
        {
            Content = new StringContent("{\"slug\":\"" + new string('x', 5 << 20) + "\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true;
        var answer = await (await StaffAsync()).SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Create_WithSqlAndScriptInEveryText_KeepsThemAsText()
    {
        const string Evil = "'); drop table products; -- <script>alert(1)</script>";
        var draft = Goods.Shirt("evil-shirt") with
        {
            Name = LocalizedText.Same(Evil), Summary = LocalizedText.Same(Evil), Description = LocalizedText.Same(Evil), Brand = Evil, Tags = [Evil], Category = null, SeoTitle = Evil,
            Attributes = new Dictionary<string, LocalizedText> { [Evil[..20]] = LocalizedText.Same(Evil) },
        };
        (await shop.Get<ICatalogAdministration>().CreateAsync(draft, Sellers.House, Ct)).Succeeded.ShouldBeTrue();
        var text = await shop.Client.GetStringAsync("/api/v1/products/evil-shirt", Ct);
        text.ShouldNotContain("<script", Case.Insensitive);
        JsonDocument.Parse(text).RootElement.GetProperty("name").GetString().ShouldBe(Evil);
        JsonDocument.Parse(text).RootElement.GetProperty("description").GetString()!.ShouldNotContain('<');
    }

    [Theory]
    [InlineData("/api/v1/admin/products")]
    [InlineData("/api/v1/seller/products")]
    [InlineData("/api/v1/admin/sellers")]
    [InlineData("/api/v1/admin/imports")]
    [InlineData("/api/v1/admin/exports/jsonl")]
    public async Task Administration_ByAStranger_IsRefused(string path) =>
        (await shop.Client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Media_Uploaded_IsServedInSizesForGood()
    {
        var staff = await StaffAsync();
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");
        var stored = await ReadAsync(await staff.PostAsync("/api/v1/admin/media", new ByteArrayContent(png), Ct));
        var picture = await shop.Client.GetAsync($"/media/{stored.GetProperty("hash").GetString()}/320.jpg", Ct);
        picture.StatusCode.ShouldBe(HttpStatusCode.OK);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        picture.Headers.CacheControl!.ToString().ShouldContain("immutable");

        foreach (var path in new[] { "321.jpg", "320.png", "..%2f..%2fmaster.key", "320.jpg%00" })
        {
            (await shop.Client.GetAsync($"/media/{stored.GetProperty("hash").GetString()}/{path}", Ct)).IsSuccessStatusCode.ShouldBeFalse(path);
        }

        (await shop.Client.GetAsync("/media/..%2f..%2f/320.jpg", Ct)).IsSuccessStatusCode.ShouldBeFalse();
        foreach (var bad in new[] { "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "plain text", "" })
        {
            (await staff.PostAsync("/api/v1/admin/media", new ByteArrayContent(Encoding.UTF8.GetBytes(bad)), Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task Import_OverHttp_RunsAndReports()
    {
        var staff = await StaffAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Handle,Title,Variant Price,Published\nhttp-mug,Mug,5,true\nhttp-bad,Bad,x,true\n"), "file", "../../../evil.csv" },
            { new StringContent("KRW"), "currency" },
        };
        var answer = await staff.PostAsync("/api/v1/admin/imports", form, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Ct));
        var started = await ReadAsync(answer);
        started.GetProperty("name").GetString().ShouldBe("evil.csv");
        await shop.Get<Files.CatalogFiles>().WaitAsync(started.GetProperty("id").GetGuid(), Ct);
        var run = await ReadAsync(await staff.GetAsync(answer.Headers.Location, Ct));
        (run.GetProperty("created").GetInt32(), run.GetProperty("failed").GetInt32()).ShouldBe((1, 1));
        (await staff.GetAsync("/api/v1/admin/exports/shopify?currency=KRW", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Member_WhoRegistersAsASeller_WaitsForApproval()
    {
        var sellers = shop.Get<ISellers>();
        var user = UserId.New();
        var application = new SellerApplication("Wool & Co", "wool@example.com") { Country = "KR", Policy = LocalizedText.Same("14 days") };
        var seller = (await sellers.RegisterAsync(application, user, Ct)).Value!;
        seller.Status.ShouldBe(SellerStatus.Pending);
        (await shop.Client.GetAsync($"/api/v1/sellers/{seller.Slug}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sellers.RegisterAsync(application with { Name = "Another" }, user, Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await sellers.RegisterAsync(application, UserId.New(), Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await sellers.DecideAsync(seller.Id, SellerStatus.Rejected, null, Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await sellers.DecideAsync(seller.Id, SellerStatus.Approved, null, Ct)).Value!.ApprovedAt.ShouldNotBeNull();
        (await sellers.SetMarginAsync(seller.Id, 1500, Ct)).Value!.MarginBasisPoints.ShouldBe(1500);
        (await sellers.SetMarginAsync(seller.Id, 9001, Ct)).Succeeded.ShouldBeFalse();
        (await shop.Client.GetAsync($"/api/v1/sellers/{seller.Slug}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sellers.DecideAsync(Sellers.House, SellerStatus.Suspended, "no", Ct)).Failure.ShouldBeOfType<ValidationFailure>();
    }

    private static string Json(string slug, long price) =>
        $"{{\"slug\":\"{slug}\",\"name\":{{\"en\":\"Coat\",\"ko\":\"코트\"}},\"variants\":[{{\"sku\":\"SKU-{slug[..9]}\",\"prices\":[{{\"price\":{{\"amount\":{price},\"currency\":\"KRW\"}}}}]}}]}}";

    private Task<HttpClient> StaffAsync() => ClientAsync([Permissions.CatalogRead, Permissions.CatalogWrite, Permissions.SellersRead, Permissions.SellersWrite], null);

    private async Task<(SellerId Id, HttpClient Client)> SellerAsync(string slug)
    {
        var id = (await shop.Get<ICatalogImport>().EnsureSellerAsync(slug, slug, Ct)).Value;
        return (id, await ClientAsync([Permissions.SellerOwn], id));
    }

    private async Task<HttpClient> ClientAsync(string[] permissions, SellerId? seller)
    {
        var key = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("test", permissions, seller, null, "test", Ct);
        var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Key);
        return client;
    }

    private Task<ImportReport> ImportAsync(params ProductDraft[] products) => shop.Get<ICatalogImport>().ImportAsync(products, Goods.OfHouse, Ct);

    private async Task<ProductId> IdAsync(string slug) => (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Krw, Ct))!.Id;

    private async Task<long> PriceAsync(string slug) => (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Krw, Ct))!.Price.Amount;

    private async Task<JsonElement> VariantsAsync(string slug) => (await ReadAsync(await shop.Client.GetAsync("/api/v1/products/" + slug, Ct))).GetProperty("variants");

    /// <summary>The shop window follows the tables as soon as older transactions of the whole cluster are over, other tests' among them: so wait for it.</summary>
    private async Task<JsonElement> LeaderAsync(string slug, string sku, string because)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            var leader = (await VariantsAsync(slug))[0];
            if (leader.GetProperty("sku").GetString() == sku || patience.IsCancellationRequested)
            {
                leader.GetProperty("sku").GetString().ShouldBe(sku, because);
                return leader;
            }

            await shop.Get<Shelf.ShelfKeeper>().RefreshAsync(Ct);
        }
    }

    /// <summary>As the handler of AvailabilityChanged notes it.</summary>
    private async Task StockAsync(string sku, int available)
    {
        await shop.Get<Database<CatalogModule>>().ExecuteAsync(
            "insert into availability (sku, available) values (@sku, @available) on conflict (sku) do update set available = excluded.available, touched = pg_current_xact_id()", new { sku, available }, Ct);
        await shop.Get<Shelf.ShelfKeeper>().RefreshAsync(Ct);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string json) => client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Ct);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string json) => client.PutAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Ct);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
}
