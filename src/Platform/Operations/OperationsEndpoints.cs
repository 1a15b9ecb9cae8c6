using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Events;
using Maru.Platform.Http;
using Maru.Platform.Jobs;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Operations;

/// <summary>Processes, jobs and dead letters, for the operator.</summary>
internal static class OperationsEndpoints
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var read = admin.MapGroup("/operations").RequirePermission(Permissions.OperationsRead);
        read.MapGet("/instances", (ServiceRegistry registry) => TypedResults.Ok(registry.Instances));
        read.MapGet("/jobs", async (JobsView jobs, CancellationToken ct) => TypedResults.Ok(await jobs.ListAsync(ct)));
        read.MapGet("/jobs/{module}/{name}/runs", async (string module, string name, Paging paging, JobsView jobs, CancellationToken ct) =>
            TypedResults.Ok(await jobs.ListRunsAsync(module, name, paging.Page, ct)));
        read.MapGet("/dead-letters", async (DeadLetters letters, CancellationToken ct) => TypedResults.Ok(await letters.ListAsync(deadOnly: false, 200, ct)));

        var write = admin.MapGroup("/operations").RequirePermission(Permissions.OperationsWrite);
        write.MapPost("/jobs/{module}/{name}/run", async (string module, string name, JobsView jobs, CancellationToken ct) =>
            (await jobs.RequestAsync(module, name, null, ct)).ToNoContent());
        write.MapPost("/dead-letters/{module}/{sequence:long}/replay", async (string module, long sequence, DeadLetters letters, CancellationToken ct) =>
            (await letters.ReplayAsync(module, sequence, ct)).ToNoContent());
        write.MapDelete("/dead-letters/{module}/{sequence:long}", async (string module, long sequence, DeadLetters letters, CancellationToken ct) =>
            (await letters.DiscardAsync(module, sequence, ct)).ToNoContent());
    }
}
