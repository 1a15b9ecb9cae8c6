using System.Diagnostics;
using System.Text;

namespace Maru.Platform.Postgres;

/// <summary>The server's process: started, awaited and shut down, as often as needed, with the same settings.</summary>
internal sealed class Server(PrivateClusterOptions options, PostgresBinaries binaries, Account account, ClusterDirectory directory)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);
    private const long LongestLog = 32 * 1024 * 1024;

    private readonly string _log = Path.Combine(options.DataDirectory, "postgres.log");
    private Process? _process;

    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Ends what an earlier server left running on the data.</summary>
    public Task ClearAsync(CancellationToken ct) => Leftovers.EndAsync(directory, options, ct);

    public async Task StartAsync(CancellationToken ct)
    {
        var began = options.Time.GetTimestamp();
        var logged = TurnLog();

        // The shell opens the log before root is given up, and the server keeps writing to it when Maru is gone. setsid
        // takes it out of the terminal's reach: Ctrl-C must end Maru first and the server last.
        var process = Process.Start(Command.Start(
            [
                "/bin/sh", "-c", "umask 077; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1", "sh", _log,
                .. Programs.Exists("setsid") ? ["setsid"] : Array.Empty<string>(),
                .. directory.Prefix, .. account.Prefix, binaries.Postgres, "-D", directory.NameForServer,
            ],
            null))!;
        _process?.Dispose();
        _process = process;

        while (PidFile.Read(directory.Path) is not { IsReady: true } file || file.Process != process.Id)
        {
            if (process.HasExited)
            {
                throw new StartRefusedException(StartRefusal.ServerFailed, $"PostgreSQL did not start in {options.DataDirectory}: {LastWords(logged)}");
            }

            if (options.Time.GetElapsedTime(began) > options.StartTimeout)
            {
                await StopAsync();
                throw new StartRefusedException(
                    StartRefusal.ServerFailed,
                    FormattableString.Invariant($"PostgreSQL was not ready in {options.DataDirectory} after {options.StartTimeout.TotalSeconds:0} s: {LastWords(logged)}"));
            }

            await Task.Delay(Pause, options.Time, ct);
        }

        PostgresLog.Ready(options.Logger, binaries.Version, (long)options.Time.GetElapsedTime(began).TotalMilliseconds, directory.Path);
    }

    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        await _process!.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>A fast shutdown: sessions are cut, everything committed is written out.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        Libc.Signal(process.Id, Libc.Interrupt);
        using var patience = new CancellationTokenSource(Patience, options.Time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            PostgresLog.SlowShutdown(options.Logger, Patience.TotalSeconds);
            Libc.Signal(process.Id, Libc.Quit);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The length of the log, after a long one was put aside.</summary>
    private long TurnLog()
    {
        var log = new FileInfo(_log);
        if (log is { Exists: true, Length: > LongestLog })
        {
            File.Move(_log, _log + ".1", overwrite: true);
            return 0;
        }

        return log.Exists ? log.Length : 0;
    }

    private string LastWords(long from)
    {
        if (!File.Exists(_log))
        {
            return "it left no log.";
        }

        using var stream = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault(l => l.Contains("FATAL:", StringComparison.Ordinal) || l.Contains("PANIC:", StringComparison.Ordinal))
            ?? lines.LastOrDefault()
            ?? $"its log {_log} says nothing.";
    }
}
