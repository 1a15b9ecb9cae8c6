namespace Maru.Platform.Events;

/// <summary>
/// How far logs may be read without losing anything. Positions and commits are not in the same order: behind a visible row another with a lower
/// position may still commit. A mark says "positions up to S were drawn by transactions below X"; once all transactions below X are over, every position
/// up to S is decided: it is visible, or it will never be.
/// </summary>
internal sealed class LogHorizon(int sources)
{
    private readonly Queue<LogMark> _open = new();
    private long[] _marked = new long[sources];

    /// <summary>By source: everything up to here is decided.</summary>
    public long[] Decided { get; private set; } = new long[sources];

    /// <summary>True while something is drawn but not decided: look again soon.</summary>
    public bool Waiting => _open.Count > 0;

    /// <summary>Whether positions were drawn that no mark covers yet.</summary>
    public bool NeedsMark(LogState state) => !state.Highest.AsSpan().SequenceEqual(_marked);

    public void Add(LogMark mark)
    {
        _open.Enqueue(mark);
        _marked = mark.Highest;
    }

    public void Settle(LogState state)
    {
        while (_open.TryPeek(out var oldest) && oldest.Bound <= state.OldestRunning)
        {
            Decided = _open.Dequeue().Highest;
        }
    }
}
