namespace Maru.Platform.Data;

/// <summary>
/// A copy in memory of tables that are read all the time and change seldom (rates, promotions). Every process keeps its own and looks at the
/// tables' version again after <paramref name="freshFor"/>; whoever changes the tables raises the version in the same transaction.
/// </summary>
/// <param name="readVersion">One cheap row.</param>
/// <param name="load">Everything anew. The version was read before, so a change in between is loaded again, never missed.</param>
public sealed class Snapshot<T>(
    Func<CancellationToken, Task<long>> readVersion, Func<CancellationToken, Task<T>> load, TimeSpan freshFor, TimeProvider time) : IDisposable where T : class
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Held? _held;

    public ValueTask<T> GetAsync(CancellationToken ct) =>
        _held is { } held && time.GetElapsedTime(held.CheckedAt) < freshFor ? new ValueTask<T>(held.Value) : new ValueTask<T>(RefreshAsync(ct));

    /// <summary>This process changed the tables: the next reader sees it.</summary>
    public void Invalidate() => _held = null;

    public void Dispose() => _one.Dispose();

    private async Task<T> RefreshAsync(CancellationToken ct)
    {
        // One asks; the others go on with what they have.
        if (!await _one.WaitAsync(_held is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
        {
            if (_held is { } old)
            {
                return old.Value;
            }

            await _one.WaitAsync(ct);
        }

        try
        {
            var held = _held;
            if (held is not null && time.GetElapsedTime(held.CheckedAt) < freshFor)
            {
                return held.Value;
            }

            var checkedAt = time.GetTimestamp();
            var version = await readVersion(ct);
            var value = held is not null && held.Version == version ? held.Value : await load(ct);
            _held = new Held(version, value, checkedAt);
            return value;
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record Held(long Version, T Value, long CheckedAt);
}
