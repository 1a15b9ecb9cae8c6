using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Configuration;

/// <summary>
/// Keeps the values in force in memory. Every process looks for changes made by others twice a second, by one query for the number of the latest
/// change: a subscription would not do, for its events go to one process and every process must know.
/// </summary>
internal sealed partial class LiveSettings(DeclaredSettings declared, SettingsStore store, TimeProvider time, ILogger<LiveSettings> log)
    : BackgroundService, ISettings, IHostedLifecycleService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private FrozenDictionary<Setting, object> _values = declared.All.ToFrozenDictionary(d => d.Setting, d => d.Default);
    private long _known;

    public T Get<T>(Setting<T> setting) where T : notnull =>
        Volatile.Read(ref _values).TryGetValue(setting, out var value)
            ? (T)value
            : throw new InvalidOperationException($"No module declares the setting {setting.Name}.");

    /// <summary>Takes over what was changed since the last look, if anything.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var latest = await store.LatestAsync(ct);
            if (latest == _known)
            {
                return;
            }

            var stored = (await store.ListAsync(ct)).ToDictionary(s => s.Name);
            Volatile.Write(ref _values, declared.All.ToFrozenDictionary(d => d.Setting, d => stored.TryGetValue(d.Setting.Name, out var row) ? ValueOf(d, row.Value) : d.Default));
            _known = latest;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Before anything else starts, so that nothing ever works with a value that was changed long ago.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _loading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogRefreshFailed(log, e);
            }
        }
    }

    private object ValueOf(DeclaredSetting declaration, string stored)
    {
        if (declaration.Setting.Read(stored) is { } value)
        {
            return value;
        }

        // Allowed when it was set, and no longer: an upgrade made the rule stricter.
        LogNoLongerAllowed(log, declaration.Setting.Name);
        return declaration.Default;
    }

    [LoggerMessage(1401, LogLevel.Warning, "Settings could not be read; those known stay in force.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(1402, LogLevel.Warning, "The stored value of {Setting} is no longer allowed; its default is in force.")]
    private static partial void LogNoLongerAllowed(ILogger logger, string setting);
}
