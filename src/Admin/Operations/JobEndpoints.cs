using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts.Identity;
using Maru.Platform.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Operations;

/// <summary>Jobs, their runs, and running one now.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/jobs", Permissions.OperationsRead, ListAsync);
        root.MapPage("/jobs/{module}/{name}", Permissions.OperationsRead, ShowAsync);
        root.MapForm("/jobs/{module}/{name}/run", Permissions.OperationsWrite, async (string module, string name, HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
            Pages.After(context, await jobs.RequestAsync(module, name, null, ct), $"/jobs/{module}/{name}", Desk.Of(context).Say("곧 돌려요.", "It will run shortly.")));
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] JobsView jobs, CancellationToken ct)
    {
        var all = await jobs.ListAsync(ct);
        var columns = JobListPage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<JobListPage, JobView>(context, "jobs", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)));
    }

    private static Task<IResult> ShowAsync(string module, string name, HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
        Listing.ShowAsync<JobPage, JobRunView>(
            context, "job-runs", JobPage.Columns(Desk.Of(context)), page => jobs.ListRunsAsync(module, name, page, ct),
            rows => Task.FromResult<object>(new { Rows = rows, Module = module, Name = name }));
}
