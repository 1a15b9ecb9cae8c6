using System.Security.Cryptography;
using System.Text;
using Maru.Contracts.Identity;
using Maru.Platform.ApiDocument;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Maru.Platform.Json;
using Maru.Platform.Operations;
using Maru.Platform.Realtime;
using Maru.Platform.Remote;
using Maru.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Maru.Platform;

/// <summary>What every process of Maru has, whichever modules it runs.</summary>
public static class PlatformServices
{
    public static void AddMaruPlatform(this IServiceCollection services, DatabaseOptions database, string dataDirectory, MasterKey masterKey)
    {
        services.AddSingleton(masterKey);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<CallerGrants>();
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<LiveViewers>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton<DataSources>();
        services.AddSingleton(new DataDirectory(dataDirectory));
        services.AddSingleton(new ClusterKey(Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(database.Secret), "calls between processes"u8))));
        services.Configure<JsonOptions>(options => MaruJson.ConfigureStrict(options.SerializerOptions));
        services.TryAddSingleton(new FrameOrigins([]));
        services.AddSingleton<RequestMetrics>();
        services.AddSingleton<MeasuredInstruments>();
        ApiDocumentEndpoints.Add(services);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            // Answers that the framework gives by status alone: no such address, a body too large.
            var status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
            if (context.ProblemDetails.Extensions.TryAdd("code", ProblemExceptionHandler.CodeOf(status)))
            {
                context.ProblemDetails.Type = "/problems/" + ProblemExceptionHandler.CodeOf(status);
                context.ProblemDetails.Detail ??= ProblemExceptionHandler.DetailOf(status);
            }
        });
        services.AddExceptionHandler<ProblemExceptionHandler>();
    }

    /// <summary>The pipeline in front of every endpoint.</summary>
    public static void UseMaruPlatform(this WebApplication app)
    {
        // Made now, so that it counts from the start.
        app.Services.GetRequiredService<MeasuredInstruments>();
        app.Services.GetRequiredService<TrustedProxies>().Use(app);
        var key = app.Services.GetRequiredService<ClusterKey>();
        app.Use((context, next) =>
        {
            Visitor.Restore(context, key);
            return next(context);
        });
        app.UseMiddleware<RequestTiming>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<MetricsEndpoint>();
        app.UseRouting();
        if (app.Services.GetService<IServiceProviderIsService>()!.IsService(typeof(ICallers)))
        {
            app.UseMiddleware<CallerMiddleware>();
        }

        app.UseMiddleware<GeneralLimit>();
        app.UseMiddleware<DoorMiddleware>();

        HealthEndpoints.Map(app);
        ApiDocumentEndpoints.Map(app);
    }
}

/// <summary>Where files live that must survive: media, keys.</summary>
public sealed record DataDirectory(string Path);
