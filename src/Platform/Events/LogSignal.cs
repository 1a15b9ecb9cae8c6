namespace Maru.Platform.Events;

/// <summary>Wakes this process's log watcher right after a commit; other processes find out by polling.</summary>
public sealed class LogSignal
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    internal void Raise()
    {
        // A signal that is already up needs no second; losing the race to put it up is as good as having done so.
        if (_raised.CurrentCount == 0)
        {
            try
            {
                _raised.Release();
            }
            catch (SemaphoreFullException)
            {
            }
        }
    }

    internal Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _raised.WaitAsync(atMost, ct);
}
