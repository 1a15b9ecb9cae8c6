using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maru.Modules.Carts.Tests;

/// <summary>The public surface others build on.</summary>
public sealed class CartHttpTests(CartShop shop) : IClassFixture<CartShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cart_WhenMadeFilledAndRead_AnswersAsPublished()
    {
        var sku = await shop.SellAsync(15_000);
        var made = await shop.Client.PostAsync("/api/v1/carts", null, Ct);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString();

        var added = await shop.Client.PostAsJsonAsync($"/api/v1/carts/{id}/items", new { sku, quantity = 2 }, Ct);
        added.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cart = await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/carts/{id}", Ct);
        var options = await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/carts/{id}/shipping-options?country=KR&postalCode=06236", Ct);

        cart.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(30_000);
        cart.GetProperty("lines")[0].GetProperty("sku").GetString().ShouldBe(sku);
        var standard = options.GetProperty("items")[0];
        standard.GetProperty("code").GetString().ShouldBe("standard");
        standard.GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(3_000);
    }

    [Theory]
    [InlineData("{\"sku\":\"x\",\"quantity\":1.5}")]
    [InlineData("{\"sku\":\"x\",\"quantity\":\"1\"}")]
    [InlineData("{\"sku\":\"x\",\"quantity\":99999999999}")]
    [InlineData("{\"sku\":\"x\",\"quantity\":0}")]
    [InlineData("{\"sku\":\"\",\"quantity\":1}")]
    [InlineData("{\"sku\":null,\"quantity\":1}")]
    [InlineData("{\"quantity\":1}")]
    [InlineData("{\"sku\":\"x\",\"quantity\":1,\"price\":1}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Add_WhenBodyIsNotAsAgreed_IsABadRequest(string body)
    {
        var id = await shop.GuestCartAsync();

        var answer = await shop.Client.PostAsync($"/api/v1/carts/{id}/items", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("0198c0de-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("not-a-uuid", HttpStatusCode.BadRequest)]
    public async Task Get_WhenThereIsNoSuchCart_SaysSo(string id, HttpStatusCode status) =>
        (await shop.Client.GetAsync($"/api/v1/carts/{id}", Ct)).StatusCode.ShouldBe(status);

    [Fact]
    public async Task Cart_WhenTheShopRestarts_IsStillThere()
    {
        var id = await shop.GuestCartAsync((await shop.SellAsync(), 2));

        await shop.RestartAsync();

        (await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/carts/{id}", Ct)).GetProperty("lines")[0].GetProperty("quantity").GetInt32().ShouldBe(2);
    }
}
