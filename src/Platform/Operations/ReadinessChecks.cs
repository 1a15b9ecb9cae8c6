using Dapper;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Modules;
using Maru.Platform.Remote;

namespace Maru.Platform.Operations;

internal sealed class DatabaseReachable(Database<PlatformModule> database) : IReadinessCheck
{
    public string Name => "database";

    public async Task<string?> FindProblemAsync(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_is_in_recovery()", cancellationToken: ct)) ? "The database takes no writes." : null;
    }
}

/// <summary>Every schema is at least where this binary needs it. A newer binary may have gone on: it may run beside this one while processes are replaced.</summary>
internal sealed class MigrationsDone(ModuleSet modules, DataSources sources) : IReadinessCheck
{
    private readonly (string Schema, int Latest)[] _needed =
        [.. modules.Modules.Select(m => (m.Name, Provisioner.MigrationsOf(m)[^1].Number))];

    public string Name => "migrations";

    public async Task<string?> FindProblemAsync(CancellationToken ct)
    {
        await using var connection = await sources.Owner.OpenConnectionAsync(ct);
        var applied = await connection.QueryAsync<(string Schema, int Latest)>(new CommandDefinition(
            string.Join(" union all ", _needed.Select(n => $"select '{n.Schema}', coalesce(max(number), -1) from {n.Schema}.migrations")), cancellationToken: ct));
        var late = _needed.Where(n => applied.Single(a => a.Schema == n.Schema).Latest < n.Latest).Select(n => n.Schema).ToArray();
        return late.Length == 0 ? null : $"Not migrated: {string.Join(", ", late)}.";
    }
}

/// <summary>The logs are followed, and no lane has had work for a minute without getting on with it.</summary>
internal sealed class EventsFlow(EventSubscriptions subscriptions, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(1);

    public string Name => "events";

    public Task<string?> FindProblemAsync(CancellationToken ct)
    {
        if (subscriptions.Tails.Count > 0 && time.GetUtcNow() - subscriptions.LookedAt > LongestStandstill)
        {
            return Task.FromResult<string?>("The event logs are not being followed.");
        }

        var stalled = subscriptions.All.Where(s => Enumerable.Range(0, s.Lanes).Any(l => subscriptions.SignalOf(s, l).StandsStill(LongestStandstill))).Select(s => s.ToString()).ToArray();
        return Task.FromResult(stalled.Length == 0 ? null : $"Standing still: {string.Join(", ", stalled)}.");
    }
}

/// <summary>This process is known to the others, and the modules that its own need are reachable.</summary>
internal sealed class PartsReachable(ServiceRegistry registry, ModuleSet modules, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    public string Name => "registry";

    public Task<string?> FindProblemAsync(CancellationToken ct)
    {
        if (registry.BeatAt is not { } beat || time.GetUtcNow() - beat > LongestSilence)
        {
            return Task.FromResult<string?>("This process is not registered.");
        }

        var here = modules.Modules.Select(m => m.Name).ToHashSet();
        var missing = modules.Modules.SelectMany(m => m.Needs).Where(n => !here.Contains(n)).Distinct()
            .Where(n => !registry.Instances.Any(i => i.Healthy && i.Modules.Contains(n))).ToArray();
        return Task.FromResult(missing.Length == 0 ? null : $"Not reachable: {string.Join(", ", missing)}.");
    }
}
