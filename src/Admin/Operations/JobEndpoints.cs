using Maru.Admin.Shell;
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
        root.MapPage("/jobs", Permissions.OperationsRead, async (HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
            Pages.Show<JobListPage>(context, Desk.Of(context), new { Jobs = await jobs.ListAsync(ct) }));
        root.MapPage("/jobs/{module}/{name}", Permissions.OperationsRead, async (string module, string name, HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
            Pages.Show<JobPage>(context, Desk.Of(context), new { Module = module, Name = name, Runs = await jobs.ListRunsAsync(module, name, Pages.PageOf(context), ct) }));
        root.MapForm("/jobs/{module}/{name}/run", Permissions.OperationsWrite, async (string module, string name, HttpContext context, [FromServices] JobsView jobs, CancellationToken ct) =>
            Pages.After(context, await jobs.RequestAsync(module, name, null, ct), "/jobs", Desk.Of(context).Say("곧 돌려요.", "It will run shortly.")));
    }
}
