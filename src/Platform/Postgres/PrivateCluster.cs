namespace Maru.Platform.Postgres;

/// <summary>
/// A PostgreSQL cluster of Maru's own, run as its child process. A server that dies is started again; a server that
/// outlives a killed Maru is shut down by the next start, and its data is kept.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    private readonly PrivateClusterOptions _options;
    private readonly FileStream _hold;
    private readonly Server _server;
    private readonly Endpoint _endpoint;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watch;
    private int _disposed;

    private PrivateCluster(PrivateClusterOptions options, FileStream hold, Server server, Endpoint endpoint)
    {
        _options = options;
        _hold = hold;
        _server = server;
        _endpoint = endpoint;
        _watch = Task.Run(WatchAsync);
    }

    /// <summary>The superuser's, for the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringFor("postgres", ClusterDirectory.Superuser);

    /// <summary>Null on a unix socket, which trusts whoever may open it. On a loopback port every role must be given this password.</summary>
    public string? Password => _endpoint.Password;

    internal int ProcessId => _server.ProcessId;

    public string ConnectionStringFor(string database, string user) => _endpoint.ConnectionString(database, user);

    public static async Task<StartResult> StartAsync(PrivateClusterOptions options, CancellationToken ct)
    {
        options = options with { DataDirectory = Path.GetFullPath(options.DataDirectory) };
        FileStream? hold = null;
        try
        {
            hold = Hold(options.DataDirectory);
            var cluster = await StartHeldAsync(options, hold, ct);
            hold = null;
            return new StartResult.Started(cluster);
        }
        catch (StartRefusedException refused)
        {
            return new StartResult.Refused(refused.Reason, refused.Message);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return new StartResult.Refused(StartRefusal.NotWritable, $"The data directory {options.DataDirectory} cannot be used: {disk.Message}");
        }
        finally
        {
            hold?.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _watch;
        await _server.StopAsync();
        _endpoint.Remove();
        await _hold.DisposeAsync();
        _stopping.Dispose();
    }

    private static async Task<PrivateCluster> StartHeldAsync(PrivateClusterOptions options, FileStream hold, CancellationToken ct)
    {
        var cluster = Path.Combine(options.DataDirectory, "postgres");
        var major = ClusterDirectory.MajorOf(cluster);
        var account = await Account.ChooseAsync(cluster, ct);
        var binaries = await PostgresBinaries.FindAsync(options, account, major, ct);
        var secret = ClusterDirectory.SecretIn(options.DataDirectory);
        if (major is null)
        {
            await ClusterDirectory.MakeAsync(cluster, options, binaries, account, secret, ct);
        }

        var directory = new ClusterDirectory(cluster, await account.ReachesAsync(cluster, ct));
        var server = new Server(options, binaries, account, directory);
        var former = PidFile.Read(cluster);
        await server.ClearAsync(ct);
        Endpoint.RemoveFormer(former);
        var endpoint = Endpoint.Choose(directory, account, secret, options.Loopback);
        try
        {
            directory.WriteSettings(ServerSettings.Write(options, endpoint), account);
            await server.StartAsync(ct);
            return new PrivateCluster(options, hold, server, endpoint);
        }
        catch
        {
            await server.StopAsync();
            endpoint.Remove();
            throw;
        }
    }

    /// <summary>An open file with a lock on it: the system lets go of it however the process ends.</summary>
    private static FileStream Hold(string dataDirectory)
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        Directory.CreateDirectory(dataDirectory);
        try
        {
            return new FileStream(Path.Combine(dataDirectory, "postgres.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new StartRefusedException(StartRefusal.InUse, $"Another maru is running on the data directory {dataDirectory}: stop it first, or choose another directory.");
        }
    }

    private async Task WatchAsync()
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                var began = _options.Time.GetTimestamp();
                var exitCode = await _server.WaitForExitAsync(_stopping.Token);
                pause = _options.Time.GetElapsedTime(began) > Healthy ? FirstPause : pause;
                PostgresLog.Ended(_options.Logger, exitCode, pause.TotalMilliseconds);
                await Task.Delay(pause, _options.Time, _stopping.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                await TryStartAsync();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Being disposed: DisposeAsync shuts the server down.
        }
    }

    private async Task TryStartAsync()
    {
        try
        {
            await _server.ClearAsync(_stopping.Token);
            await _server.StartAsync(_stopping.Token);
        }
        catch (Exception failure) when (failure is StartRefusedException or IOException or UnauthorizedAccessException)
        {
            PostgresLog.NotRestarted(_options.Logger, failure.Message);
        }
    }
}
