using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Hosting;
using Maru.Testing;
using Maru.Testing.Shop;

namespace Maru.Tests.Parts;

/// <summary>A shop in several processes over one database: the shopper sees one shop, whichever process he talks to.</summary>
public sealed class PartsTests : IAsyncLifetime
{
    private const string Front = "catalog,storefront";
    private static readonly string Back = string.Join(',', ShopModules.All.Select(m => m.Name).Except(["platform", "catalog", "storefront"]));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string _data = Directory.CreateTempSubdirectory("maru-parts-").FullName;
    private readonly List<Part> _parts = [];
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(await ShopFixture.ShopTemplateAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Shop_InTwoProcesses_SellsThroughEither()
    {
        await ImportAsync();
        var front = await StartAsync(Front);
        var back = await StartAsync(Back);
        foreach (var address in new[] { front.Address, back.Address })
        {
            using var client = ClientOf(address);
            (await BuyAsync(client)).ShouldBe("paid");
            using var page = await client.GetAsync("/en/p/clay-pot", Ct);
            (await page.Content.ReadAsStringAsync(Ct)).ShouldContain("Clay pot");
            page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task Part_ThatDies_IsMissedClearlyAndUsedAgainWhenItIsBack()
    {
        await ImportAsync();
        var front = await StartAsync(Front);
        var back = await StartAsync(Back);
        using var client = ClientOf(front.Address);
        await CartAsync(client);

        await back.KillAsync();
        using (var refused = await client.PostAsync("/api/v1/carts", null, Ct))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe("part-unreachable");
        }

        (await client.GetStringAsync("/api/v1/products", Ct)).ShouldContain("clay-pot");

        await StartAsync(Back, back.Port);
        await Eventually.GetAsync(async () => (await client.PostAsync("/api/v1/carts", null, Ct)).IsSuccessStatusCode, open => open);
        (await BuyAsync(client)).ShouldBe("paid");
    }

    [Fact]
    public async Task Part_ThatDies_IsReplacedByItsTwinWithoutAFailedRequest()
    {
        await ImportAsync();
        var front = await StartAsync(Front);
        var first = await StartAsync(Back);
        await StartAsync(Back);
        using var client = ClientOf(front.Address);
        await Eventually.GetAsync(
            async () => (await client.PostAsync("/api/v1/carts", null, Ct)).IsSuccessStatusCode, open => open);
        await first.KillAsync();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await client.PostAsync("/api/v1/carts", null, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct) + front.Said());
        }
    }

    private static HttpClient ClientOf(Uri address) => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    private static async Task<string> CartAsync(HttpClient client)
    {
        // The processes learn of each other within a beat of the registry, and the shelf of the import within a look at the log.
        return await Eventually.GetAsync(
            async () =>
            {
                using var made = await client.PostAsync("/api/v1/carts", null, Ct);
                if (!made.IsSuccessStatusCode)
                {
                    return "";
                }

                var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
                using var added = await client.PostAsJsonAsync($"/api/v1/carts/{id}/items", new { sku = "POT-R", quantity = 1 }, Ct);
                return added.IsSuccessStatusCode ? id : "";
            },
            id => id.Length > 0);
    }

    private static async Task<string> BuyAsync(HttpClient client)
    {
        var cart = await CartAsync(client);
        var options = await client.GetFromJsonAsync<JsonElement>($"/api/v1/carts/{cart}/shipping-options?country=KR&postalCode=04524", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/checkout");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new
        {
            cartId = cart,
            email = "guest@example.com",
            shippingAddress = new { name = "Kim Guest", line1 = "1 Sejong-daero", city = "Seoul", postalCode = "04524", country = "KR", phone = "+82 2 000 0000" },
            shippingOption = options.GetProperty("items")[0].GetProperty("code").GetString(),
            payment = new { provider = "sandbox", token = "tok_visa" },
        });
        using var answer = await client.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        var order = JsonSerializer.Deserialize<JsonElement>(text);
        var path = $"/api/v1/orders/{order.GetProperty("orderId").GetString()}?token={order.GetProperty("accessToken").GetString()}";
        return await Eventually.GetAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>(path, Ct)).GetProperty("status").GetString()!, status => status is "paid" or "Cancelled" or "Failed");
    }

    private async Task<Part> StartAsync(string modules, int port = 0)
    {
        var part = await Part.StartAsync(_database.ConnectionString, _data, modules, port);
        _parts.Add(part);
        return part;
    }

    private async Task ImportAsync()
    {
        var file = Path.Combine(_data, "goods.csv");
        await File.WriteAllTextAsync(
            file,
            """
            Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price
            clay-pot,Clay pot,<p>Classic blown clay pot</p>,Company 123,Outdoor,"Pot, Plants",true,Size,Regular,POT-R,400,50,9.99
            clay-pot,,,,,,,,Large,POT-L,900,50,15.99

            """);
        using var import = Process.Start(new ProcessStartInfo("dotnet", [typeof(Shop).Assembly.Location, "import", file, "--data", _data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MARU_POSTGRES"] = _database.ConnectionString },
        })!;
        var said = await import.StandardOutput.ReadToEndAsync() + await import.StandardError.ReadToEndAsync();
        await import.WaitForExitAsync();
        import.ExitCode.ShouldBe(0, said);
    }
}
