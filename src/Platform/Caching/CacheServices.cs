using Maru.Platform.Caching.Resp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform.Caching;

/// <summary>Where the cache is: setting <c>Cache</c>, or <c>maru serve --cache</c>.</summary>
public static class CacheServices
{
    public const string Setting = "Cache";
    private const string InThisProcess = "memory";

    /// <returns>Null, or one sentence on what is wrong with the setting.</returns>
    public static string? Refuse(IConfiguration configuration) =>
        configuration[Setting] is null or InThisProcess || RedisAddress.Read(configuration[Setting]!) is not null
            ? null
            : $"The setting {Setting} is none of: {InThisProcess}, redis://[user:password@]host[:port][/database], unix:///path/to/socket.";

    internal static void AddCache(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Setting] is null or InThisProcess)
        {
            services.AddSingleton<ICache>(provider => new MemoryCache(provider.GetRequiredService<TimeProvider>()));
            return;
        }

        var address = RedisAddress.Read(configuration[Setting]!) ?? throw new InvalidOperationException(Refuse(configuration));
        services.AddSingleton(provider => new RedisClient(address, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICache, RedisCache>();
    }
}
