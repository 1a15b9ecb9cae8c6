using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Shipping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Parcels;

/// <summary>Parcels under way and their labels.</summary>
internal static class ParcelEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/parcels", Permissions.ShippingRead, ListAsync);
        root.MapPage("/parcels/{id}/label", Permissions.ShippingRead, async (ShipmentId id, HttpContext context, [FromServices] IShippingAdministration shipping, CancellationToken ct) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await shipping.GetLabelAsync(id, ct) is { } label ? TypedResults.Bytes(label.Content, label.ContentType) : Pages.NotFound(context, Desk.Of(context));
        });
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] IShippingAdministration shipping, CancellationToken ct)
    {
        var query = new ShipmentQuery(Pages.TextOf(context, "status"), Pages.TextOf(context, "carrier"), Pages.TextOf(context, "q"), PageRequest.First);
        return Listing.ShowAsync<ParcelListPage, ShipmentView>(
            context, "parcels", ParcelListPage.Columns(Desk.Of(context)), page => shipping.ListShipmentsAsync(query with { Page = page }, ct),
            async rows => new { Rows = rows, Query = query, Carriers = await shipping.ListCarriersAsync(ct) });
    }
}
