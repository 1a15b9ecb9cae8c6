using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Modules.Carts.Carts;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Carts.Tests;

public sealed class WishlistTests(CartShop shop) : IClassFixture<CartShop>
{
    private static readonly Currency Won = Currency.Krw;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IWishlists Lists => shop.Get<IWishlists>();

    [Fact]
    public async Task Add_WhenThereIsNoListYet_MakesOneAndShowsTodaysPriceBesideThatOfThen()
    {
        var user = UserId.New();
        var sku = await shop.SellAsync(10_000);
        await Lists.AddAsync(user, null, sku, Won, Ct);
        await shop.SetPriceAsync(sku, 7_000);

        var list = (await Lists.AddAsync(user, null, sku, Won, Ct)).Value!;

        list.Items.Single().ShouldSatisfyAllConditions(i => i.Price.Amount.ShouldBe(7_000), i => i.PriceWhenAdded.ShouldBe(new Money(10_000, Won)), i => i.Available.ShouldBe(50));
        (await Lists.ListAsync(user, Won, Ct)).Count.ShouldBe(1);
        (await Lists.WhichAreListedAsync(user, [sku, "other"], Ct)).ShouldBe([sku]);
    }

    [Fact]
    public async Task List_WhenAnotherMemberAsks_IsNotThere()
    {
        var (owner, stranger) = (UserId.New(), UserId.New());
        var sku = await shop.SellAsync();
        var list = (await Lists.CreateAsync(owner, "Birthday", Ct)).Value!.Id;

        (await Lists.FindAsync(stranger, list, Won, Ct)).ShouldBeNull();
        (await Lists.AddAsync(stranger, list, sku, Won, Ct)).Failure.ShouldBe(new NotFound("wishlist"));
        (await Lists.TakeOutAsync(stranger, list, sku, Ct)).Failure.ShouldBe(new NotFound("wishlist"));
        (await Lists.RenameAsync(stranger, list, "Mine", Ct)).Failure.ShouldBe(new NotFound("wishlist"));
        (await Lists.RemoveAsync(stranger, list, Ct)).Failure.ShouldBe(new NotFound("wishlist"));
        (await shop.Get<ISharing>().ShareWishlistAsync(list, stranger, Ct)).Failure.ShouldBe(new NotFound("wishlist"));
        (await Lists.FindAsync(owner, list, Won, Ct))!.Name.ShouldBe("Birthday");
    }

    [Fact]
    public async Task Create_WhenThereAreTwenty_IsRefused()
    {
        var user = UserId.New();
        for (var i = 0; i < 20; i++)
        {
            (await Lists.CreateAsync(user, "List " + i, Ct)).Succeeded.ShouldBeTrue();
        }

        (await Lists.CreateAsync(user, "One more", Ct)).Failure.ShouldBe(new TooManyInCart("wishlists", 20));
    }

    [Fact]
    public async Task Share_WhenTakenBack_ShowsNothingAnyMore()
    {
        var user = UserId.New();
        var sku = await shop.SellAsync(9_000);
        var list = (await Lists.AddAsync(user, null, sku, Won, Ct)).Value!.Id;
        var sharing = shop.Get<ISharing>();
        var token = (await sharing.ShareWishlistAsync(list, user, Ct)).Value!;

        var shared = (await sharing.FindAsync(token, Won, Ct))!;
        shared.Lines.Single().Sku.ShouldBe(sku);
        shared.Total.Amount.ShouldBe(9_000);

        await sharing.RevokeWishlistAsync(list, user, Ct);
        (await sharing.FindAsync(token, Won, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ShareCart_WhenReadByTheLink_ShowsGoodsButNeitherIdNorOwner()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync((sku, 2));
        var token = (await shop.Get<ISharing>().ShareCartAsync(cart, null, Ct)).Value!;

        var answer = await shop.Client.GetStringAsync($"/api/v1/shared/{token}", Ct);

        answer.ShouldContain(sku);
        answer.ShouldNotContain(cart.ToString());
        (await shop.Client.GetAsync("/api/v1/shared/" + token[..^2] + "zz", Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Erased_WhenAMemberLeaves_NothingOfTheirsIsKept()
    {
        var user = UserId.New();
        var sku = await shop.SellAsync();
        var list = (await Lists.AddAsync(user, null, sku, Won, Ct)).Value!.Id;
        var token = (await shop.Get<ISharing>().ShareWishlistAsync(list, user, Ct)).Value!;
        var cart = (await shop.Carts.OfMemberAsync(user, Won, Ct)).Id;

        await using (var transaction = await shop.Get<Database<CartsModule>>().BeginAsync(Ct))
        {
            var erased = new UserErased(user, DateTimeOffset.UtcNow);
            var received = new ReceivedEvent(erased, Guid.NewGuid(), "identity", 1, "identity.user-erased", DateTimeOffset.UtcNow);
            await shop.Get<CartErasure>().HandleAsync(erased, new EventContext(transaction, received), Ct);
            await transaction.CommitAsync(Ct);
        }

        (await Lists.ListAsync(user, Won, Ct)).ShouldBeEmpty();
        (await shop.Carts.FindAsync(cart, Ct)).ShouldBeNull();
        (await shop.Get<ISharing>().FindAsync(token, Won, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Wishlists_WhenNotSignedIn_AskForIt() =>
        (await shop.Client.GetAsync("/api/v1/wishlists", Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
}
