using System.Globalization;

namespace Maru.Platform.Postgres;

/// <summary>The cluster that another process of Maru runs on a data directory: a command beside a running shop works on its database.</summary>
public sealed class RunningCluster
{
    private readonly Endpoint _endpoint;

    private RunningCluster(Endpoint endpoint) => _endpoint = endpoint;

    /// <returns>Null if no server takes connections there.</returns>
    public static RunningCluster? Find(string dataDirectory)
    {
        const int PortLine = 3;
        var cluster = Path.Combine(Path.GetFullPath(dataDirectory), "postgres");
        if (!Directory.Exists(cluster) || PidFile.Read(cluster) is not { IsReady: true } file)
        {
            return null;
        }

        var lines = File.ReadAllLines(Path.Combine(cluster, PidFile.Name));
        var port = int.Parse(lines[PortLine], NumberStyles.None, CultureInfo.InvariantCulture);
        return new RunningCluster(file.SocketDirectory.Length > 0
            ? new Endpoint(file.SocketDirectory, port, null, false)
            : new Endpoint(null, port, ClusterDirectory.SecretIn(Path.GetFullPath(dataDirectory)), false));
    }

    public string ConnectionStringFor(string database, string user) => _endpoint.ConnectionString(database, user);
}
