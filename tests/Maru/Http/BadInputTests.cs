using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Maru.Tests.Http;

public sealed class BadInputTests(StaffedShop shop) : IClassFixture<StaffedShop>
{
    private const string Register = "/api/v1/auth/register";
    private const string Login = "/api/v1/auth/login";
    private const string Checkout = "/api/v1/checkout";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData(Login, """{"email":5,"password":"x"}""", "$.email")]
    [InlineData(Login, """{"email":"a@example.com","password":"x","admin":true}""", "$.admin")]
    [InlineData(Login, """{"email":"a@example.com","email":"b@example.com","password":"x"}""", "$.email")]
    [InlineData(Login, """{"email":null,"password":"x"}""", "$.email")]
    [InlineData(Register, """{"email":"nul@example.com","password":"a quiet wooden floor","name":"Kim\u0000"}""", "$.name")]
    [InlineData(Register, """["email"]""", "shape")]
    [InlineData(Register, """{"email":"nul@example.com",""", "shape")]
    [InlineData(Register, "not json", "shape")]
    [InlineData("/api/v1/carts", """{"currency":{"code":"KRW"}}""", "$.currency")]
    [InlineData("/api/v1/carts", """{"currency":"KRW","items":[]}""", "$.items")]
    [InlineData(Checkout, """{"cartId":"not an id"}""", "$.cartId")]
    [InlineData(Checkout, """{"cartId":"0199aaaa-0000-7000-8000-000000000000","pointsToUse":1e99}""", "$.pointsToUse")]
    [InlineData(Checkout, """{"cartId":"0199aaaa-0000-7000-8000-000000000000","pointsToUse":"5"}""", "$.pointsToUse")]
    [InlineData(Checkout, """{"cartId":"0199aaaa-0000-7000-8000-000000000000","payment":{"provider":"sandbox","card":"4111111111111111"}}""", "$.payment.card")]
    public async Task Post_WhenTheBodyIsNotAsExpected_SaysWhere(string path, string body, string where)
    {
        using var answer = await PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "malformed-json", where);
    }

    [Fact]
    public async Task Post_WhenNestedWithoutEnd_IsRefused()
    {
        var body = string.Concat(Enumerable.Repeat("{\"shippingAddress\":", 5000)) + "1" + new string('}', 5000);
        using var answer = await PostAsync(Checkout, new StringContent(body, Encoding.UTF8, "application/json"));
        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "malformed-json", "shippingAddress");
    }

    [Theory]
    [InlineData(Login)]
    [InlineData(Register)]
    [InlineData(Checkout)]
    public async Task Post_WhenTheContentTypeIsAnother_SaysSo(string path)
    {
        using var answer = await PostAsync(path, new StringContent("email=a@example.com", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", "content type");
    }

    [Theory]
    [InlineData(Login)]
    [InlineData(Register)]
    [InlineData("/api/v1/carts")]
    public async Task Post_WhenTheBodyIsHuge_RefusesItBeforeItIsSent(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[3 << 20]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;
        using var answer = await shop.Client.SendAsync(request, Ct);
        await ShouldBeProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "too-large", null);
    }

    [Fact]
    public async Task Get_WhenAHeaderIsTooLong_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/products");
        request.Headers.TryAddWithoutValidation("X-Long", new string('a', 40_000));
        (await shop.Client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Theory]
    [InlineData("/api/v1/orders?page=0", "bad-request")]
    [InlineData("/api/v1/orders?pageSize=101", "bad-request")]
    [InlineData("/api/v1/orders?page=1&page=2", "bad-request")]
    [InlineData("/api/v1/products?page=x", "validation")]
    [InlineData("/api/v1/products?brand=a&brand=b", "validation")]
    public async Task Get_WhenTheQueryIsNotAsExpected_SaysSo(string path, string code)
    {
        using var answer = await shop.Shopper.GetAsync(path, Ct);
        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, code, null);
    }

    [Theory]
    [InlineData("/api/v1/products?q=a%00b")]
    [InlineData("/api/v1/search/suggest?q=%00")]
    [InlineData("/api/v1/shared/%00")]
    [InlineData("/api/v1/products/%27%3B%20drop%20table%20products%3B--")]
    [InlineData("/api/v1/products/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    public async Task Get_WhenTheAddressHoldsWhatItShouldNot_NeverFailsInside(string path)
    {
        using var answer = await shop.Client.GetAsync(path, Ct);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Get_WhenThereIsNoSuchAddress_IsAProblem()
    {
        using var answer = await shop.Client.GetAsync("/api/v1/no-such-thing", Ct);
        await ShouldBeProblemAsync(answer, HttpStatusCode.NotFound, "not-found", null);
        using var other = await shop.Client.DeleteAsync("/api/v1/products", Ct);
        await ShouldBeProblemAsync(other, HttpStatusCode.MethodNotAllowed, "method-not-allowed", null);
    }

    [Fact]
    public async Task Put_WhenTheBodyIsNotAsExpected_ChangesNothing()
    {
        const string setting = "/api/v1/admin/settings/carts.maxLines";
        foreach (var body in (string[])["""{"value":7,"reason":"r"}""", """{"value":"7","value":"8","reason":"r"}""", """{"value":"7","reason":"r","force":true}""", """{"value":"7\u0000","reason":"r"}"""])
        {
            using var answer = await shop.Admin.PutAsync(setting, new StringContent(body, Encoding.UTF8, "application/json"), Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        }

        (await shop.Admin.GetFromJsonAsync<JsonElement>(setting, Ct)).GetProperty("value").GetString().ShouldBe("100");
        (await shop.Admin.GetFromJsonAsync<JsonElement>(setting + "/history", Ct)).GetProperty("total").GetInt64().ShouldBe(0);
    }

    private Task<HttpResponseMessage> PostAsync(string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return shop.Client.SendAsync(request, Ct);
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code, string? detail)
    {
        var body = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(status, body);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("type").GetString().ShouldBe("/problems/" + code);
        if (detail is not null)
        {
            problem.GetProperty("detail").GetString()!.ShouldContain(detail);
        }
    }
}
