using System.Collections.Concurrent;
using System.Collections.Frozen;
using Maru.Contracts.Identity;

namespace Maru.Platform.Auth;

/// <summary>
/// Rights of sessions and keys, asked of the identity module and kept for <see cref="Freshness"/>: a role that changes or a session that ends takes
/// effect within that time, without anybody being signed out.
/// </summary>
internal sealed class CallerGrants(ICallers callers, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<string, (Caller? Caller, long Until)> _known = new();

    public Task<Caller?> OfSessionAsync(Guid session, CancellationToken ct) => GetAsync(session.ToString(), async () =>
        await callers.OfSessionAsync(session, ct) is { } grant
            ? new Caller(grant.User, grant.Seller, null, grant.Permissions.ToFrozenSet(), session.ToString())
            : null);

    public Task<Caller?> OfApiKeyAsync(string key, CancellationToken ct) => GetAsync(key, async () =>
        await callers.OfApiKeyAsync(key, ct) is { } grant ? new Caller(null, grant.SellerId, grant.KeyId, grant.Permissions.ToFrozenSet()) : null);

    /// <summary>Forgets at once what was known of a session, in this process.</summary>
    public void Forget(Guid session) => _known.TryRemove(session.ToString(), out _);

    private async Task<Caller?> GetAsync(string key, Func<Task<Caller?>> ask)
    {
        var now = time.GetTimestamp();
        if (_known.TryGetValue(key, out var known) && known.Until > now)
        {
            return known.Caller;
        }

        if (_known.Count > Capacity)
        {
            // Guessed keys must not grow this without bound.
            _known.Clear();
        }

        var caller = await ask();
        _known[key] = (caller, now + (long)(Freshness.TotalSeconds * time.TimestampFrequency));
        return caller;
    }
}
