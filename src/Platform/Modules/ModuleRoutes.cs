using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Modules;

/// <summary>The doors a module may hang its endpoints on. The host owns the prefixes.</summary>
public sealed class ModuleRoutes
{
    internal ModuleRoutes(IEndpointRouteBuilder root, string module)
    {
        Root = root;
        Api = root.MapGroup("/api/v1").WithTags(module);
        Admin = root.MapGroup("/api/v1/admin").WithTags(module + " admin");
    }

    /// <summary>/api/v1: what shoppers, guests and machines call.</summary>
    public RouteGroupBuilder Api { get; }

    /// <summary>/api/v1/admin: every endpoint here names its permission with <c>RequirePermission</c>.</summary>
    public RouteGroupBuilder Admin { get; }

    /// <summary>Addresses outside the API (media, well-known documents, pages).</summary>
    public IEndpointRouteBuilder Root { get; }
}
