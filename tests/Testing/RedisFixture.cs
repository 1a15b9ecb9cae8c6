using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Maru.Testing;

/// <summary>Debian's redis-server, empty, writing nothing to disk.</summary>
public sealed class RedisFixture() : RealService("redis-server", "redis-server")
{
    /// <summary>host:port of the server.</summary>
    public string Address
    {
        get
        {
            Require();
            return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");
        }
    }

    protected override string? FindProgram() => OnPath("redis-server");

    protected override ProcessStartInfo Start(string path) => new(
        path,
        ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Home, "--daemonize", "no"]);

    protected override async Task<bool> AnswersAsync(NetworkStream connection, CancellationToken ct)
    {
        await connection.WriteAsync("PING\r\n"u8.ToArray(), ct);
        var answer = new byte[7];
        await connection.ReadExactlyAsync(answer, ct);
        return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
    }
}
