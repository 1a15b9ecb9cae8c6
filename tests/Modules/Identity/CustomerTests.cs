using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Testing.Shop;

namespace Maru.Modules.Identity.Tests;

public sealed class CustomerTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ICustomers Customers => shop.Get<ICustomers>();

    [Fact]
    public async Task Find_OfAMember_TellsWhoItIsAndWhereSheIsSignedIn()
    {
        var user = await RegisterAsync();
        var found = (await Customers.FindAsync(user, Ct)).ShouldNotBeNull();
        found.Profile.Name.ShouldBe("Kim");
        found.Locked.ShouldBeFalse();
        found.Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task EndSessions_SignsOutEverywhereAndIsRecorded()
    {
        var user = await RegisterAsync();
        (await Customers.EndSessionsAsync(user, "user:staff", Ct)).Succeeded.ShouldBeTrue();
        (await Customers.FindAsync(user, Ct))!.Sessions.ShouldBeEmpty();
        (await RecordedAsync("sessions-ended", user)).ShouldBeTrue();
    }

    [Fact]
    public async Task Export_HoldsThePersonsDataAndIsRecorded()
    {
        var user = await RegisterAsync();
        var document = await Customers.ExportAsync(user, "user:staff", Ct);
        document.Value.ShouldNotBeNull().ShouldContain("Kim");
        (await RecordedAsync("user-exported", user)).ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_OfAMember_LeavesNothingToRead()
    {
        var user = await RegisterAsync();
        (await Customers.EraseAsync(user, "user:staff", Ct)).Succeeded.ShouldBeTrue();
        (await Customers.FindAsync(user, Ct)).ShouldBeNull();
        (await shop.Get<IIdentity>().FindAsync(user, Ct)).ShouldBeNull();
        (await RecordedAsync("user-erased", user)).ShouldBeTrue();
        (await Customers.EraseAsync(user, "user:staff", Ct)).Failure.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Erase_OfStaff_IsRefusedUntilTheRolesAreGone()
    {
        var user = await RegisterAsync();
        var access = shop.Get<IAccessAdministration>();
        (await access.SetRolesAsync(user, ["shopper", "support"], null, "test", Ct)).Succeeded.ShouldBeTrue();
        (await Customers.EraseAsync(user, "user:staff", Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await access.SetRolesAsync(user, ["shopper"], null, "test", Ct)).Succeeded.ShouldBeTrue();
        (await Customers.EraseAsync(user, "user:staff", Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_OfOneself_IsRefused()
    {
        var user = await RegisterAsync();
        (await Customers.EraseAsync(user, $"user:{user}", Ct)).Failure.ShouldBeOfType<StateConflict>();
    }

    private async Task<UserId> RegisterAsync()
    {
        var registered = await shop.Get<IAccounts>().RegisterAsync(new Registration($"{Guid.NewGuid():N}@example.com", "a quiet wooden floor", "Kim", "ko", null), Ct);
        registered.Succeeded.ShouldBeTrue();
        return registered.Value.User;
    }

    private async Task<bool> RecordedAsync(string action, UserId user) =>
        (await shop.Get<IAccessAdministration>().ListAuditAsync("user:staff", action, new PageRequest(1, 100), Ct)).Items.Any(e => e.Subject == $"user:{user}");
}
