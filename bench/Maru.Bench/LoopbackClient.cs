using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maru.Bench;

/// <summary>Asks one address again and again over a few kept connections, the next request when the answer is there. Bare sockets, so that the client takes little of the machine.</summary>
internal static class LoopbackClient
{
    public static LoopbackResult Run(int port, string path, int connections, TimeSpan time)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n");
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var latencies = new List<double>[connections];
        var threads = new Thread[connections];
        var bad = 0;
        for (var i = 0; i < connections; i++)
        {
            var own = latencies[i] = new List<double>(1 << 16);
            threads[i] = new Thread(() => Interlocked.Add(ref bad, Ask(port, request, until, own)), 256 << 10);
            threads[i].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        var all = latencies.SelectMany(l => l).ToArray();
        Array.Sort(all);
        return new LoopbackResult(all.Length / time.TotalSeconds, all.Length == 0 ? 0 : all[all.Length / 2], all.Length == 0 ? 0 : all[(int)(all.Length * 0.99)], bad);
    }

    private static int Ask(int port, byte[] request, long until, List<double> latencies)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var buffer = new byte[1 << 18];
        var bad = 0;
        long start;
        while ((start = Stopwatch.GetTimestamp()) < until)
        {
            socket.Send(request);
            if (!ReadAnswer(socket, buffer))
            {
                bad++;
            }

            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return bad;
    }

    private static bool ReadAnswer(Socket socket, byte[] buffer)
    {
        var filled = 0;
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += Receive(socket, buffer, filled);
        }

        var head = buffer.AsSpan(0, end);
        var at = head.IndexOf("Content-Length: "u8);
        var digits = head[(at + 16)..];
        var stop = digits.IndexOf((byte)'\r');
        var length = int.Parse(stop < 0 ? digits : digits[..stop], NumberStyles.None, CultureInfo.InvariantCulture);
        while (filled < end + 4 + length)
        {
            filled += Receive(socket, buffer, filled);
        }

        return head.StartsWith("HTTP/1.1 200"u8);
    }

    private static int Receive(Socket socket, byte[] buffer, int at) =>
        socket.Receive(buffer.AsSpan(at)) is > 0 and var read ? read : throw new IOException("The server closed the connection.");
}

internal sealed record LoopbackResult(double PerSecond, double MedianMs, double P99Ms, int Bad);
