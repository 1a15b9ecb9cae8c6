using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Events;

/// <summary>Runs every lane of every subscription of this process.</summary>
internal sealed class EventLanes(
    EventSubscriptions subscriptions, ModuleDatabases databases, LogReader reader, ParkedEvents parked, IServiceProvider services, ILogger<EventLanes> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from subscription in subscriptions.All
        from number in Enumerable.Range(0, subscription.Lanes)
        select new Lane(subscription, number, databases.Of(subscription.Module), subscriptions, reader, parked, services, log).RunAsync(stoppingToken));
}
