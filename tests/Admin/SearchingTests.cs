using System.Net;
using Maru.Admin.Searching;
using Maru.Contracts.Search;

namespace Maru.Admin.Tests;

public sealed class SearchingTests(AdminShop shop) : IClassFixture<AdminShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Synonyms_WhenSavedInTheirForm_AreKeptAndShown()
    {
        var before = await shop.Get<ISearchAdministration>().RulesAsync(Ct);
        var text = SynonymLines.Write(before.Rules.Synonyms) + "\r\nhut, cabin\r\nstick => pole, cane\r\n";
        using var answer = await SaveAsync(shop.Admin, text, before.Version);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var after = await shop.Get<ISearchAdministration>().RulesAsync(Ct);
        after.Rules.Synonyms.Count.ShouldBe(before.Rules.Synonyms.Count + 2);
        after.Rules.Synonyms[^1].To.ShouldBe(["pole", "cane"]);
        (await (await shop.Admin.GetAsync("/admin/search", Ct)).Content.ReadAsStringAsync(Ct)).ShouldContain("stick =&gt; pole, cane");

        using var late = await SaveAsync(shop.Admin, "only, this", before.Version);
        (await shop.Get<ISearchAdministration>().RulesAsync(Ct)).Version.ShouldBe(after.Version);
        using var shopper = await SaveAsync(shop.Shopper, "only, this", after.Version);
        shopper.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> SaveAsync(HttpClient client, string synonyms, int version)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["synonyms"] = synonyms, ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return await client.PostAsync("/admin/search/synonyms", form, Ct);
    }
}
