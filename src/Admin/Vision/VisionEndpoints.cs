using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Vision;
using Maru.Platform.Auth;
using Maru.Platform.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Vision;

/// <summary>What is known of the goods' pictures, and the categories that follow from them.</summary>
internal static class VisionEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/pictures", Permissions.CatalogRead, async (HttpContext context, [FromServices] IVisionAdministration vision, CancellationToken ct) =>
            Pages.Show<CoveragePage>(context, Desk.Of(context), new { Coverage = await vision.CoverageAsync(ct) }));
        root.MapForm("/pictures/rebuild", Permissions.CatalogWrite, async (HttpContext context, [FromServices] IVisionAdministration vision, CancellationToken ct) =>
            Pages.After(context, (Result<RebuildView>)await vision.StartRebuildAsync(ct), "/pictures", Desk.Of(context).Say("모든 사진을 다시 봐요. 그동안에도 찾을 수 있어요.", "Every picture is looked at anew. Searches go on meanwhile.")));
        root.MapPage("/classification", Permissions.CatalogRead, ListAsync);
        root.MapForm("/classification/run", Permissions.CatalogWrite, async (HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
            Pages.After(context, await jobs.RequestAsync("vision", "classify-all", null, ct), "/classification", Desk.Of(context).Say("곧 모든 상품을 살펴봐요.", "Every product will be looked at shortly.")));
        root.MapForm("/classification/{id}/decide", Permissions.CatalogWrite, DecideAsync);
        root.MapForm("/classification/{id}/dismiss", Permissions.CatalogWrite, async (ProductId id, HttpContext context, [FromServices] IClassification desk, CancellationToken ct) =>
            Pages.After(context, await desk.DismissAsync(id, context.Caller().Actor, ct), "/classification?state=Review", Desk.Of(context).Say("그대로 두었어요.", "It stays where it is.")));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [FromServices] IClassification desk, [FromServices] ICatalogBrowsing catalog, [FromServices] JobsView jobs, CancellationToken ct)
    {
        var state = context.Request.Query.ContainsKey("state") ? Pages.ChoiceOf<ClassificationState>(context, "state") : ClassificationState.Review;
        return Pages.Show<ClassificationPage>(context, Desk.Of(context), new
        {
            Found = await desk.ListAsync(state, Pages.PageOf(context), ct),
            State = state,
            Report = await desk.ReportAsync(ct),
            Categories = await catalog.CategoriesAsync(ct),
            Job = (await jobs.ListAsync(ct)).FirstOrDefault(j => j is { Module: "vision", Name: "classify-all" }),
        });
    }

    private static async Task<IResult> DecideAsync(ProductId id, HttpContext context, [FromServices] IClassification desk, CancellationToken ct)
    {
        var chosen = (await Filled.ReadAsync(context, ct)).Optional("category") is { Length: <= 200 } category ? category : null;
        return Pages.After(context, await desk.DecideAsync(id, chosen, context.Caller().Actor, ct), "/classification?state=Review", Desk.Of(context).Say("분류를 정했어요.", "The category is set."));
    }
}
