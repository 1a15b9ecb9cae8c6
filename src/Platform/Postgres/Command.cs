using System.ComponentModel;
using System.Diagnostics;

namespace Maru.Platform.Postgres;

/// <summary>A short-lived program and what it said.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last thing the program said, for a sentence that quotes it.</summary>
    public string LastWords
    {
        get
        {
            var lines = (Error + "\n" + Output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.FirstOrDefault(l => l.Contains("error:", StringComparison.OrdinalIgnoreCase) || l.Contains("FATAL:", StringComparison.Ordinal))
                ?? lines.LastOrDefault()
                ?? $"exit code {ExitCode}";
        }
    }

    public static async Task<Command> RunAsync(IEnumerable<string> words, string? workingDirectory, CancellationToken ct)
    {
        var start = Start([.. words], workingDirectory);
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception missing)
        {
            return new Command(127, "", missing.Message);
        }

        using (process)
        {
            process!.StandardInput.Close();
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(ct);
                var error = process.StandardError.ReadToEndAsync(ct);
                await process.WaitForExitAsync(ct);
                return new Command(process.ExitCode, await output, await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    /// <summary>
    /// All three streams are redirected, so that .NET does not hand its terminal to the child. PG* variables of whoever
    /// started Maru must not reach the server, and its messages are read in English.
    /// </summary>
    public static ProcessStartInfo Start(IReadOnlyList<string> words, string? workingDirectory)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "/",
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
