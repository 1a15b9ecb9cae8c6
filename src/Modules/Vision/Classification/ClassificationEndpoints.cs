using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Vision;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Vision.Classification;

internal static class ClassificationEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        routes.Admin.MapGet("/classifications", (IClassification desk, Paging paging, ClassificationState? state, CancellationToken ct) => desk.ListAsync(state, paging.Page, ct))
            .RequirePermission(Permissions.CatalogRead).WithName("ListClassifications");
        routes.Admin.MapPost("/classifications/{id}/decide", DecideAsync).RequirePermission(Permissions.CatalogWrite).WithName("DecideClassification");
        routes.Admin.MapPost("/classifications/{id}/dismiss", DismissAsync).RequirePermission(Permissions.CatalogWrite).WithName("DismissClassification");
        routes.Admin.MapPost("/classifications/run", RunAsync).RequirePermission(Permissions.CatalogWrite).WithName("ClassifyAllProducts");
        routes.Admin.MapGet("/classifications/report", ReportAsync).RequirePermission(Permissions.CatalogRead).WithName("ClassificationReport");
        routes.Admin.MapGet("/category-words", async (IClassification desk, CancellationToken ct) => new { items = await desk.WordsAsync(ct) }).RequirePermission(Permissions.CatalogRead).WithName("ListCategoryWords");
        routes.Admin.MapPut("/category-words/{category}", SetWordsAsync).RequirePermission(Permissions.CatalogWrite).WithName("SetCategoryWords");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(ProductId id, Decision decision, Caller caller, IClassification desk, CancellationToken ct) =>
        (await desk.DecideAsync(id, decision.Category, caller.Actor, ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> DismissAsync(ProductId id, Caller caller, IClassification desk, CancellationToken ct) =>
        (await desk.DismissAsync(id, caller.Actor, ct)).ToNoContent();

    /// <summary>The run shows among the jobs, with its progress.</summary>
    private static async Task<Results<Accepted, ProblemHttpResult>> RunAsync(JobsView jobs, CancellationToken ct) =>
        (await jobs.RequestAsync("vision", "classify-all", null, ct)) is { Failure: { } failure } ? failure.ToProblem() : TypedResults.Accepted("/api/v1/admin/classifications/report");

    private static async Task<Results<Ok<ClassificationReport>, ProblemHttpResult>> ReportAsync(IClassification desk, CancellationToken ct) =>
        await desk.ReportAsync(ct) is { } report ? TypedResults.Ok(report) : new Contracts.NotFound("report yet; it is made at the end of a run").ToProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> SetWordsAsync(string category, Words words, IClassification desk, CancellationToken ct) =>
        (await desk.SetWordsAsync(category, words.Items, ct)).ToNoContent();

    /// <param name="Category">Null takes the one proposed.</param>
    private sealed record Decision(string? Category);

    /// <param name="Items">None goes back to the words that follow from the category's name.</param>
    private sealed record Words(IReadOnlyList<string> Items);
}
