using System.Net;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Contracts.Pricing;

namespace Maru.Admin.Tests;

/// <summary>Forms as a browser sends them, and what becomes of them.</summary>
public sealed class FormTests(AdminShop shop) : IClassFixture<AdminShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ICatalogAdministration Catalog => shop.Get<ICatalogAdministration>();

    [Fact]
    public async Task Product_WhenMadeAndChanged_IsAsTheFormSaid()
    {
        var id = await MakeProductAsync("Cedar = stool", "cedar-stool");
        var made = (await Catalog.FindAsync(id, null, Ct)).ShouldNotBeNull();
        made.Draft.Name.Ko.ShouldBe("삼나무 의자");
        var variant = made.Draft.Variants.ShouldHaveSingleItem();
        variant.Prices.ShouldContain(p => p.Price == new Money(120_000, Currency.Krw));
        variant.Prices.ShouldContain(p => p.Price == new Money(95_50, Currency.Usd) && p.CompareAt == new Money(110_00, Currency.Usd));
        variant.Options.ShouldHaveSingleItem().Label.ShouldBe(new LocalizedText("밤색", "Chestnut"));

        var changed = await PostAsync($"/admin/products/{id}", [
            .. Product("Cedar stool, low", "cedar-stool"), ("version", made.Version.ToString()), ("was-0", variant.Sku!), ("sku-0", variant.Sku!),
        ]);
        changed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var after = (await Catalog.FindAsync(id, null, Ct))!;
        after.Draft.Name.En.ShouldBe("Cedar stool, low");
        after.Draft.Variants.ShouldHaveSingleItem().Sku.ShouldBe(variant.Sku);

        // Somebody who had the page open since before must not undo it.
        var late = await PostAsync($"/admin/products/{id}", [.. Product("Old name", "cedar-stool"), ("version", made.Version.ToString()), ("was-0", variant.Sku!), ("sku-0", variant.Sku!)]);
        late.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await late.Content.ReadAsStringAsync(Ct)).ShouldContain("Old name");
    }

    [Fact]
    public async Task Product_WhenSomethingIsMissing_KeepsWhatWasFilledIn()
    {
        var answer = await PostAsync("/admin/products/new", [("slug", "no-variants"), ("name-ko", "이름뿐"), ("rows", "1")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("value=\"no-variants\"");
    }

    [Fact]
    public async Task Products_AsAFile_AreWordsAndNumbers()
    {
        await MakeProductAsync("=1+1", "formula");
        using var answer = await shop.Admin.GetAsync("/admin/products?q=formula&format=csv", Ct);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("products.csv");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/products?q=formula&format=csv");
        request.Headers.Add("Accept-Language", "en");
        using var english = await shop.Admin.SendAsync(request, Ct);
        var lines = (await english.Content.ReadAsStringAsync(Ct)).TrimStart('\uFEFF').Split("\r\n");
        lines[0].ShouldStartWith("Product,SKU");
        lines[1].ShouldStartWith("'=1+1,");
        lines[1].ShouldContain(",120000,");
    }

    [Fact]
    public async Task Products_WhenManyArePicked_AllChange()
    {
        var one = await MakeProductAsync("Tray", "tray");
        var two = await MakeProductAsync("Shelf", "shelf");
        var answer = await PostAsync("/admin/products/bulk", [("pick", one.ToString()), ("pick", two.ToString()), ("status", "Archived"), ("percent", "-10")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Catalog.FindAsync(one, null, Ct))!.Draft.Status.ShouldBe(ProductStatus.Archived);
        (await Catalog.FindAsync(two, null, Ct))!.Draft.Variants[0].Prices.ShouldContain(p => p.Price == new Money(108_000, Currency.Krw));
    }

    [Fact]
    public async Task Stock_WhenCorrected_IsInTheLedgerWithItsReason()
    {
        await PostAsync("/admin/warehouses", [("code", "attic"), ("name-ko", "다락"), ("country", "KR"), ("priority", "5"), ("active", "true")]);
        var id = await MakeProductAsync("Bench", "bench", ("stock-0", "7"));
        var sku = (await Catalog.FindAsync(id, null, Ct))!.Draft.Variants[0].Sku!;
        var moves = new StockMovementQuery(sku, "attic", null, new PageRequest(1, 10));
        var key = "";

        // The stock of a new product is known as soon as inventory has heard of it; until then a correction is refused.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while ((await shop.Get<IInventoryAdministration>().ListMovementsAsync(moves, patience.Token)).Items.Count == 0)
        {
            key = Guid.NewGuid().ToString("N");
            (await PostAsync($"/admin/stock/{sku}/adjust", [("warehouse", "attic"), ("change", "3"), ("reason", "found"), ("key", key)])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }

        (await PostAsync($"/admin/stock/{sku}/adjust", [("warehouse", "attic"), ("change", "3"), ("reason", "found"), ("key", key)])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Get<IInventoryAdministration>().ListMovementsAsync(moves, Ct)).Items.ShouldHaveSingleItem().OnHandChange.ShouldBe(3);
        (await shop.Admin.GetStringAsync($"/admin/stock/{sku}", Ct)).ShouldContain("found");
    }

    [Fact]
    public async Task Promotion_FromTheForm_StandsInTheCalendar()
    {
        var id = Guid.CreateVersion7();
        (await PostAsync($"/admin/promotions/{id}", [
            ("name-ko", "빼빼로데이"), ("name-en", "Pepero day"), ("active", "true"), ("priority", "10"), ("kind", "PercentOff"), ("percent", "11"), ("daysOfYear", "11-11"),
        ])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var saved = (await shop.Get<IPricingAdministration>().ListPromotionsAsync(Ct)).Single(p => p.Promotion.Id == id).Promotion;
        saved.Benefit.BasisPoints.ShouldBe(1100);
        var days = await shop.Get<IPricingAdministration>().ListPromotionDaysAsync(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), Ct);
        days.Where(d => d.Promotion == id).ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2026, 11, 11));
        WebUtility.HtmlDecode(await shop.Admin.GetStringAsync("/admin/promotions?month=2026-11", Ct)).ShouldContain("빼빼로데이");
    }

    [Fact]
    public async Task ApiKey_ByWhoMayNotDoAsMuchHimself_IsRefused()
    {
        var own = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("keeper", [Permissions.AccessRead, Permissions.AccessWrite], null, null, "test", Ct);
        using var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", own.Value!.Key);
        var before = (await shop.Get<IAccessAdministration>().ListApiKeysAsync(Ct)).Count;
        using var refused = await client.PostAsync("/admin/api-keys", Form([("name", "more"), ("permission", Permissions.OrdersRefund)]), Ct);
        (await shop.Get<IAccessAdministration>().ListApiKeysAsync(Ct)).Count.ShouldBe(before);
        using var given = await client.PostAsync("/admin/api-keys", Form([("name", "same"), ("permission", Permissions.AccessRead)]), Ct);
        (await given.Content.ReadAsStringAsync(Ct)).ShouldContain("maru_");
        given.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Role_ThatIsMoreThanTheGiverHas_CannotBeGiven()
    {
        var key = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("keeper", [Permissions.AccessRead, Permissions.AccessWrite, Permissions.CustomersRead], null, null, "test", Ct);
        var member = await shop.Get<IAccounts>().RegisterAsync(new Registration("climber@example.com", "a quiet wooden floor", "Lee", "ko", null), Ct);
        using var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Key);
        using var answer = await client.PostAsync($"/admin/customers/{member.Value!.User}/roles", Form([("role", "shopper"), ("role", "admin")]), Ct);
        (await shop.Get<IIdentity>().FindAsync(member.Value.User, Ct))!.Roles.ShouldBe(["shopper"]);
    }

    [Fact]
    public async Task Erase_WhenAnotherAddressIsTyped_LeavesThePersonAlone()
    {
        var member = await shop.Get<IAccounts>().RegisterAsync(new Registration("leaver@example.com", "a quiet wooden floor", "Park", "ko", null), Ct);
        await PostAsync($"/admin/customers/{member.Value!.User}/erase", [("email", "other@example.com")]);
        (await shop.Get<ICustomers>().FindAsync(member.Value.User, Ct)).ShouldNotBeNull();
        await PostAsync($"/admin/customers/{member.Value.User}/erase", [("email", "Leaver@example.com")]);
        (await shop.Get<ICustomers>().FindAsync(member.Value.User, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Find_AskedByThePalette_AnswersWithWhatTheCallerMaySee()
    {
        await MakeProductAsync("Folding lantern", "folding-lantern");
        (await FindAsync(shop.Admin, "lantern")).ShouldContain("/admin/products/");
        var key = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("orders", [Permissions.OrdersRead], null, null, "test", Ct);
        using var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Key);
        (await FindAsync(client, "lantern")).ShouldBe("[]");
    }

    private static async Task<string> FindAsync(HttpClient client, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/find?q=" + words);
        request.Headers.Add("Accept", "application/json");
        using var answer = await client.SendAsync(request, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> values) => new(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));

    private async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<(string Name, string Value)> values) => await shop.Admin.PostAsync(path, Form(values), Ct);

    private static IEnumerable<(string, string)> Product(string name, string slug) =>
    [
        ("slug", slug), ("name-ko", "삼나무 의자"), ("name-en", name), ("status", "Published"), ("rows", "2"), ("option", "color"), ("option0-0", "밤색 | Chestnut"),
        ("priceKRW-0", "120,000"), ("priceUSD-0", "95.50"), ("compareUSD-0", "110"),
    ];

    private async Task<ProductId> MakeProductAsync(string name, string slug, params (string, string)[] more)
    {
        var made = await PostAsync("/admin/products/new", [.. Product(name, slug), .. more]);
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await made.Content.ReadAsStringAsync(Ct));
        return ProductId.TryParse(made.Headers.Location!.ToString().Split('/')[^1], null, out var id) ? id : throw new InvalidOperationException(made.Headers.Location.ToString());
    }
}
