using System.Net;
using System.Net.Http.Json;
using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Search.Rules;

namespace Maru.Modules.Search.Tests;

public sealed class RuleTests(SearchShop shop) : IClassFixture<SearchShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ISearchAdministration Desk => shop.Get<ISearchAdministration>();

    [Fact]
    public async Task Rules_WhenSaved_HoldForThePublicSearchAndCanBePreviewedBefore()
    {
        var (tent, kettle) = (await IdAsync("tent"), await IdAsync("kettle"));
        var before = await Desk.RulesAsync(Ct);
        var rules = new SearchRuleSet(
            [.. before.Rules.Synonyms, new SynonymRule(["bivouac"], ["tent"])],
            [new QueryRuleDraft("evening fire", [kettle], [], new SearchBanner(new LocalizedText("불멍의 계절", "Fires are back"), "/c/fire")), new QueryRuleDraft("tent", [], [tent])]);

        var preview = await Desk.PreviewAsync(rules, "bivouac", Ct);
        preview.Value!.After.Select(p => p.Id).ShouldContain(tent);
        (await FindAsync("bivouac")).ShouldNotContain("tent");

        var saved = await Desk.SaveRulesAsync(rules, before.Version, "user:test", Ct);
        saved.Value!.Version.ShouldBe(before.Version + 1);
        (await Desk.SaveRulesAsync(rules, before.Version, "user:other", Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await Desk.RuleVersionsAsync(10, Ct)).ShouldContain(v => v.Version == before.Version + 1 && v.Actor == "user:test");

        await SearchShop.UntilAsync(async () => (await FindAsync("bivouac")).Contains("tent"));
        await SearchShop.UntilAsync(async () => (await FindAsync("Evening  fire")).FirstOrDefault() == "kettle");
        var answer = await SearchShop.ReadAsync(shop.Client, "/api/v1/products?q=evening+fire&lang=en");
        answer.GetProperty("reading").GetProperty("banners")[0].GetProperty("path").GetString().ShouldBe("/c/fire");
        (await shop.Client.GetStringAsync("/en/search?q=evening+fire", Ct)).ShouldContain("Fires are back");
        await SearchShop.UntilAsync(async () => !(await FindAsync("tent")).Contains("tent"));
    }

    [Fact]
    public void Check_WhenRulesMakeNoSense_NamesEachOfThem()
    {
        var product = ProductId.New();
        var failure = RuleChecks.Check(new SearchRuleSet(
            [new SynonymRule(["alone"]), new SynonymRule(["one", " "])],
            [new QueryRuleDraft("", [product], [product], new SearchBanner(new LocalizedText("글"), "//elsewhere.example"))]));
        failure!.Errors.Keys.ShouldBe(["synonyms[0]", "synonyms[1]", "queries[0].query", "queries[0].hidden", "queries[0].banner.path"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/api/v1/admin/search/analytics")]
    [InlineData("/api/v1/admin/search/rules")]
    [InlineData("/api/v1/admin/search/rules/versions")]
    public async Task Administration_WhenAskedByAShopper_IsRefused(string address)
    {
        (await shop.Client.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await shop.MemberAsync()).GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await shop.MemberAsync()).PutAsJsonAsync("/api/v1/admin/search/rules", new { version = 0, rules = new { synonyms = Array.Empty<object>(), queries = Array.Empty<object>() } }, Ct))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Analytics_WhenSearchesFindSomethingAndNothing_TellsBoth()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var found = await SearchShop.SearchAsync(shop.Guest(), "lantern");
        await SearchShop.SearchAsync(shop.Guest(), "zzyzxq");
        await SearchShop.UntilAsync(async () => (await ReadAsync()).Top.Count >= 2);
        await shop.Client.PostAsJsonAsync("/api/v1/search/clicks", new { searchId = found, productId = await IdAsync("lantern"), position = 2 }, Ct);
        await SearchShop.UntilAsync(async () => (await ReadAsync()).Total.Clicks > 0);
        var figures = await ReadAsync();
        figures.WithoutResult.Select(q => q.Query).ShouldContain("zzyzxq");
        figures.WithoutResult.Select(q => q.Query).ShouldNotContain("lantern");
        var lantern = figures.Top.Single(q => q.Query == "lantern").Figures;
        (lantern.Searches, lantern.ClickedSearches, lantern.ClickThrough, lantern.MeanPosition).ShouldBe((1, 1, 1.0, 2.0));

        Task<SearchAnalytics> ReadAsync() => Desk.AnalyticsAsync(today.AddDays(-2), today.AddDays(2), 50, Ct);
    }

    private async Task<ProductId> IdAsync(string slug) => (await shop.Get<Contracts.Catalog.ICatalogBrowsing>().FindAsync(slug, Currency.Krw, Ct))!.Id;

    private async Task<IReadOnlyList<string>> FindAsync(string text) =>
        [.. (await SearchShop.ReadAsync(shop.Client, "/api/v1/products?q=" + Uri.EscapeDataString(text))).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("slug").GetString()!)];
}
