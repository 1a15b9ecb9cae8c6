using System.Collections.Concurrent;

namespace Maru.Platform.Caching;

/// <summary>Lets callers who want the same thing at the same time wait for the first of them.</summary>
internal sealed class SingleFlight
{
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _running = new();

    /// <summary>A caller who stops waiting stops nobody else: the work ends by itself.</summary>
    public async Task<byte[]> RunAsync(string key, Func<CancellationToken, Task<byte[]>> work, CancellationToken ct)
    {
        Lazy<Task<byte[]>>? mine = null;
        mine = new Lazy<Task<byte[]>>(async () =>
        {
            try
            {
                return await work(CancellationToken.None);
            }
            finally
            {
                _running.TryRemove(KeyValuePair.Create(key, mine!));
            }
        });
        var shared = _running.GetOrAdd(key, mine);
        if (shared == mine)
        {
            return await mine.Value.WaitAsync(ct);
        }

        try
        {
            return await shared.Value.WaitAsync(ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return await work(ct);
        }
    }
}
