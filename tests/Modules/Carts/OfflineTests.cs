using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts.Carts;
using Maru.Modules.Carts.Carts;

namespace Maru.Modules.Carts.Tests;

public sealed class OfflineTests(CartShop shop) : IClassFixture<CartShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sync_WhenSentAgain_AppliesEachOperationOnce()
    {
        var (one, other) = (await shop.SellAsync(), await shop.SellAsync());
        var cart = await shop.GuestCartAsync();
        var operations = new[]
        {
            new { id = Guid.NewGuid(), kind = "add", sku = one, quantity = 2 }, new { id = Guid.NewGuid(), kind = "add", sku = other, quantity = 1 },
            new { id = Guid.NewGuid(), kind = "set", sku = one, quantity = 5 }, new { id = Guid.NewGuid(), kind = "add", sku = "unknown", quantity = 1 },
        };

        var first = await SendAsync();
        var second = await SendAsync();

        first.GetProperty("outcomes").EnumerateArray().Select(o => o.GetProperty("outcome").GetString()).ShouldBe(["applied", "applied", "applied", "refused"]);
        second.GetProperty("outcomes").EnumerateArray().Take(3).Select(o => o.GetProperty("outcome").GetString()).ShouldAllBe(o => o == "repeated");
        second.GetProperty("cart").GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("quantity").GetInt32()).ShouldBe([5, 1]);

        async Task<JsonElement> SendAsync()
        {
            var answer = await shop.Client.PostAsJsonAsync($"/api/v1/carts/{cart}/sync", new { operations }, Ct);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        }
    }

    [Fact]
    public async Task Sync_WhenTwoDevicesSendTheSameAtOnce_AppliesItOnce()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync();
        var operation = new OfflineOperation(Guid.NewGuid(), "add", sku, 2, null);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Get<CartSync>().ApplyAsync(CartKey.From(cart, null), [operation], Ct)));

        (await shop.Carts.FindAsync(cart, Ct))!.Lines.Single().Quantity.ShouldBe(2);
    }

    [Fact]
    public async Task Sync_WhenOnlyTheAnswerToTheFormWasLost_DoesNotAddAgain()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync();
        var operation = new OfflineOperation(Guid.NewGuid(), "add", sku, 2, null);

        (await shop.Carts.AddOnceAsync(cart, operation.Id, sku, 2, Ct)).Succeeded.ShouldBeTrue();
        var answer = (await shop.Get<CartSync>().ApplyAsync(CartKey.From(cart, null), [operation], Ct)).Value!;

        answer.Outcomes.Single().Outcome.ShouldBe("repeated");
        answer.Cart.Lines.Single().Quantity.ShouldBe(2);
    }

    [Fact]
    public async Task Saved_WhenMovedBack_IsInTheCartAgain()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync((sku, 3));
        var saved = shop.Get<ISavedForLater>();

        var without = (await saved.SaveAsync(cart, sku, Ct)).Value!;
        without.Lines.ShouldBeEmpty();
        without.Saved!.Single().Quantity.ShouldBe(3);

        var with = (await saved.MoveToCartAsync(cart, sku, Ct)).Value!;
        with.Lines.Single().Quantity.ShouldBe(3);
        with.Saved.ShouldBeNull();
    }
}
