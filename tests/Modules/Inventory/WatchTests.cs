using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Contracts.Notifications;
using Maru.Modules.Inventory.Watches;
using Maru.Platform.Jobs;
using Maru.Testing.Shop;

namespace Maru.Modules.Inventory.Tests;

public sealed class WatchTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Sku = "WATCHED-MUG";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_WhenTheGoodsComeBack_IsToldOnceAndForgotten()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        var ct = patience.Token;
        var member = (await shop.Get<IAccounts>().RegisterAsync(new Registration("waits@example.com", "a quiet wooden floor", "Kim", "en", null), ct)).Value!.User;
        var other = (await shop.Get<IAccounts>().RegisterAsync(new Registration("other@example.com", "a quiet wooden floor", "Lee", "en", null), ct)).Value!.User;
        var draft = new ProductDraft("watched-mug", LocalizedText.Same("Watched mug"))
        {
            Variants = [new VariantDraft(Sku, [new PriceDraft(new Money(1500, Currency.Usd))]) { Stock = new Dictionary<string, int> { [""] = 0 } }],
        };
        (await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), ct)).Problems.ShouldBeEmpty();
        var watches = shop.Get<IStockWatches>();
        while (!(await watches.WatchAsync(member, Sku, ct)).Succeeded)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }

        (await watches.WatchAsync(member, Sku, ct)).Succeeded.ShouldBeTrue();
        (await watches.WhichAreWatchedAsync(member, [Sku, "ANOTHER"], ct)).ShouldBe([Sku]);
        (await watches.WhichAreWatchedAsync(other, [Sku], ct)).ShouldBeEmpty();
        (await watches.WatchAsync(member, "NO-SUCH-SKU", ct)).Failure.ShouldBeOfType<NotFound>();

        var inventory = shop.Get<IInventoryAdministration>();
        while (!(await inventory.AdjustAsync(new AdjustStock(Sku, "main", 3, "found", null, "test", "watch"), ct)).Succeeded)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }

        var inbox = shop.Get<INotificationInbox>();
        while ((await inbox.ListAsync(member, false, PageRequest.First, ct)).Items.All(i => i.Topic != "back-in-stock"))
        {
            await shop.Get<WatchNews>().RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), ct);
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }

        (await watches.WhichAreWatchedAsync(member, [Sku], ct)).ShouldBeEmpty();
        (await inbox.ListAsync(member, false, PageRequest.First, ct)).Items.Single(i => i.Topic == "back-in-stock").Title.ShouldContain("Watched mug");
        (await inbox.ListAsync(other, false, PageRequest.First, ct)).Items.ShouldNotContain(i => i.Topic == "back-in-stock");
    }
}
