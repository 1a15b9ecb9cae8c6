using System.Text;
using Maru.Admin.Access;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Customers;

/// <summary>Members and staff: who they are, what they bought, where they are signed in, and the rights they have over their data.</summary>
internal static class CustomerEndpoints
{
    private const int RecentOrders = 20;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/customers", Permissions.CustomersRead, ListAsync);
        root.MapPage("/customers/{id}", Permissions.CustomersRead, ShowAsync);
        root.MapForm("/customers/{id}/sign-out", Permissions.CustomersWrite, (UserId id, HttpContext context, [FromServices] ICustomers customers, CancellationToken ct) =>
            ActAsync(context, id, actor => customers.EndSessionsAsync(id, actor, ct), d => d.Say("모든 곳에서 로그아웃했어요.", "Signed out everywhere.")));
        root.MapForm("/customers/{id}/lock", Permissions.CustomersWrite, (UserId id, HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct) =>
            ActAsync(context, id, actor => access.SetLockAsync(id, true, actor, ct), d => d.Say("계정을 잠갔어요.", "The account is locked.")));
        root.MapForm("/customers/{id}/unlock", Permissions.CustomersWrite, (UserId id, HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct) =>
            ActAsync(context, id, actor => access.SetLockAsync(id, false, actor, ct), d => d.Say("계정을 열었어요.", "The account is open again.")));
        root.MapForm("/customers/{id}/export", Permissions.CustomersWrite, ExportAsync);
        root.MapForm("/customers/{id}/erase", Permissions.CustomersWrite, EraseAsync);
        root.MapForm("/customers/{id}/roles", Permissions.AccessWrite, SetRolesAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] IAccessAdministration access, [FromServices] IAudit audit, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var (words, role) = (Pages.TextOf(context, "q"), Pages.TextOf(context, "role"));
        if (context.Request.Query[Listing.Format] == "csv")
        {
            await audit.RecordAsync(desk.Caller.Actor, "users-listed", "users", role, ct);
        }

        return await Listing.ShowAsync<CustomerListPage, UserProfile>(
            context, "customers", CustomerListPage.Columns(desk), page => access.ListUsersAsync(words, role, page, ct),
            async rows => new { Rows = rows, Role = role, Roles = await access.ListRolesAsync(ct) });
    }

    private static async Task<IResult> ShowAsync(
        UserId id, HttpContext context, [FromServices] ICustomers customers, [FromServices] IOrdering ordering, [FromServices] IAccessAdministration access,
        [FromServices] ISellers sellers, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await customers.FindAsync(id, ct) is { } customer
            ? Pages.Show<CustomerPage>(context, desk, new
            {
                Customer = customer,
                Orders = desk.May(Permissions.OrdersRead) ? await ordering.ListAsync(new OrderQuery(id, null, null, null, null, null, new PageRequest(1, RecentOrders)), ct) : null,
                Roles = desk.May(Permissions.AccessWrite) ? await access.ListRolesAsync(ct) : [],
                Sellers = desk.May(Permissions.AccessWrite) ? (await sellers.ListAsync(SellerStatus.Approved, null, new PageRequest(1, PageRequest.MaxSize), ct)).Items : [],
            })
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> ExportAsync(UserId id, HttpContext context, [FromServices] ICustomers customers, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var document = await customers.ExportAsync(id, desk.Caller.Actor, ct);
        context.Response.Headers.CacheControl = "no-store";
        return document.Succeeded
            ? TypedResults.File(Encoding.UTF8.GetBytes(document.Value), "application/json", $"customer-{id}.json")
            : Pages.After(context, document, $"/customers/{id}", "");
    }

    /// <summary>It cannot be taken back, so the address has to be typed.</summary>
    private static async Task<IResult> EraseAsync(UserId id, HttpContext context, [FromServices] ICustomers customers, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        if (await customers.FindAsync(id, ct) is not { } customer)
        {
            return Pages.NotFound(context, desk);
        }

        var erased = string.Equals(form.Text("email"), customer.Profile.Email, StringComparison.OrdinalIgnoreCase)
            ? await customers.EraseAsync(id, desk.Caller.Actor, ct)
            : ValidationFailure.Of("email", desk.Say("이 고객의 이메일이 아니에요", "is not this customer's"));
        return Pages.After(context, erased, _ => "/customers", $"/customers/{id}", desk.Say("고객의 정보를 지웠어요.", "The customer's data is erased."));
    }

    private static async Task<IResult> SetRolesAsync(UserId id, HttpContext context, [FromServices] IAccessAdministration access, [FromServices] IIdentity identity, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        if (await identity.FindAsync(id, ct) is not { } profile)
        {
            return Pages.NotFound(context, desk);
        }

        var roles = form.All("role");
        var changed = (await access.ListRolesAsync(ct)).Where(r => roles.Contains(r.Name) != profile.Roles.Contains(r.Name));
        SellerId? seller = SellerId.TryParse(form.Text("seller"), null, out var known) ? known : null;
        return await ActAsync(
            context, id, async actor => Authority.WhyNot(desk, changed.SelectMany(r => r.Permissions).Except([Permissions.SellerOwn])) is { } refusal
                ? refusal
                : await access.SetRolesAsync(id, roles, seller, actor, ct),
            d => d.Say("역할을 바꿨어요. 곧바로 통해요.", "The roles are changed, and count at once."));
    }

    private static async Task<IResult> ActAsync(HttpContext context, UserId id, Func<string, Task<Result<Done>>> act, Func<Desk, string> done)
    {
        var desk = Desk.Of(context);
        return Pages.After(context, await act(desk.Caller.Actor), $"/customers/{id}", done(desk));
    }
}
