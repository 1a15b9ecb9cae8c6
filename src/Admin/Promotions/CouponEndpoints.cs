using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Pricing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Promotions;

/// <summary>Coupons: codes that lower a price within limits.</summary>
internal static class CouponEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/coupons", Permissions.PromotionsRead, (HttpContext context, [FromServices] IPricingAdministration pricing, CancellationToken ct) =>
            Listing.ShowAsync<CouponListPage, CouponStatus>(
                context, "coupons", CouponListPage.Columns(Desk.Of(context)), page => pricing.ListCouponsAsync(Pages.TextOf(context, "q"), page, ct)));
        root.MapPage("/coupons/new", Permissions.PromotionsWrite, (HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
            FormAsync(
                context, catalog, sellers, new Coupon("", new LocalizedText(), true, GoodsScope.Everything, new Benefit(BenefitKind.BasketPercentOff, 1000), PromotionCalendar.Always, null, 1), true,
                null, ct));
        root.MapPage("/coupons/{code}", Permissions.PromotionsRead, ShowAsync);
        root.MapForm("/coupons", Permissions.PromotionsWrite, SaveAsync);
        root.MapForm("/coupons/{code}/remove", Permissions.PromotionsWrite, async (string code, HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] IAudit audit, CancellationToken ct) =>
        {
            var desk = Desk.Of(context);
            var removed = await pricing.RemoveCouponAsync(code, ct);
            await PromotionEndpoints.RecordAsync(audit, desk, removed, "coupon-removed", $"coupon:{code}", ct);
            return Pages.After(context, removed, "/coupons", desk.Say("쿠폰을 없앴어요.", "The coupon is gone."));
        });
    }

    private static async Task<IResult> ShowAsync(
        string code, HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
        await FindAsync(pricing, code, ct) is { } coupon
            ? await FormAsync(context, catalog, sellers, coupon, false, null, ct)
            : Pages.NotFound(context, Desk.Of(context));

    private static async Task<Coupon?> FindAsync(IPricingAdministration pricing, string code, CancellationToken ct) =>
        (await pricing.ListCouponsAsync(code, new PageRequest(1, PageRequest.MaxSize), ct)).Items.FirstOrDefault(c => c.Coupon.Code == code)?.Coupon;

    private static async Task<IResult> SaveAsync(
        HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, [FromServices] IAudit audit,
        CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        var rule = new Coupon(
            form.Text("code").ToUpperInvariant(), form.Both("name"), form.IsOn("active"), RuleForm.Scope(form), RuleForm.Benefit(form), RuleForm.Calendar(form), Limit(form, "total"),
            Limit(form, "perCustomer"), form.IsOn("combinable"), form.Amounts("min"));
        var isNew = await FindAsync(pricing, rule.Code, ct) is null;
        var saved = await pricing.SaveCouponAsync(rule, ct);
        await PromotionEndpoints.RecordAsync(audit, desk, saved, "coupon-saved", $"coupon:{rule.Code}", ct);
        return saved.Succeeded
            ? Pages.After(context, saved, "/coupons/" + Uri.EscapeDataString(saved.Value.Code), desk.Say("쿠폰을 저장했어요.", "The coupon is saved."))
            : await FormAsync(context, catalog, sellers, rule, isNew, saved.Failure, ct);
    }

    private static int? Limit(Filled form, string name) => form.Whole(name) is { } number and > 0 and <= int.MaxValue ? (int)number : null;

    private static async Task<IResult> FormAsync(
        HttpContext context, ICatalogAdministration catalog, ISellers sellers, Coupon rule, bool isNew, Failure? problem, CancellationToken ct) =>
        Pages.Show<CouponPage>(context, Desk.Of(context), new
        {
            Rule = rule, New = isNew, Categories = await catalog.CategoriesAsync(ct), Sellers = (await sellers.ListAsync(SellerStatus.Approved, null, new PageRequest(1, PageRequest.MaxSize), ct)).Items,
            Problem = problem is null ? null : Pages.Words(problem),
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
