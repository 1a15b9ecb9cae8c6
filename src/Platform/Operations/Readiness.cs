using System.Diagnostics;

namespace Maru.Platform.Operations;

/// <summary>One thing that must hold before this process may be sent requests.</summary>
internal interface IReadinessCheck
{
    string Name { get; }

    /// <returns>Null if it holds, else one sentence on what does not. Anyone may read it: no addresses, no secrets.</returns>
    Task<string?> FindProblemAsync(CancellationToken ct);
}

/// <summary>Asks all checks at once; one that does not answer in time, or throws, does not hold.</summary>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<ReadinessReport> AskAsync(CancellationToken ct)
    {
        var results = await Task.WhenAll(checks.Select(c => AskAsync(c, ct)));
        return new ReadinessReport(results.All(r => r.Status == "ok") ? "ready" : "not-ready", results);
    }

    private static async Task<ReadinessResult> AskAsync(IReadinessCheck check, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Patience);
        string? problem;
        try
        {
            problem = await check.FindProblemAsync(limited.Token).WaitAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            problem = $"No answer within {Patience.TotalSeconds:0} s.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            problem = $"The check failed ({e.GetType().Name}).";
        }

        return new ReadinessResult(check.Name, problem is null ? "ok" : "failed", problem, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1));
    }
}

/// <param name="Status">ready, or not-ready.</param>
internal sealed record ReadinessReport(string Status, IReadOnlyList<ReadinessResult> Checks);

/// <param name="Status">ok, or failed.</param>
/// <param name="Detail">What is wrong.</param>
internal sealed record ReadinessResult(string Name, string Status, string? Detail, double Milliseconds);
