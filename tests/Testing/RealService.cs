using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Maru.Testing;

/// <summary>
/// A real server started for the tests of one class on free loopback ports. Where its program is not installed the tests
/// that ask for it are skipped, except in CI, where they fail.
/// </summary>
public abstract class RealService(string program, string package) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private DirectoryInfo? _directory;
    private Process? _process;
    private string _said = "";

    public int Port { get; private set; }

    public bool IsRunning => _process is { HasExited: false };

    protected string Home => _directory!.FullName;

    /// <summary>Asked for by each test that uses the server: skips it, or fails it in CI, where there is none.</summary>
    protected void Require()
    {
        if (_process is not null)
        {
            return;
        }

        var sentence = $"{program} is not installed (Debian: apt-get install {package}).";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(sentence);
        }

        Assert.Skip(sentence);
    }

    public async ValueTask InitializeAsync()
    {
        if (FindProgram() is not { } path)
        {
            return;
        }

        _directory = Directory.CreateTempSubdirectory("maru-" + package + "-");
        for (var attempt = 1; ; attempt++)
        {
            if (await StartAsync(path))
            {
                return;
            }

            // A port that was free may have been taken before the server came to it.
            if (attempt == 3)
            {
                throw new InvalidOperationException($"{program} ended with exit code {_process!.ExitCode}: {_said}");
            }

            AfterStop();
        }
    }

    /// <returns>False if the server ended by itself instead of answering.</returns>
    private async Task<bool> StartAsync(string path)
    {
        Port = FreePort();
        var start = Start(path);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Home;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => _said += line.Data + "\n";
        process.ErrorDataReceived += (_, line) => _said += line.Data + "\n";
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        return await AwaitAnswerAsync(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            AfterStop();
        }

        try
        {
            _directory?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of the server may still write its last words; the system clears its temporary files.
        }

        GC.SuppressFinalize(this);
    }

    protected abstract string? FindProgram();

    protected abstract ProcessStartInfo Start(string path);

    /// <summary>Says the protocol's first words on a fresh connection; true when the server answers them.</summary>
    protected abstract Task<bool> AnswersAsync(NetworkStream connection, CancellationToken ct);

    protected virtual void AfterStop()
    {
    }

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    protected static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin")
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    private async Task<bool> AwaitAnswerAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (process.HasExited)
            {
                return false;
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
                if (await AnswersAsync(client.GetStream(), patience.Token))
                {
                    return true;
                }
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                // The port is not open yet.
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"{program} did not answer within {Patience.TotalSeconds} s: {_said}");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
