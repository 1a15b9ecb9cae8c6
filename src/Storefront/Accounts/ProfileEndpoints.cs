using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>The overview, and what the member says of himself.</summary>
internal static class ProfileEndpoints
{
    private const int LatestOrders = 3;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account", ShowAsync);
        root.MapPage("/account/profile", EditAsync);
        root.MapForm("/account/profile", SaveAsync);
        root.MapForm("/account/verify", VerifyAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, IIdentity identity, IOrdering ordering, ILoyalty loyalty, IWishlists wishlists, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user || await identity.FindAsync(user, ct) is not { } profile)
        {
            return Pages.SignIn(visit);
        }

        var orders = await ordering.ListAsync(new OrderQuery(user, null, null, null, null, null, new PageRequest(1, LatestOrders)), ct);
        var lists = await wishlists.ListAsync(user, visit.Currency, ct);
        return Pages.Show<AccountPage>(
            context, visit, new { Profile = profile, Orders = orders, Points = await loyalty.GetBalanceAsync(user, ct), Wished = lists.Sum(l => l.Items.Count) });
    }

    private static async Task<IResult> EditAsync(HttpContext context, IIdentity identity, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return visit.Caller.User is { } user && await identity.FindAsync(user, ct) is { } profile
            ? Pages.Show<ProfilePage>(context, visit, new { Profile = profile, Said = Said.Read(context, visit) })
            : Pages.SignIn(visit);
    }

    private static async Task<IResult> SaveAsync([FromForm] string? name, [FromForm] string? phone, [FromForm] string? language, HttpContext context, IIdentity identity, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user || await identity.FindAsync(user, ct) is not { } profile)
        {
            return Pages.SignIn(visit);
        }

        var changed = await accounts.ChangeProfileAsync(user, new ProfileChange(name, phone, language), ct);
        return changed.Succeeded
            ? Pages.SeeOther(visit.To("/account/profile" + Said.Saved))
            : Pages.Show<ProfilePage>(
                context, visit, new { Profile = profile with { Name = name ?? "", Phone = phone, Language = language ?? profile.Language }, Problems = FormProblems.Of(changed.Failure, visit) }, 400);
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        await accounts.RequestEmailVerificationAsync(user, ct);
        return Pages.SeeOther(visit.To("/account/profile" + Said.Mailed));
    }
}
