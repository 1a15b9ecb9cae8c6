using System.Net;
using System.Net.Http.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Search;
using Maru.Modules.Search.Personal;
using Maru.Modules.Search.Records;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Search.Tests;

public sealed class RecordTests(SearchShop shop) : IClassFixture<SearchShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Database<SearchModule> Db => shop.Get<Database<SearchModule>>();

    [Fact]
    public async Task Trending_WhenOneVisitorRepeatsHimself_CountsHimOnceAndTheOtherTwoToo()
    {
        var loud = shop.Guest();
        for (var i = 0; i < 10; i++)
        {
            await SearchShop.SearchAsync(loud, "Stove");
        }

        await SearchShop.SearchAsync(shop.Guest(), "pillow");
        await SearchShop.SearchAsync(shop.Guest(), "Pillow ");
        await SearchShop.SearchAsync(shop.Guest("SomeBot/1.0"), "hammock");
        await SearchShop.SearchAsync(loud, "stpve");
        await SearchShop.UntilAsync(async () => await SearchesAsync("stpve") == 1 && await SearchesAsync("pillow") == 2 && await SearchesAsync("stove") == 10 && await SearchesAsync("hammock") >= 1);
        await SearchShop.UntilAsync(async () => (await TrendingAsync()).Intersect(["pillow", "stove"], StringComparer.OrdinalIgnoreCase).Count() == 2 && await ScoreAsync("pillow") > 1.5);

        var trending = await TrendingAsync();
        trending.ShouldNotContain("stpve");
        trending.ShouldNotContain("hammock");
        (await ScoreAsync("stove")).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task TrendingLive_WhenWatched_SendsTheListAgainAndAgain()
    {
        using var answer = await shop.Client.GetAsync("/api/v1/search/trending/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        var seen = 0;
        while (seen < 2)
        {
            seen += await reader.ReadLineAsync(Ct) == "event: trending" ? 1 : 0;
        }
    }

    [Fact]
    public async Task History_WhenAMemberSearches_IsTheirsAloneAndGoesWhenTheySay()
    {
        var (mina, other) = (await shop.MemberAsync(), await shop.MemberAsync());
        await SearchShop.SearchAsync(mina, "blanket");
        await SearchShop.SearchAsync(mina, "tent");
        await SearchShop.UntilAsync(async () => (await HistoryAsync(mina)).Count == 2);
        (await HistoryAsync(other)).ShouldBeEmpty();
        (await shop.Client.GetAsync("/api/v1/search/history", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await other.DeleteAsync("/api/v1/search/history?q=tent", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await other.DeleteAsync("/api/v1/search/history", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await HistoryAsync(mina)).Count.ShouldBe(2);
        (await SearchShop.ReadAsync(mina, "/api/v1/search/predicted")).GetProperty("items").EnumerateArray().Select(i => i.GetString()).ShouldContain("blanket");

        await mina.DeleteAsync("/api/v1/search/history?q=TENT", Ct);
        (await HistoryAsync(mina)).ShouldBe(["blanket"]);
        await mina.DeleteAsync("/api/v1/search/history", Ct);
        (await HistoryAsync(mina)).ShouldBeEmpty();
    }

    [Fact]
    public async Task History_WhenAMemberWantsNothingKept_StaysEmpty()
    {
        var mina = await shop.MemberAsync();
        (await mina.PutAsJsonAsync("/api/v1/search/history/kept", new { kept = false }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var before = await SearchesAsync("lantern");
        await SearchShop.SearchAsync(mina, "lantern");
        await SearchShop.UntilAsync(async () => await SearchesAsync("lantern") > before);
        (await HistoryAsync(mina)).ShouldBeEmpty();
    }

    [Fact]
    public async Task History_WhenItsMemberIsErased_IsGone()
    {
        var user = UserId.New();
        await shop.Get<ISearchRecords>().SearchedAsync(new SearchSeen(Guid.CreateVersion7(), "tent", "en", 1, true, new SearchVisitor(user, null, "", "", false)), Ct);
        await SearchShop.UntilAsync(async () => (await shop.Get<SearchMemory>().RecentAsync(user, 10, Ct)).Count == 1);
        await using var tx = await Db.BeginAsync(Ct);
        var erased = new UserErased(user, DateTimeOffset.UtcNow);
        await shop.Get<SearchErasure>().HandleAsync(erased, new EventContext(tx, new ReceivedEvent(erased, Guid.NewGuid(), "test", 1, "test", erased.At)), Ct);
        await tx.CommitAsync(Ct);
        (await shop.Get<SearchMemory>().RecentAsync(user, 10, Ct)).ShouldBeEmpty();
        (await Db.QueryAsync<int>("select 1 from searches where visitor = @Visitor", new { Visitor = shop.Get<Visitors>().Of(user) }, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Related_WhenTwoThingsAreLookedForInOneVisit_NamesTheOther()
    {
        var guest = shop.Guest();
        await SearchShop.SearchAsync(guest, "lantern");
        await SearchShop.SearchAsync(guest, "blanket");
        await SearchShop.UntilAsync(async () => (await SearchShop.ReadAsync(shop.Client, "/api/v1/search/related?q=Lantern")).GetProperty("items").EnumerateArray()
            .Any(i => i.GetString() == "blanket"));
    }

    [Fact]
    public async Task Click_WhenItComesTwiceOrForNoSearch_CountsOnceOrNotAtAll()
    {
        var search = await SearchShop.SearchAsync(shop.Guest(), "kettle tent");
        var product = (await shop.Get<ISearch>().FindAsync("kettle", PageRequest.First, Ct)).Products[0];
        await SearchShop.UntilAsync(async () => await SearchesAsync("kettle tent") == 1);
        var click = new { searchId = search, productId = product, position = 1 };
        (await shop.Client.PostAsJsonAsync("/api/v1/search/clicks", new { searchId = Guid.NewGuid(), productId = product, position = 3 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await shop.Client.PostAsJsonAsync("/api/v1/search/clicks", click, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await shop.Client.PostAsJsonAsync("/api/v1/search/clicks", click, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await shop.Client.PostAsJsonAsync("/api/v1/search/clicks", new { searchId = search, productId = product, position = 0 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await SearchShop.UntilAsync(async () => await Db.QuerySingleOrDefaultAsync<long>("select coalesce(sum(clicks), 0)::bigint from query_days where query_key = 'kettle tent'", null, Ct) > 0);
        (await Db.QuerySingleOrDefaultAsync<long>("select sum(clicked_searches + clicks + positions)::bigint from query_days where query_key = 'kettle tent'", null, Ct)).ShouldBe(3);
        (await Db.QuerySingleOrDefaultAsync<long>("select count(*) from clicks where search_id = @search", new { search }, Ct)).ShouldBe(1);
    }

    private async Task<long> SearchesAsync(string key) =>
        await Db.QuerySingleOrDefaultAsync<long>("select coalesce(sum(searches), 0)::bigint from query_days where query_key = @key", new { key }, Ct);

    /// <summary>As it stands in the list; a visitor whose searches lie in two hours of the clock counts in each.</summary>
    private async Task<double> ScoreAsync(string query) => (await SearchShop.ReadAsync(shop.Client, "/api/v1/search/trending?limit=20")).GetProperty("items").EnumerateArray()
        .Where(i => string.Equals(i.GetProperty("query").GetString(), query, StringComparison.OrdinalIgnoreCase)).Sum(i => i.GetProperty("score").GetDouble());

    private async Task<IReadOnlyList<string>> TrendingAsync() =>
        [.. (await SearchShop.ReadAsync(shop.Client, "/api/v1/search/trending?limit=20")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("query").GetString()!)];

    private static async Task<IReadOnlyList<string>> HistoryAsync(HttpClient client) =>
        [.. (await SearchShop.ReadAsync(client, "/api/v1/search/history")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("query").GetString()!)];
}
