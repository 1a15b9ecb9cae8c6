using System.Net;
using System.Net.Sockets;
using Dapper;
using Maru.Platform.Modules;
using Maru.Platform.Postgres;
using Maru.Platform.Telemetry;
using Npgsql;

namespace Maru.Hosting;

/// <summary>Looks at everything a start depends on and gathers all that is wrong, instead of stopping at the first.</summary>
internal sealed class ConfigurationCheck(ShopOptions options, IConfiguration configuration)
{
    private const long LeastFreeBytes = 1L << 30;
    private const int ShortestMasterKey = 16;
    private const int OldestPostgres = 14;

    // Sections that are read without being declared as settings.
    private static readonly string[] Sections =
        ["Logging", "Log", "Metrics", "Http", "Shop", "Payments", "Shipping", "Catalog", "Ordering", "Loyalty", "Pricing", "Search", "Vision", "Events", "Cache"];

    private readonly List<ConfigurationFinding> _findings = [];

    public async Task<IReadOnlyList<ConfigurationFinding>> RunAsync(CancellationToken ct)
    {
        CheckModules();
        CheckSettings();
        CheckPorts();
        CheckDataDirectory();
        CheckMasterKey();
        await CheckDatabaseAsync(ct);
        return [.. _findings.OrderByDescending(f => f.IsError)];
    }

    private void CheckModules()
    {
        var chosen = options.Modules;
        if (chosen is null)
        {
            return;
        }

        foreach (var name in chosen.Except(ShopModules.All.Select(m => m.Name)))
        {
            Error($"--modules: there is no module {name}. There are: {string.Join(", ", ShopModules.All.Select(m => m.Name))}.");
        }

        foreach (var module in ShopModules.All.Where(m => chosen.Contains(m.Name)))
        {
            var away = module.Needs.Where(n => !chosen.Contains(n)).ToArray();
            if (away.Length > 0)
            {
                Add(options.Postgres is null, $"--modules: {module.Name} needs {string.Join(", ", away)}, which must run in another process" +
                    (options.Postgres is null ? "; but without MARU_POSTGRES no other process can share the database." : "."));
            }
        }
    }

    private void CheckSettings()
    {
        var (errors, areas) = ModuleSet.CheckConfiguration(configuration, ShopModules.All);
        foreach (var error in errors)
        {
            Error(error);
        }

        Try(() => new ServiceCollection().AddLogging(logging => logging.Services.AddMaruTelemetry(logging, configuration)));
        var known = Sections.Concat(areas).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(e => ((string)e.Key, e.Value)).OrderBy(e => e.Item1, StringComparer.Ordinal))
        {
            if (name.StartsWith("MARU__", StringComparison.OrdinalIgnoreCase) && !known.Contains(name["MARU__".Length..].Split("__")[0]))
            {
                Warn($"{name}: nothing reads settings under '{name["MARU__".Length..].Split("__")[0]}'.");
            }
        }
    }

    private void CheckPorts()
    {
        CheckPort("--port", options.Port);
        Try(() =>
        {
            if (MetricsOptions.Read(configuration).Port is { } metrics)
            {
                Add(metrics == options.Port, metrics == options.Port ? $"Metrics:Port is {metrics}, the shop's own port." : null);
                CheckPort("Metrics:Port", metrics);
            }
        });
        if (options.Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            Warn($"--host {options.Host} opens the shop to the network without TLS; put a proxy that ends TLS in front, and name it in Http:TrustedProxies.");
        }
    }

    private void CheckPort(string name, int port)
    {
        if (port is < 1 or > 65535)
        {
            Error($"{name}: {port} is not a port; a number from 1 to 65535.");
            return;
        }

        if ((options.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(options.Host, out var parsed) ? parsed : null) is not { } address)
        {
            Error($"--host: '{options.Host}' is not an address; localhost or an IP address.");
            return;
        }

        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            Error(e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"{name}: port {port} is taken by another program, or by a shop that runs."
                : $"{name}: cannot listen on {options.Host}:{port} ({e.Message}).");
        }
    }

    private void CheckDataDirectory()
    {
        // What does not exist yet is made where its nearest parent exists.
        var directory = new DirectoryInfo(Path.GetFullPath(options.DataDirectory));
        if (File.Exists(directory.FullName))
        {
            Error($"--data: {directory.FullName} is a file.");
            return;
        }

        var nearest = directory;
        while (!nearest.Exists && nearest.Parent is { } parent)
        {
            nearest = parent;
        }

        var probe = Path.Combine(nearest.FullName, $".maru-check-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error($"--data: {nearest.FullName} cannot be written to ({e.Message}).");
            return;
        }

        var free = new DriveInfo(nearest.FullName).AvailableFreeSpace;
        if (free < LeastFreeBytes)
        {
            Warn($"--data: only {free / (1 << 20)} MiB are free there; a shop wants at least {LeastFreeBytes / (1 << 20)}.");
        }

        if (options.Postgres is null && RunningCluster.Find(directory.FullName) is not null)
        {
            Warn($"--data: a shop runs on {directory.FullName}; a second one cannot.");
        }
    }

    private void CheckMasterKey()
    {
        var key = Environment.GetEnvironmentVariable(MasterKeys.Variable);
        if (key is { Length: > 0 and < ShortestMasterKey })
        {
            Warn($"{MasterKeys.Variable} is shorter than {ShortestMasterKey} characters; personal data is sealed under it.");
        }
        else if (string.IsNullOrEmpty(key) && options.Postgres is not null)
        {
            Warn($"{MasterKeys.Variable} is not set: the key for personal data is derived from a secret in the database, and who reads the whole database can read it.");
        }
    }

    private async Task CheckDatabaseAsync(CancellationToken ct)
    {
        if (options.Postgres is null)
        {
            return;
        }

        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(options.Postgres) { Timeout = 5, CommandTimeout = 5, Pooling = false };
        }
        catch (ArgumentException e)
        {
            Error($"MARU_POSTGRES is not a connection string ({e.Message}).");
            return;
        }

        // Never the connection string itself: it holds the password.
        var where = $"{settings.Host}:{settings.Port}/{settings.Database}";
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(ct);
            var (mayRole, mayCreate) = await connection.QuerySingleAsync<(bool, bool)>(new CommandDefinition(
                "select rolsuper or rolcreaterole, has_database_privilege(current_database(), 'CREATE') from pg_roles where rolname = current_user", cancellationToken: ct));
            if (connection.PostgreSqlVersion.Major < OldestPostgres)
            {
                Error($"MARU_POSTGRES: {where} is PostgreSQL {connection.PostgreSqlVersion}; at least {OldestPostgres} is needed.");
            }

            if (!mayRole)
            {
                Error($"MARU_POSTGRES: '{settings.Username}' may not create roles; each module logs in as one of its own.");
            }

            if (!mayCreate)
            {
                Error($"MARU_POSTGRES: '{settings.Username}' may not create schemas in {where}.");
            }
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            Error($"MARU_POSTGRES: {where} cannot be used ({e.Message}).");
        }
    }

    private void Try(Action check)
    {
        try
        {
            check();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            foreach (var line in e.Message.Split('\n'))
            {
                Error(line);
            }
        }
    }

    private void Error(string sentence) => Add(true, sentence);

    private void Warn(string sentence) => Add(false, sentence);

    private void Add(bool isError, string? sentence)
    {
        // One mistake may be found by several checks.
        if (sentence is not null && _findings.All(f => f.Sentence != sentence))
        {
            _findings.Add(new ConfigurationFinding(isError, sentence));
        }
    }
}

/// <param name="IsError">Keeps the shop from starting; else it is something to know.</param>
internal sealed record ConfigurationFinding(bool IsError, string Sentence);
