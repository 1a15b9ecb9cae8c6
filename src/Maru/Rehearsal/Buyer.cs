using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Maru.Rehearsal;

/// <summary>A guest who buys through the public API, like any shopper's browser.</summary>
public sealed class Buyer(HttpClient http)
{
    private static readonly object Address = new
    {
        name = "Kim Minji", line1 = "12 Sejong-daero", city = "Seoul", postalCode = "04524", country = "KR", phone = "+82 10 1234 5678",
    };

    /// <summary>Puts the goods into a new cart and looks at the ways to send them.</summary>
    public async Task<Basket> FillAsync(string sku, int quantity, CancellationToken ct)
    {
        var cart = await ReadAsync(await http.PostAsJsonAsync("/api/v1/carts", new { currency = "KRW" }, ct), ct);
        var id = cart.GetProperty("id").GetString()!;
        await ReadAsync(await http.PostAsJsonAsync($"/api/v1/carts/{id}/items", new { sku, quantity }, ct), ct);
        var options = await ReadAsync(await http.GetAsync($"/api/v1/carts/{id}/shipping-options?country=KR&postalCode=04524", ct), ct);
        return new Basket(id, options.GetProperty("items")[0].GetProperty("code").GetString()!);
    }

    public async Task<Purchase> PayAsync(Basket basket, string token, string key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/checkout")
        {
            Content = JsonContent.Create(new
            {
                cartId = basket.CartId, email = "buyer@example.com", shippingAddress = Address, shippingOption = basket.ShippingOption,
                payment = new { provider = "sandbox", token },
            }),
        };
        request.Headers.Add("Idempotency-Key", key);
        var begin = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        var took = Stopwatch.GetElapsedTime(begin);
        return new Purchase(
            response.StatusCode, Text(answer, "status"), Text(answer, "code"), Text(answer, "orderId"), Text(answer, "accessToken"), took);
    }

    public async Task<string?> StatusAsync(string order, string token, CancellationToken ct) =>
        (await ReadAsync(await http.GetAsync($"/api/v1/orders/{order}?token={token}", ct), ct)).GetProperty("status").GetString();

    private static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(ct);
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(body).RootElement
                : throw new HttpRequestException($"{(int)response.StatusCode}: {body}", null, response.StatusCode);
        }
    }
}

public sealed record Basket(string CartId, string ShippingOption);

/// <param name="Status">Of the order, if there is one.</param>
/// <param name="Code">Of the refusal, if it was refused.</param>
public sealed record Purchase(HttpStatusCode Http, string? Status, string? Code, string? OrderId, string? AccessToken, TimeSpan Took)
{
    public bool IsPaid => Http == HttpStatusCode.Created && Status == "paid";

    /// <summary>The shopper knows where he stands: bought, or a reason why not.</summary>
    public bool IsClear => IsPaid || ((int)Http is >= 400 and < 500 && Code is not null);
}
