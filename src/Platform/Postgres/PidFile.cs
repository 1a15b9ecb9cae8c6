using System.Globalization;

namespace Maru.Platform.Postgres;

/// <summary>postmaster.pid: line 1 is the process, line 5 the socket's directory, line 8 becomes "ready" when the server takes connections.</summary>
internal sealed record PidFile(int Process, string SocketDirectory, bool IsReady)
{
    public const string Name = "postmaster.pid";

    public static PidFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(cluster, Name));
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? new PidFile(process, lines.Length > 4 ? lines[4] : "", lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
