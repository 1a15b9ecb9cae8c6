namespace Maru.Platform.Caching;

/// <summary>
/// Values that may be forgotten at any time: in this process, or in a Redis that all processes share. Nothing rests on it: a cache that is away is
/// empty, and callers do their work as if it were. Keys begin with the module's name.
/// </summary>
public interface ICache
{
    /// <returns>Null if there is nothing under the key, or nothing any more.</returns>
    Task<byte[]?> GetAsync(string key, CancellationToken ct);

    Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime, CancellationToken ct);

    Task RemoveAsync(string key, CancellationToken ct);

    /// <summary>Counts; the count begins anew when <paramref name="window"/> has passed since its first.</summary>
    Task<long> CountAsync(string key, TimeSpan window, CancellationToken ct);

    /// <summary>
    /// The value, or the one that <paramref name="make"/> gives. However many ask at once, in however many processes, it is made once; if making fails, each
    /// who waited for it tries himself.
    /// </summary>
    Task<byte[]> GetOrMakeAsync(string key, TimeSpan lifetime, Func<CancellationToken, Task<byte[]>> make, CancellationToken ct);
}
