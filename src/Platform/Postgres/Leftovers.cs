using System.Globalization;

namespace Maru.Platform.Postgres;

/// <summary>
/// Processes of an earlier server on the same data. A server outlives a Maru that was killed, and the sessions of a killed
/// server outlive it for a while; a new server refuses to start beside either.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task EndAsync(ClusterDirectory directory, PrivateClusterOptions options, CancellationToken ct)
    {
        var file = Path.Combine(directory.Path, PidFile.Name);
        var real = Libc.RealPath(directory.Path);
        if (PidFile.Read(directory.Path) is { } left)
        {
            if (IsServerOf(left.Process, real))
            {
                PostgresLog.LeftBehind(options.Logger, left.Process);
                await EndOneAsync(left.Process, Libc.Interrupt, options.Time, ct);
            }
            else if (OperatingSystem.IsLinux())
            {
                // The number belongs to somebody else by now (a restarted container starts counting at 1 again), and
                // PostgreSQL would take him for its predecessor.
                File.Delete(file);
            }
        }

        foreach (var process in SessionsOf(real))
        {
            await EndOneAsync(process, Libc.Quit, options.Time, ct);
        }
    }

    private static async Task EndOneAsync(int process, int signal, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var sent = Libc.Signal(process, signal);
        while (sent && IsRunning(process))
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                if (signal == Libc.Quit)
                {
                    return;
                }

                signal = Libc.Quit;
                began = time.GetTimestamp();
                Libc.Signal(process, signal);
            }

            await Task.Delay(Pause, time, ct);
        }
    }

    /// <summary>Root without the right to trace (a container) cannot read another user's working directory; there the name decides.</summary>
    private static bool IsServerOf(int process, string cluster)
    {
        if (!IsRunning(process))
        {
            return false;
        }

        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        return WorkingDirectoryOf(process) is { } directory
            ? directory == cluster
            : NameOf(process) == "postgres";
    }

    private static List<int> SessionsOf(string cluster) =>
        OperatingSystem.IsLinux()
            ? [.. from path in Directory.EnumerateDirectories("/proc")
               let number = int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
               where number > 0 && NameOf(number) == "postgres" && WorkingDirectoryOf(number) == cluster
               select number]
            : [];

    private static bool IsRunning(int process) => Libc.Signal(process, 0) && StateOf(process) != 'Z';

    private static string? WorkingDirectoryOf(int process)
    {
        try
        {
            return File.ResolveLinkTarget(ProcFile(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? NameOf(int process) => ReadProc(process, "comm")?.Trim();

    /// <summary>The letter after the name in brackets; a zombie (Z) has ended, only its parent has not asked yet.</summary>
    private static char StateOf(int process) =>
        ReadProc(process, "stat") is { } stat && stat.LastIndexOf(')') is var end and >= 0 && end + 2 < stat.Length ? stat[end + 2] : '?';

    private static string? ReadProc(int process, string name)
    {
        try
        {
            return File.ReadAllText(ProcFile(process, name));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ProcFile(int process, string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{name}");
}
