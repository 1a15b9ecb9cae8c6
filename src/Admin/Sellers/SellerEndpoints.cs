using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Sellers;

/// <summary>Those who sell here: letting them in, their terms, the shop's share, how well they do.</summary>
internal static class SellerEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/sellers", Permissions.SellersRead, ListAsync);
        root.MapPage("/sellers/{id}", Permissions.SellersRead, ShowAsync);
        root.MapForm("/sellers/{id}/decide", Permissions.SellersWrite, (SellerId id, HttpContext context, [FromServices] ISellers sellers, [FromServices] IAudit audit, CancellationToken ct) =>
            ActAsync(context, id, "seller-decided", form => form.Text("status"), audit, form => sellers.DecideAsync(id, form.Choice<SellerStatus>("status") ?? SellerStatus.Pending, form.Optional("reason"), ct), ct));
        root.MapForm("/sellers/{id}/margin", Permissions.SellersWrite, (SellerId id, HttpContext context, [FromServices] ISellers sellers, [FromServices] IAudit audit, CancellationToken ct) =>
            ActAsync(context, id, "seller-margin-set", form => form.Text("percent") + "%", audit, form => sellers.SetMarginAsync(id, form.BasisPoints("percent"), ct), ct));
        root.MapForm("/sellers/{id}/policy", Permissions.SellersWrite, (SellerId id, HttpContext context, [FromServices] ISellers sellers, [FromServices] IAudit audit, CancellationToken ct) =>
            ActAsync(context, id, "seller-changed", _ => null, audit, form => sellers.UpdateAsync(id, form.Text("name"), form.Both("policy"), ct), ct));
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] ISellers sellers, CancellationToken ct)
    {
        var (status, words) = (Pages.ChoiceOf<SellerStatus>(context, "status"), Pages.TextOf(context, "q"));
        return Listing.ShowAsync<SellerListPage, SellerRecord>(
            context, "sellers", SellerListPage.Columns(Desk.Of(context)), page => sellers.ListAsync(status, words, page, ct),
            rows => Task.FromResult<object>(new { Rows = rows, Status = status }));
    }

    private static async Task<IResult> ShowAsync(SellerId id, HttpContext context, [FromServices] ISellers sellers, CancellationToken ct) =>
        await sellers.FindAsync(id, ct) is { } seller
            ? Pages.Show<SellerPage>(context, Desk.Of(context), new { Seller = seller })
            : Pages.NotFound(context, Desk.Of(context));

    private static async Task<IResult> ActAsync(
        HttpContext context, SellerId id, string action, Func<Filled, string?> detail, IAudit audit, Func<Filled, Task<Result<SellerRecord>>> act, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        var result = await act(form);
        if (result.Succeeded)
        {
            await audit.RecordAsync(desk.Caller.Actor, action, $"seller:{id}", detail(form), ct);
        }

        return Pages.After(context, result, $"/sellers/{id}", desk.Say("판매자를 고쳤어요.", "The seller is changed."));
    }
}
