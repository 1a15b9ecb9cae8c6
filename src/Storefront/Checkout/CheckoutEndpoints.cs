using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Storefront.Cart;
using Maru.Storefront.Orders;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Checkout;

/// <summary>
/// The checkout: one page, one form. Every button sends all of it, so that whatever else is asked (a coupon, another country) nothing typed is lost,
/// with scripts or without.
/// </summary>
internal static class CheckoutEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/checkout", BeginAsync);
        root.MapForm("/checkout", SendAsync);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ICarts carts, IIdentity identity, IAccounts accounts, CheckoutDesk desk, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await CartEndpoints.FindAsync(visit, carts, ct) is not { Lines.Count: > 0 } cart)
        {
            return Pages.SeeOther(visit.To("/cart"));
        }

        var profile = visit.Caller.User is { } user ? await identity.FindAsync(user, ct) : null;
        var known = visit.Caller.User is { } member ? await accounts.GetAddressesAsync(member, ct) : [];
        var address = known.FirstOrDefault(a => a.IsDefault) ?? (known.Count > 0 ? known[0] : null);
        var form = new CheckoutForm(
            CheckoutForm.NewKey(),
            address is null
                ? new AddressForm(profile?.Name, null, null, null, null, visit.IsKorean || cart.Currency == Currency.Krw ? "KR" : "US", profile?.Phone)
                : AddressForm.Of(address.Address))
        {
            Email = profile?.Email, Saved = address?.Id,
        };
        return Show(context, visit, await desk.ViewAsync(visit, cart, form.Address, ct), form, null);
    }

    private static async Task<IResult> SendAsync(HttpContext context, ICarts carts, IOrdering ordering, IAccounts accounts, CheckoutDesk desk, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var form = CheckoutForm.Read(await context.Request.ReadFormAsync(ct));
        var cart = await CartEndpoints.FindAsync(visit, carts, ct);
        if (form.Act.Length == 0 && cart is not null)
        {
            return await PlaceAsync(context, visit, form, cart, ordering, accounts, desk, ct);
        }

        if (cart is not { Lines.Count: > 0 })
        {
            return Pages.SeeOther(visit.To("/cart"));
        }

        FormProblems? problems = null;
        switch (form.Act)
        {
            case "coupon":
                var applied = await carts.ApplyCouponAsync(cart.Id, form.Coupon ?? "", ct);
                problems = applied.Succeeded ? null : FormProblems.At("coupon", Problems.Say(applied.Failure, visit));
                cart = applied.Value ?? cart;
                form = form with { Coupon = applied.Succeeded ? null : form.Coupon };
                break;
            case { } act when act.StartsWith("drop:", StringComparison.Ordinal):
                cart = (await carts.RemoveCouponAsync(cart.Id, act["drop:".Length..], ct)).Value ?? cart;
                break;
            case "address" when visit.Caller.User is { } user && form.Saved is { } saved:
                form = (await accounts.GetAddressesAsync(user, ct)).FirstOrDefault(a => a.Id == saved) is { } found ? form with { Address = AddressForm.Of(found.Address) } : form;
                break;
            default:
                break;
        }

        return Show(context, visit, await desk.ViewAsync(visit, cart, form.Address, ct), form, problems, problems is null ? 200 : 409);
    }

    private static async Task<IResult> PlaceAsync(
        HttpContext context, Visit visit, CheckoutForm form, CartView cart, IOrdering ordering, IAccounts accounts, CheckoutDesk desk, CancellationToken ct)
    {
        var view = await desk.ViewAsync(visit, cart, form.Address, ct);
        if (view.Method(form) is not { } method)
        {
            return Show(context, visit, view, form, FormProblems.Because(visit.Say("지금은 결제할 방법이 없어요.", "There is no way to pay at the moment.")), 409);
        }

        if ((method.Token ?? form.Token) is not { } token)
        {
            return Show(context, visit, view, form, FormProblems.At("method", visit.Say("카드 정보를 적어 주세요.", "Enter your card.")), 400);
        }

        var points = view.Points(form);
        var option = view.Chosen(form);
        var expected = form.Goods is { } goods ? new Money(goods + (option?.Price.Amount ?? 0) - points, cart.Currency) : (Money?)null;
        var result = await ordering.CheckoutAsync(
            new CheckoutRequest(
                cart.Id, form.Email ?? "", visit.Language, form.Address.ToAddress(), option?.Code ?? "", method.Provider, token, points, visit.Caller.User,
                context.Connection.RemoteIpAddress?.ToString(), visit.Origin + visit.To(PaymentReturn.PathFor(form.Key)), visit.Caller.User is { } user ? $"user:{user}" : $"cart:{cart.Id}",
                form.Key, expected),
            ct);
        if (result.Succeeded && result.Value.Failure is null)
        {
            var order = result.Value;
            if (form.Keep && visit.Caller.User is { } member && view.Addresses.All(a => a.Address != form.Address.ToAddress()))
            {
                await accounts.SaveAddressAsync(member, null, form.Address.ToAddress(), view.Addresses.Count == 0, ct);
            }

            PaymentReturn.Remember(context, form.Key, order.OrderId, order.AccessToken);
            return Pages.SeeOther(order.NextAction is { Kind: "redirect", Url: { } elsewhere } ? elsewhere : visit.To(OrderLinks.Page(order.OrderId, order.AccessToken)));
        }

        // The key is spent on this attempt, and so is the token; the next one is another order.
        var failure = result.Failure ?? result.Value!.Failure!;
        if (failure is CartBeingPaid { OrderId: var earlier } && visit.Caller.User is not null)
        {
            return Pages.SeeOther(visit.To(OrderLinks.Page(earlier, null)));
        }

        return Show(context, visit, view, form with { Key = CheckoutForm.NewKey(), Token = null }, FormProblems.Of(failure, visit), failure is ValidationFailure ? 400 : 409);
    }

    private static IResult Show(HttpContext context, Visit visit, CheckoutView view, CheckoutForm form, FormProblems? problems, int status = 200) =>
        Pages.Show<CheckoutPage>(context, visit, new { View = view, Form = form, Problems = problems }, status);
}
