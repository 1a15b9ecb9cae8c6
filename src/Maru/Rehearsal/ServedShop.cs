using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Maru.Hosting;

namespace Maru.Rehearsal;

/// <summary>A scratch shop as real processes: <c>maru serve</c> and, beside it, the payment provider. Either can be killed and started again.</summary>
public sealed class ServedShop : IAsyncDisposable
{
    private const string ApiKey = "sk_sandbox_rehearsal";
    private const string WebhookSecret = "whsec_sandbox_rehearsal";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly string _directory;
    private readonly string? _postgres;
    private readonly int _providerPort = FreePort();
    private readonly double _chaos;
    private Process? _shop;
    private Process? _provider;

    /// <param name="postgres">A PostgreSQL that is there; null lets the shop start its own, which writes to disk as in production.</param>
    /// <param name="chaos">Probability of each of the provider's misbehaviours.</param>
    public ServedShop(string directory, string? postgres, double chaos)
    {
        _directory = directory;
        _postgres = postgres;
        _chaos = chaos;
        Port = FreePort();
    }

    public int Port { get; }

    /// <summary>Of the shop that runs now.</summary>
    public int ProcessId => _shop!.Id;

    public int ProviderProcessId => _provider!.Id;

    public string Address => $"http://localhost:{Port}";

    public async Task StartAsync(CancellationToken ct)
    {
        _provider ??= Launch(
            "sandbox-provider", "--port", Text(_providerPort), "--data", Path.Combine(_directory, "provider"), "--api-key", ApiKey, "--webhook-secret", WebhookSecret,
            "--webhook-url", $"{Address}/api/v1/webhooks/sandbox", "--tell-everything", "--chaos", _chaos.ToString(CultureInfo.InvariantCulture));
        _shop = Launch("serve", "--no-demo", "--port", Text(Port), "--data", Path.Combine(_directory, "data"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var up = await ScratchShop.UntilAsync(
            async () =>
            {
                if (_shop.HasExited)
                {
                    throw new InvalidOperationException($"The shop ended by itself with exit code {_shop.ExitCode}.");
                }

                try
                {
                    return (await http.GetAsync($"{Address}/health/live", ct)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            StartTimeout, ct);
        if (!up)
        {
            throw new TimeoutException("The shop did not open.");
        }
    }

    /// <summary>As the power cord would: no process gets a chance to say anything.</summary>
    public async Task KillAsync()
    {
        _shop!.Kill();
        await _shop.WaitForExitAsync();
        _shop.Dispose();
        _shop = null;
    }

    /// <summary>Whether the database is this shop's alone, so that it can be killed too.</summary>
    public bool HasOwnDatabase => _postgres is null;

    /// <summary>As the power cord would: what was not on the disk yet is gone.</summary>
    public async Task KillDatabaseAsync()
    {
        var server = ServerId;
        Signal("-QUIT", server);
        await ScratchShop.UntilAsync(() => Task.FromResult(!IsRunning(server)), StartTimeout, CancellationToken.None);
    }

    /// <summary>One of the server's processes dies; the server throws all its memory away and recovers from its log, while the shop goes on.</summary>
    public void CrashDatabase()
    {
        var server = ServerId;
        foreach (var id in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName))
        {
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && IsWriter(process, server))
            {
                Signal("-KILL", process);
            }
        }
    }

    /// <summary>The shop's services in this process, beside the running one, to look at its books.</summary>
    public async Task<BackRoom> EnterAsync(IReadOnlySet<string> modules, CancellationToken ct)
    {
        var (room, problem) = await BackRoom.OpenAsync(Path.Combine(_directory, "data"), _postgres, modules, ct);
        return room ?? throw new InvalidOperationException(problem);
    }

    /// <summary>Runs another command of Maru against this shop.</summary>
    public async Task<(int ExitCode, string Output)> CommandAsync(CancellationToken ct, params string[] words)
    {
        using var process = Launch([.. words, "--data", Path.Combine(_directory, "data")]);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _shop, _provider })
        {
            if (process is { HasExited: false })
            {
                // Ctrl-C, so that the shop stops its database; what does not stop is killed.
                Process.Start("kill", ["-INT", Text(process.Id)]).Dispose();
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                try
                {
                    await process.WaitForExitAsync(patience.Token);
                }
                catch (OperationCanceledException)
                {
                    process.Kill();
                }
            }

            process?.Dispose();
        }
    }

    private int ServerId => int.Parse(File.ReadLines(Path.Combine(_directory, "data", "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, Text(process)]);
        kill.WaitForExit();
    }

    /// <summary>One that ended but was not asked for its end yet has the state Z.</summary>
    private static bool IsRunning(int process) => StatOf(process) is [not "Z", ..];

    /// <summary>The child that writes dirty pages: no session of anybody's.</summary>
    private static bool IsWriter(int process, int server) =>
        StatOf(process) is [_, var parent, ..] && parent == Text(server) && File.ReadAllText($"/proc/{Text(process)}/cmdline").Contains("background writer", StringComparison.Ordinal);

    /// <summary>State, parent and so on; null for a process that is not there.</summary>
    private static string[]? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{Text(process)}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Process Launch(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServedShop).Assembly.Location, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MARU__Payments__Sandbox__Url"] = $"http://127.0.0.1:{_providerPort}";
        start.Environment["MARU__Payments__Sandbox__ApiKey"] = ApiKey;
        start.Environment["MARU__Payments__Sandbox__WebhookSecret"] = WebhookSecret;
        start.Environment["MARU__Payments__TimeoutSeconds"] = "5";
        if (_postgres is not null)
        {
            start.Environment["MARU_POSTGRES"] = _postgres;
        }

        var process = Process.Start(start)!;
        if (words[0] is "serve" or "sandbox-provider")
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
        }

        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
