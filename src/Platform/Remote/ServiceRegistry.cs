using System.Collections.Concurrent;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Maru.Platform.Remote;

/// <summary>A process of the installation. <paramref name="SeenSecondsAgo"/> by the database's clock, so that clocks of machines need not agree.</summary>
public sealed record ServiceInstance(Guid Id, string Address, string[] Modules, DateTimeOffset StartedAt, double SeenSecondsAgo)
{
    public bool Healthy => SeenSecondsAgo < ServiceRegistry.DeadAfterSeconds;
}

/// <summary>
/// Which process runs what. Each says every two seconds that it lives; one that falls silent, or refuses a connection, is no longer asked, and is
/// asked again as soon as it is heard of.
/// </summary>
public sealed partial class ServiceRegistry(Database<PlatformModule> database, ProcessIdentity self, TimeProvider time, ILogger<ServiceRegistry> log) : BackgroundService
{
    internal const double DeadAfterSeconds = 6;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AsideFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _aside = new();
    private ServiceInstance[] _instances = [];
    private int _turn;

    /// <summary>All processes heard of in the last hour, the silent ones included.</summary>
    public IReadOnlyList<ServiceInstance> Instances => Volatile.Read(ref _instances);

    /// <summary>When this process last said that it lives; null before it did.</summary>
    internal DateTimeOffset? BeatAt { get; private set; }

    /// <summary>Those to ask, in turn.</summary>
    internal IReadOnlyList<ServiceInstance> InstancesOf(string module)
    {
        var now = time.GetUtcNow();
        var able = Instances.Where(i => i.Healthy && i.Modules.Contains(module) && (!_aside.TryGetValue(i.Id, out var until) || until <= now)).ToArray();
        if (able.Length < 2)
        {
            return able;
        }

        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)able.Length);
        return [.. able[first..], .. able[..first]];
    }

    internal void SetAside(ServiceInstance instance) => _aside[instance.Id] = time.GetUtcNow() + AsideFor;

    /// <summary>Says that this process lives and learns who else does.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        await database.ExecuteAsync(
            """
            insert into instances (id, address, modules, started_at, seen_at) values (@Id, @Address, @Modules, @StartedAt, now())
            on conflict (id) do update set seen_at = now(), modules = excluded.modules, address = excluded.address
            """,
            self, ct);
        var rows = await database.QueryAsync<ServiceInstance>(
            """
            select id, address, modules, started_at, extract(epoch from now() - seen_at)::float8 as seen_seconds_ago
            from instances where seen_at > now() - interval '1 hour' order by started_at
            """,
            null, ct);
        Volatile.Write(ref _instances, [.. rows]);
        BeatAt = time.GetUtcNow();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await database.ExecuteAsync("delete from instances where id = @Id", new { self.Id }, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // Whoever is not signed off falls silent, and is then no longer asked.
            LogSignOffFailed(log, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogBeatFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1201, LogLevel.Warning, "The registry could not be reached; trying again.")]
    private static partial void LogBeatFailed(ILogger logger, Exception exception);

    [LoggerMessage(1202, LogLevel.Information, "This process could not be signed off from the registry; the others will notice its silence.")]
    private static partial void LogSignOffFailed(ILogger logger, Exception exception);
}

/// <summary>This process, as others find it.</summary>
public sealed record ProcessIdentity(Guid Id, string Address, string[] Modules, DateTimeOffset StartedAt);
