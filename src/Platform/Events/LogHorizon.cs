namespace Maru.Platform.Events;

/// <summary>
/// How far a log may be read without losing anything. Positions and commits are not in the same order: behind a visible row another with a lower
/// position may still commit. A sample says "positions up to S belong to transactions below X"; once all transactions below X are over, every position
/// up to S is decided: it is visible, or it will never be.
/// </summary>
internal sealed class LogHorizon(int sources)
{
    private readonly Queue<LogSample> _open = new();
    private long[] _last = new long[sources];

    /// <summary>By source: everything up to here is decided.</summary>
    public long[] Decided { get; private set; } = new long[sources];

    public void Add(LogSample sample)
    {
        if (!sample.Highest.AsSpan().SequenceEqual(_last))
        {
            _open.Enqueue(sample);
            _last = sample.Highest;
        }

        while (_open.TryPeek(out var oldest) && oldest.Next <= sample.OldestRunning)
        {
            Decided = _open.Dequeue().Highest;
        }
    }

    /// <summary>True while something is drawn but not decided: look again soon.</summary>
    public bool Waiting => _open.Count > 0;
}
