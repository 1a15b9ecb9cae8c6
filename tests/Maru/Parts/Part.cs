using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Maru.Hosting;

namespace Maru.Tests.Parts;

/// <summary>A process of its own that runs some modules of a shop.</summary>
internal sealed class Part : IDisposable
{
    private readonly StringBuilder _said = new();
    private readonly Process _process;

    private Part(Process process, int port)
    {
        _process = process;
        Port = port;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public Uri Address => new($"http://localhost:{Port}");

    /// <param name="modules">By comma.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<Part> StartAsync(string postgres, string data, string modules, int port = 0)
    {
        port = port == 0 ? FreePort() : port;
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(Shop).Assembly.Location, "serve", "--no-demo", "--modules", modules, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MARU_POSTGRES"] = postgres },
        };
        var part = new Part(Process.Start(start)!, port);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = part.Address };
        await Eventually.GetAsync(
            async () =>
            {
                part._process.HasExited.ShouldBeFalse(part.Said());
                try
                {
                    return (await http.GetAsync("/health/live")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            live => live);
        return part;
    }

    /// <summary>As the power cord would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
