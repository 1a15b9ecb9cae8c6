using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Shipping;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Shipping.BackOffice;

/// <summary>/api/v1/admin/shipping and /api/v1/admin/shipments.</summary>
internal static class ShippingEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var reads = routes.Admin.MapGroup("").RequirePermission(Permissions.ShippingRead);
        reads.MapGet("/shipping/zones", (IShippingAdministration shipping, CancellationToken ct) => shipping.ListZonesAsync(ct));
        reads.MapGet("/shipping/methods", (IShippingAdministration shipping, CancellationToken ct) => shipping.ListMethodsAsync(ct));
        reads.MapGet("/shipping/carriers", (IShippingAdministration shipping, CancellationToken ct) => shipping.ListCarriersAsync(ct));
        reads.MapGet("/shipments", (IShippingAdministration shipping, Paging paging, CancellationToken ct, string? status = null, string? carrier = null, string? q = null) =>
            shipping.ListShipmentsAsync(new ShipmentQuery(status, carrier, q, paging.Page), ct));
        reads.MapGet("/shipments/{id}/label", LabelAsync);

        var writes = routes.Admin.MapGroup("/shipping").RequirePermission(Permissions.ShippingWrite);
        writes.MapPut("/zones/{code}", SaveZoneAsync);
        writes.MapDelete("/zones/{code}", RemoveZoneAsync);
        writes.MapPut("/methods/{code}", SaveMethodAsync);
        writes.MapDelete("/methods/{code}", RemoveMethodAsync);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> LabelAsync(ShipmentId id, IShippingAdministration shipping, CancellationToken ct) =>
        await shipping.GetLabelAsync(id, ct) is { } label ? TypedResults.File(label.Content, label.ContentType) : new NotFound("shipment").ToProblem();

    private static async Task<Results<Ok<ShippingZone>, ProblemHttpResult>> SaveZoneAsync(string code, ShippingZone body, IShippingAdministration shipping, CancellationToken ct) =>
        (await shipping.SaveZoneAsync(body with { Code = code }, ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveZoneAsync(string code, IShippingAdministration shipping, CancellationToken ct) =>
        (await shipping.RemoveZoneAsync(code, ct)).ToNoContent();

    private static async Task<Results<Ok<ShippingMethod>, ProblemHttpResult>> SaveMethodAsync(string code, ShippingMethod body, IShippingAdministration shipping, CancellationToken ct) =>
        (await shipping.SaveMethodAsync(body with { Code = code }, ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveMethodAsync(string code, IShippingAdministration shipping, CancellationToken ct) =>
        (await shipping.RemoveMethodAsync(code, ct)).ToNoContent();
}
