using Microsoft.Extensions.Logging;

namespace Maru.Platform.Realtime;

/// <summary>One state with its viewers. It lives while it has any.</summary>
internal sealed class LiveTopic(Func<CancellationToken, Task<LiveMessage?>> read, LiveOptions options, TimeProvider time, ILogger log, Action ended)
{
    private readonly Lock _lock = new();
    private readonly HashSet<LiveViewer> _viewers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private LiveMessage? _newest;
    private bool _started;
    private bool _over;

    /// <returns>Null if the topic has just lost its last viewer: take a fresh one.</returns>
    public LiveViewer? TryJoin(string? lastSeen)
    {
        LiveViewer viewer;
        lock (_lock)
        {
            if (_over)
            {
                return null;
            }

            viewer = new LiveViewer(lastSeen, Leave);
            _viewers.Add(viewer);
            if (_newest is { } newest)
            {
                viewer.Offer(newest);
            }

            if (!_started)
            {
                _started = true;
                _ = RunAsync();
            }
        }

        Refresh();
        return viewer;
    }

    public void Refresh()
    {
        lock (_lock)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    private void Leave(LiveViewer viewer)
    {
        lock (_lock)
        {
            _viewers.Remove(viewer);
            if (_viewers.Count > 0 || _over)
            {
                return;
            }

            _over = true;
        }

        ended();
        _stop.Cancel();
    }

    private async Task RunAsync()
    {
        var ct = _stop.Token;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await _changed.WaitAsync(options.Reread, ct);
                if (await read(ct) is { } state)
                {
                    Tell(state);
                }

                if (options.Pause > TimeSpan.Zero)
                {
                    await Task.Delay(options.Pause, time, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LiveLog.ReadFailed(log, e);
                await Task.Delay(options.AfterFailure, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Refresh();
            }
        }
    }

    private void Tell(LiveMessage state)
    {
        lock (_lock)
        {
            _newest = state;
            foreach (var viewer in _viewers)
            {
                viewer.Offer(state);
            }
        }
    }
}
