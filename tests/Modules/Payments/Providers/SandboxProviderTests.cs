using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maru.Sandbox;

namespace Maru.Modules.Payments.Tests.Providers;

public sealed class SandboxProviderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("maru-sandbox-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Journal_WhenTheLastLineIsTorn_KeepsWhatWasAnswered()
    {
        string reference;
        await using (var provider = await StartAsync())
        {
            reference = (await PayAsync(provider, "r-1")).GetProperty("id").GetString()!;
        }

        await File.AppendAllTextAsync(Path.Combine(_directory, "journal.jsonl"), "{\"payment\":{\"id\":\"pay_to", Ct);

        await using (var again = await StartAsync())
        {
            (await PayAsync(again, "r-2")).GetProperty("status").GetString().ShouldBe("captured");
        }

        await using var third = await StartAsync();
        using var http = Client(third);
        JsonDocument.Parse(await http.GetStringAsync("v1/payments/" + reference, Ct)).RootElement.GetProperty("captured").GetInt64().ShouldBe(1_000);
        JsonDocument.Parse(await http.GetStringAsync("v1/payments", Ct)).RootElement.GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("4242 4242 4242 4242", "12/39", "123", true)]
    [InlineData("4242 4242 4242 4241", "12/39", "123", false)]
    [InlineData("4242", "12/39", "123", false)]
    [InlineData("4242 4242 4242 4242", "12/19", "123", false)]
    [InlineData("4242 4242 4242 4242", "13/39", "123", false)]
    [InlineData("4242 4242 4242 4242", "12/39", "12", false)]
    public async Task Frame_MakesATokenOfAGoodCardOnly(string number, string expiry, string cvc, bool good)
    {
        await using var provider = await StartAsync();
        using var http = Client(provider);
        var reply = await http.PostAsync("frame/tokens", Json(new { number, expiry, cvc }), Ct);
        reply.StatusCode.ShouldBe(good ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
        (await reply.Content.ReadAsStringAsync(Ct)).ShouldNotContain(number.Replace(" ", ""));
    }

    [Fact]
    public async Task Frame_WhenAFormOfAnotherSitePostsToIt_Refuses()
    {
        await using var provider = await StartAsync();
        using var http = Client(provider);
        (await http.PostAsync("frame/tokens", new StringContent("{}", Encoding.UTF8, "text/plain"), Ct)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Api_WhenTheKeyIsUnknown_Refuses()
    {
        await using var provider = await StartAsync();
        using var http = Client(provider);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_other");
        (await http.GetAsync("v1/payments", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await http.PutAsync("test/chaos", Json(new { }), Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static HttpClient Client(SandboxProvider provider) => new()
    {
        BaseAddress = new Uri(provider.Address), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test") },
    };

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static async Task<JsonElement> PayAsync(SandboxProvider provider, string reference)
    {
        using var http = Client(provider);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/payments") { Content = Json(new { reference, amount = 1_000, currency = "KRW", token = "tok_visa", capture = true }) };
        request.Headers.Add("Idempotency-Key", reference);
        return JsonDocument.Parse(await (await http.SendAsync(request, Ct)).Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private Task<SandboxProvider> StartAsync() => SandboxProvider.StartAsync(new SandboxOptions(_directory, 0, "sk_test", "whsec_test", null), Ct);
}
