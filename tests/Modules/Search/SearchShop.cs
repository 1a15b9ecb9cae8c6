using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Testing.Shop;

namespace Maru.Modules.Search.Tests;

/// <summary>A shop with a few things to find, and visitors who look for them.</summary>
public sealed class SearchShop : ShopFixture
{
    private int _members;
    private int _guests;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var drafts = new[] { ("tent", "텐트", "Tent"), ("lantern", "랜턴", "Lantern"), ("kettle", "주전자", "Kettle"), ("blanket", "담요", "Blanket"), ("stove", "난로", "Stove"), ("pillow", "베개", "Pillow"), ("hammock", "해먹", "Hammock") }.Select(t =>
            new ProductDraft(t.Item1, new LocalizedText(t.Item2, t.Item3)) { Variants = [new VariantDraft(t.Item1, [new PriceDraft(new Money(30_000, Currency.Krw))])] });
        (await Get<ICatalogImport>().ImportAsync([.. drafts], new ImportOptions(Sellers.House), CancellationToken.None)).Problems.ShouldBeEmpty();
        await UntilAsync(async () => (await Get<ISearch>().FindAsync("hammock", PageRequest.First, CancellationToken.None)).Total == 1);
    }

    internal HttpClient Guest(string? agent = null)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent ?? $"Guest/{Interlocked.Increment(ref _guests)}.0");
        return client;
    }

    internal async Task<HttpClient> MemberAsync()
    {
        var email = $"searcher{Interlocked.Increment(ref _members)}@example.com";
        (await Client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = "a quiet wooden floor", name = "김미나" })).EnsureSuccessStatusCode();
        var answer = await (await Client.PostAsJsonAsync("/api/v1/auth/login", new { email, password = "a quiet wooden floor" })).Content.ReadFromJsonAsync<JsonElement>();
        var client = Guest();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("accessToken").GetString());
        return client;
    }

    /// <returns>The search's id.</returns>
    internal static async Task<Guid> SearchAsync(HttpClient client, string text)
    {
        using var answer = await client.GetAsync("/api/v1/products?q=" + Uri.EscapeDataString(text));
        answer.EnsureSuccessStatusCode();
        return Guid.Parse(answer.Headers.GetValues("Search-Id").Single());
    }

    internal static async Task<JsonElement> ReadAsync(HttpClient client, string address) =>
        await client.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);

    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
