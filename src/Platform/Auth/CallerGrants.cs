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

    /// <summary>Far more than a key has: what a stranger sends is kept here, and must stay small.</summary>
    private const int LongestKey = 200;

    private readonly ConcurrentDictionary<(Kind Kind, string Value), (Caller? Caller, long Until)> _known = new();

    public Task<Caller?> OfSessionAsync(Guid session, CancellationToken ct) => GetAsync((Kind.Session, session.ToString()), async () =>
        await callers.OfSessionAsync(session, ct) is { } grant
            ? new Caller(grant.User, grant.Seller, null, grant.Permissions.ToFrozenSet(), session.ToString())
            : null);

    public async Task<Caller?> OfApiKeyAsync(string key, CancellationToken ct) => key.Length > LongestKey ? null : await GetAsync((Kind.ApiKey, key), async () =>
        await callers.OfApiKeyAsync(key, ct) is { } grant ? new Caller(null, grant.SellerId, grant.KeyId, grant.Permissions.ToFrozenSet()) : null);

    /// <summary>Forgets at once what was known of a session, in this process.</summary>
    public void Forget(Guid session) => _known.TryRemove((Kind.Session, session.ToString()), out _);

    private async Task<Caller?> GetAsync((Kind Kind, string Value) key, Func<Task<Caller?>> ask)
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

    /// <summary>A session's id is no secret: it stands in lists and tokens. Given as a key it must find nothing, so the two are kept apart.</summary>
    private enum Kind
    {
        Session,
        ApiKey,
    }
}
