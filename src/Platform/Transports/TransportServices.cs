using Maru.Platform.Data;
using Maru.Platform.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Transports;

internal static class TransportServices
{
    public static void AddTransport(this IServiceCollection services, TransportOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => Open(options, provider.GetRequiredService<TimeProvider>()));
        foreach (var source in options.Sends)
        {
            services.AddHostedService(provider => new Relay(
                source, provider.GetRequiredService<DataSources>(), provider.GetRequiredService<LogReader>(), provider.GetRequiredService<EventSubscriptions>(),
                provider.GetRequiredService<IEventTransport>(), provider.GetRequiredService<ILogger<Relay>>()));
        }

        foreach (var source in options.Receives)
        {
            services.AddHostedService(provider => new Intake(
                source, provider.GetRequiredService<DataSources>(), provider.GetRequiredService<IEventTransport>(), provider.GetRequiredService<LogSignal>(),
                provider.GetRequiredService<ILogger<Intake>>()));
        }
    }

    private static IEventTransport Open(TransportOptions options, TimeProvider time) => options.Kind switch
    {
        "postgres" => new PostgresTransport(options.Uri, options.Prefix, time),
        "rabbitmq" => new RabbitTransport(new Uri(options.Uri), options.Prefix),
        _ => throw new InvalidOperationException($"There is no transport {options.Kind}."),
    };
}
