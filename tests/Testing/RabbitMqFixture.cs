using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Maru.Testing;

/// <summary>
/// Debian's rabbitmq-server as a node of its own: name, directories, ports and the Erlang port mapper are private, so that
/// neither a broker of the machine nor another test run is touched.
/// </summary>
public sealed class RabbitMqFixture() : RealService("rabbitmq-server", "rabbitmq-server")
{
    private int _mapperPort;

    /// <summary>amqp:// address with the broker's own user.</summary>
    public Uri Address
    {
        get
        {
            Require();
            return new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{Port}/"));
        }
    }

    /// <summary>The program in /usr/sbin insists on changing to the user rabbitmq; the one below it runs as whoever starts it.</summary>
    protected override string? FindProgram() =>
        File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") ? "/usr/lib/rabbitmq/bin/rabbitmq-server" : null;

    protected override ProcessStartInfo Start(string path)
    {
        _mapperPort = FreePort();
        var port = Port.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(Home, "rabbitmq.conf"), $"listeners.tcp.default = 127.0.0.1:{port}\ndisk_free_limit.absolute = 50MB\n");
        File.WriteAllText(Path.Combine(Home, "enabled_plugins"), "[].\n");
        return new ProcessStartInfo(path)
        {
            Environment =
            {
                ["HOME"] = Home,
                ["RABBITMQ_NODENAME"] = $"maru{port}@localhost",
                ["RABBITMQ_NODE_PORT"] = port,
                ["RABBITMQ_DIST_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Home, "mnesia"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(Home, "log"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_PID_FILE"] = Path.Combine(Home, "pid"),
                ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Home, "rabbitmq.conf"),
                ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Home, "none"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Home, "enabled_plugins"),
                ["ERL_EPMD_PORT"] = _mapperPort.ToString(CultureInfo.InvariantCulture),
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            },
        };
    }

    protected override async Task<bool> AnswersAsync(NetworkStream connection, CancellationToken ct)
    {
        await connection.WriteAsync(new byte[] { (byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1 }, ct);
        var answer = new byte[1];
        await connection.ReadExactlyAsync(answer, ct);
        return answer[0] == 1;
    }

    /// <summary>The port mapper is a daemon that outlives the node which started it.</summary>
    protected override void AfterStop()
    {
        using var kill = Process.Start(new ProcessStartInfo("epmd", ["-port", _mapperPort.ToString(CultureInfo.InvariantCulture), "-kill"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        kill!.WaitForExit();
    }
}
