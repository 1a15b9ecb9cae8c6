using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Pricing;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Pricing.BackOffice;

/// <summary>/api/v1/admin/promotions, /coupons and /price-lists. PUT with an id chosen by the caller makes or changes, so a repeat does no harm.</summary>
internal static class PricingEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var reads = routes.Admin.MapGroup("").RequirePermission(Permissions.PromotionsRead);
        reads.MapGet("/promotions", (IPricingAdministration pricing, CancellationToken ct) => pricing.ListPromotionsAsync(ct));
        reads.MapGet("/coupons", (IPricingAdministration pricing, Paging paging, CancellationToken ct, string? q = null) => pricing.ListCouponsAsync(q, paging.Page, ct));
        reads.MapGet("/price-lists", (IPricingAdministration pricing, CancellationToken ct) => pricing.ListPriceListsAsync(ct));
        reads.MapGet("/price-lists/{id:guid}/prices",
            (Guid id, IPricingAdministration pricing, Paging paging, CancellationToken ct, string? q = null) => pricing.ListPricesAsync(id, q, paging.Page, ct));

        var writes = routes.Admin.MapGroup("").RequirePermission(Permissions.PromotionsWrite);
        writes.MapPut("/promotions/{id:guid}", SavePromotionAsync);
        writes.MapDelete("/promotions/{id:guid}", RemovePromotionAsync);
        writes.MapPut("/coupons/{code}", SaveCouponAsync);
        writes.MapDelete("/coupons/{code}", RemoveCouponAsync);
        writes.MapPut("/price-lists/{id:guid}", SavePriceListAsync);
        writes.MapDelete("/price-lists/{id:guid}", RemovePriceListAsync);
        writes.MapPatch("/price-lists/{id:guid}/prices", SetPricesAsync);
    }

    private static async Task<Results<Ok<Promotion>, ProblemHttpResult>> SavePromotionAsync(Guid id, PromotionBody body, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.SavePromotionAsync(
            new Promotion(
                id, body.Name, body.Active, body.Priority, body.Exclusive, body.Scope ?? GoodsScope.Everything, body.Benefit, body.Calendar ?? PromotionCalendar.Always,
                body.MinBasket, body.Segments),
            ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePromotionAsync(Guid id, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.RemovePromotionAsync(id, ct)).ToNoContent();

    private static async Task<Results<Ok<Coupon>, ProblemHttpResult>> SaveCouponAsync(string code, CouponBody body, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.SaveCouponAsync(
            new Coupon(
                code, body.Name, body.Active, body.Scope ?? GoodsScope.Everything, body.Benefit, body.Calendar ?? PromotionCalendar.Always, body.TotalLimit,
                body.PerCustomerLimit, body.Combinable, body.MinBasket),
            ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveCouponAsync(string code, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.RemoveCouponAsync(code, ct)).ToNoContent();

    private static async Task<Results<Ok<PriceList>, ProblemHttpResult>> SavePriceListAsync(Guid id, PriceListBody body, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.SavePriceListAsync(
            new PriceList(id, body.Name, body.Active, body.Currency, body.Segment, body.Priority, body.Calendar ?? PromotionCalendar.Always), ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePriceListAsync(Guid id, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.RemovePriceListAsync(id, ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> SetPricesAsync(
        Guid id, Dictionary<string, long?> prices, IPricingAdministration pricing, CancellationToken ct) =>
        (await pricing.SetPricesAsync(id, prices, ct)).ToNoContent();

    internal sealed record PromotionBody(
        LocalizedText Name, bool Active, int Priority, bool Exclusive, GoodsScope? Scope, Benefit Benefit, PromotionCalendar? Calendar,
        IReadOnlyDictionary<string, long>? MinBasket, IReadOnlyList<string>? Segments);

    internal sealed record CouponBody(
        LocalizedText Name, bool Active, GoodsScope? Scope, Benefit Benefit, PromotionCalendar? Calendar, int? TotalLimit, int? PerCustomerLimit, bool Combinable,
        IReadOnlyDictionary<string, long>? MinBasket);

    internal sealed record PriceListBody(LocalizedText Name, bool Active, Currency Currency, string? Segment, int Priority, PromotionCalendar? Calendar);
}
