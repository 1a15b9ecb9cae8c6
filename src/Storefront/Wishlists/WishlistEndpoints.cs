using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Storefront.Accounts;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Wishlists;

/// <summary>A member's lists of wishes, and the page on which others see a list or a cart that was shared.</summary>
internal static class WishlistEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account/wishlists", ListAsync);
        root.MapForm("/account/wishlists", ChangeAsync);
        root.MapForm("/wishlist/items", AddAsync);
        root.MapPage("/shared/{token}", SharedAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IWishlists wishlists, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return visit.Caller.User is { } user
            ? Pages.Show<WishlistsPage>(context, visit, new { Lists = await wishlists.ListAsync(user, visit.Currency, ct), Said = Said.Read(context, visit) })
            : Pages.SignIn(visit);
    }

    private static async Task<IResult> ChangeAsync(
        [FromForm] string act, [FromForm] Guid? list, [FromForm] string? sku, [FromForm] string? name, HttpContext context, IWishlists wishlists, ISharing sharing, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var id = new WishlistId(list ?? Guid.Empty);
        Failure? failure = null;
        string? link = null;
        switch (act)
        {
            case "create":
                failure = (await wishlists.CreateAsync(user, name ?? "", ct)).Failure;
                break;
            case "rename":
                failure = (await wishlists.RenameAsync(user, id, name ?? "", ct)).Failure;
                break;
            case "remove":
                failure = (await wishlists.RemoveAsync(user, id, ct)).Failure;
                break;
            case "take-out":
                failure = (await wishlists.TakeOutAsync(user, id, sku ?? "", ct)).Failure;
                break;
            case "share":
                var shared = await sharing.ShareWishlistAsync(id, user, ct);
                failure = shared.Failure;
                link = shared.Succeeded ? visit.Origin + visit.To("/shared/" + shared.Value) : null;
                break;
            case "revoke":
                failure = (await sharing.RevokeWishlistAsync(id, user, ct)).Failure;
                break;
            default:
                break;
        }

        if (failure is null && link is null)
        {
            return Pages.SeeOther(visit.To("/account/wishlists" + (act is "remove" or "take-out" ? Said.Deleted : Said.Saved)));
        }

        // The link is shown now or never: only its hash is kept.
        return Pages.Show<WishlistsPage>(
            context, visit,
            new { Lists = await wishlists.ListAsync(user, visit.Currency, ct), Problem = failure is null ? null : Problems.Say(failure, visit), SharedId = id, Link = link },
            failure is null ? 200 : 400);
    }

    private static async Task<IResult> AddAsync([FromForm] string sku, [FromForm] string? back, HttpContext context, IWishlists wishlists, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SeeOther(visit.To("/sign-in?next=" + Uri.EscapeDataString(Pages.Inside(back))));
        }

        var added = await wishlists.AddAsync(user, null, sku, visit.Currency, ct);
        return added.Succeeded ? Pages.SeeOther(visit.To("/account/wishlists" + Said.Saved)) : Pages.SeeOther(visit.To(Pages.Inside(back)));
    }

    private static async Task<IResult> SharedAsync(string token, HttpContext context, ISharing sharing, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await sharing.FindAsync(token, visit.Currency, ct) is { } list
            ? Pages.Show<SharedPage>(context, visit, new { List = list })
            : NotFoundPage.Show(context, visit);
    }
}
