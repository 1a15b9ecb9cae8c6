using Maru.Contracts.Identity;
using Maru.Contracts.Vision;
using Maru.Platform.Auth;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Vision.Index;

internal static class VisionAdminEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        routes.Admin.MapGet("/vision", async (IVisionAdministration vision, CancellationToken ct) => TypedResults.Ok(await vision.CoverageAsync(ct)))
            .RequirePermission(Permissions.CatalogRead).WithName("VisionCoverage");
        routes.Admin.MapPost("/vision/rebuild", StartAsync).RequirePermission(Permissions.CatalogWrite).WithName("RebuildVisionIndex");
    }

    /// <summary>How far it is, is told by the coverage.</summary>
    private static async Task<Accepted<RebuildView>> StartAsync(IVisionAdministration vision, CancellationToken ct) =>
        TypedResults.Accepted("/api/v1/admin/vision", await vision.StartRebuildAsync(ct));
}
