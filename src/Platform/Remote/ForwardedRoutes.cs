using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform.Remote;

/// <summary>
/// The routes of modules that run in other processes: each process answers every address of the shop, and hands on what it does not run itself. The
/// modules map their endpoints onto a stand-in, from which only the patterns are taken; so there is no second list of routes to keep.
/// </summary>
internal static class ForwardedRoutes
{
    public static void Map(WebApplication app, IReadOnlyList<ModuleBuilder> away)
    {
        var forwarding = app.Services.GetRequiredService<Forwarding>();
        foreach (var builder in away)
        {
            var module = builder.Module.Name;
            var standIn = new StandIn(app, builder.Services);
            builder.Module.Map(new ModuleRoutes(standIn, module));
            var endpoints = standIn.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => Forwarded(e, module, forwarding));
            ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
        }
    }

    private static RouteEndpoint Forwarded(RouteEndpoint original, string module, Forwarding forwarding)
    {
        // What the endpoint asks of its caller is checked where it runs; here only the choice of the route and the size of a body matter.
        var metadata = original.Metadata.Where(m => m is IHttpMethodMetadata or IRequestSizeLimitMetadata or IAcceptsMetadata).Append(new ForwardedTo(module));
        return new RouteEndpoint(
            context => forwarding.SendAsync(context, module), original.RoutePattern, original.Order, new EndpointMetadataCollection(metadata), $"{original.DisplayName} in {module}");
    }

    /// <summary>Takes the endpoints of a module whose services are not here.</summary>
    private sealed class StandIn(IEndpointRouteBuilder app, IServiceCollection away) : IEndpointRouteBuilder, IServiceProvider, IServiceProviderIsService
    {
        private readonly HashSet<Type> _away = [.. away.Select(s => s.ServiceType)];
        private readonly IServiceProviderIsService _here = app.ServiceProvider.GetRequiredService<IServiceProviderIsService>();

        public IServiceProvider ServiceProvider => this;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => app.CreateApplicationBuilder();

        public object? GetService(Type serviceType) => serviceType == typeof(IServiceProviderIsService) ? this : app.ServiceProvider.GetService(serviceType);

        public bool IsService(Type serviceType) =>
            _away.Contains(serviceType) || (serviceType.IsGenericType && _away.Contains(serviceType.GetGenericTypeDefinition())) || _here.IsService(serviceType);
    }
}

/// <summary>Marks an endpoint that another process answers.</summary>
internal sealed record ForwardedTo(string Module);
