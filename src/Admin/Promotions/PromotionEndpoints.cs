using System.Globalization;
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

/// <summary>Promotions over a calendar.</summary>
internal static class PromotionEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/promotions", Permissions.PromotionsRead, ListAsync);
        root.MapPage("/promotions/new", Permissions.PromotionsWrite, (HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
            FormAsync(
                context, catalog, sellers, new Promotion(Guid.CreateVersion7(), new LocalizedText(), true, 100, false, GoodsScope.Everything, new Benefit(BenefitKind.PercentOff, 1000), PromotionCalendar.Always),
                true, null, ct));
        root.MapPage("/promotions/{id:guid}", Permissions.PromotionsRead, ShowAsync);
        root.MapForm("/promotions/{id:guid}", Permissions.PromotionsWrite, SaveAsync);
        root.MapForm("/promotions/{id:guid}/remove", Permissions.PromotionsWrite, async (Guid id, HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] IAudit audit, CancellationToken ct) =>
        {
            var desk = Desk.Of(context);
            var removed = await pricing.RemovePromotionAsync(id, ct);
            await RecordAsync(audit, desk, removed, "promotion-removed", $"promotion:{id}", ct);
            return Pages.After(context, removed, "/promotions", desk.Say("행사를 없앴어요.", "The promotion is gone."));
        });
    }

    /// <summary>What changes prices is in the audit log.</summary>
    internal static Task RecordAsync<T>(IAudit audit, Desk desk, Result<T> result, string action, string subject, CancellationToken ct) =>
        result.Succeeded ? audit.RecordAsync(desk.Caller.Actor, action, subject, null, ct) : Task.CompletedTask;

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] TimeProvider time, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var today = Desk.Day(time.GetUtcNow());
        var month = DateOnly.TryParseExact(Pages.TextOf(context, "month"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 2000 and < 2100
            ? asked
            : new DateOnly(today.Year, today.Month, 1);
        var first = MonthCalendar.FirstOf(month);
        var all = await pricing.ListPromotionsAsync(ct);
        var columns = PromotionListPage.Columns(desk);
        return await Listing.ShowAsync<PromotionListPage, PromotionStatus>(
            context, "promotions", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)),
            async rows => new { Rows = rows, Month = month, Today = today, Days = await pricing.ListPromotionDaysAsync(first, first.AddDays(41), ct) });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
        (await pricing.ListPromotionsAsync(ct)).FirstOrDefault(p => p.Promotion.Id == id) is { } found
            ? await FormAsync(context, catalog, sellers, found.Promotion, false, null, ct)
            : Pages.NotFound(context, Desk.Of(context));

    private static async Task<IResult> SaveAsync(
        Guid id, HttpContext context, [FromServices] IPricingAdministration pricing, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers,
        [FromServices] IAudit audit, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        var rule = new Promotion(
            id, form.Both("name"), form.IsOn("active"), form.Number("priority"), form.IsOn("exclusive"), RuleForm.Scope(form), RuleForm.Benefit(form), RuleForm.Calendar(form),
            form.Amounts("min"), form.Listed("segments") is { Count: > 0 } segments ? segments : null);
        var isNew = (await pricing.ListPromotionsAsync(ct)).All(p => p.Promotion.Id != id);
        var saved = await pricing.SavePromotionAsync(rule, ct);
        await RecordAsync(audit, desk, saved, "promotion-saved", $"promotion:{id}", ct);
        return saved.Succeeded
            ? Pages.After(context, saved, $"/promotions/{id}", desk.Say("행사를 저장했어요.", "The promotion is saved."))
            : await FormAsync(context, catalog, sellers, rule, isNew, saved.Failure, ct);
    }

    private static async Task<IResult> FormAsync(
        HttpContext context, ICatalogAdministration catalog, ISellers sellers, Promotion rule, bool isNew, Failure? problem, CancellationToken ct) =>
        Pages.Show<PromotionPage>(context, Desk.Of(context), new
        {
            Rule = rule, New = isNew, Categories = await catalog.CategoriesAsync(ct), Sellers = (await sellers.ListAsync(SellerStatus.Approved, null, new PageRequest(1, PageRequest.MaxSize), ct)).Items,
            Problem = problem is null ? null : Pages.Words(problem),
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
