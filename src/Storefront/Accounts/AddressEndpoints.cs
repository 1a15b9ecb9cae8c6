using Maru.Contracts.Identity;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

internal static class AddressEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account/addresses", ListAsync);
        root.MapPage("/account/addresses/new", (HttpContext context) =>
        {
            var visit = Visit.Of(context);
            return visit.Caller.User is null ? Pages.SignIn(visit) : Pages.Show<AddressPage>(context, visit);
        });
        root.MapPage("/account/addresses/{id:guid}", EditAsync);
        root.MapForm("/account/addresses/new", (HttpContext context, IAccounts accounts, CancellationToken ct) => SaveAsync(null, context, accounts, ct));
        root.MapForm("/account/addresses/{id:guid}", (Guid id, HttpContext context, IAccounts accounts, CancellationToken ct) => SaveAsync(id, context, accounts, ct));
    }

    private static async Task<IResult> ListAsync(HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return visit.Caller.User is { } user
            ? Pages.Show<AddressesPage>(context, visit, new { Addresses = await accounts.GetAddressesAsync(user, ct), Said = Said.Read(context, visit) })
            : Pages.SignIn(visit);
    }

    private static async Task<IResult> EditAsync(Guid id, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        return (await accounts.GetAddressesAsync(user, ct)).FirstOrDefault(a => a.Id == id) is { } saved
            ? Pages.Show<AddressPage>(context, visit, new { Id = (Guid?)id, Address = AddressForm.Of(saved.Address), saved.IsDefault })
            : NotFoundPage.Show(context, visit);
    }

    private static async Task<IResult> SaveAsync(Guid? id, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var form = await context.Request.ReadFormAsync(ct);
        if (id is { } gone && form["act"] == "delete")
        {
            await accounts.DeleteAddressAsync(user, gone, ct);
            return Pages.SeeOther(visit.To("/account/addresses" + Said.Deleted));
        }

        var address = AddressForm.Read(form);
        var isDefault = form["default"] == "true";
        var saved = await accounts.SaveAddressAsync(user, id, address.ToAddress(), isDefault, ct);
        return saved.Succeeded
            ? Pages.SeeOther(visit.To("/account/addresses" + Said.Saved))
            : Pages.Show<AddressPage>(context, visit, new { Id = id, Address = address, IsDefault = isDefault, Problems = FormProblems.Of(saved.Failure, visit) }, 400);
    }
}
