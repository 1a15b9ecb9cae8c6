using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Operations;

/// <summary>
/// For supervisors and load balancers. Live: the process answers, and restarting it would not help. Ready: requests may be sent to it.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).ExcludeFromDescription();
        root.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<JsonHttpResult<ReadinessReport>> ReadyAsync(Readiness readiness, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var report = await readiness.AskAsync(ct);
        return TypedResults.Json(report, statusCode: report.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
