using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Access;

/// <summary>What the bearer of a session or a key may do, read fresh from the tables.</summary>
internal sealed class CallerService(Database<IdentityModule> database, SigningKeys keys, TimeProvider time) : ICallers
{
    private static readonly IReadOnlyList<string> Everything = Permissions.All;

    public async Task<CallerGrant?> OfSessionAsync(Guid session, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<SessionRow>(
            """
            select s.user_id, u.seller_id,
                   coalesce((select array_agg(distinct p) from roles r, unnest(r.permissions) p where r.name = any(u.roles)), '{}') as permissions
            from sessions s join users u on u.id = s.user_id
            where s.id = @session and s.revoked_at is null and s.expires_at > @now and not u.blocked
            """,
            new { session, now = time.GetUtcNow() }, ct);
        return row is null ? null : new CallerGrant(row.UserId, row.SellerId, Expand(row.Permissions));
    }

    public async Task<ApiKeyGrant?> OfApiKeyAsync(string key, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<KeyRow>(
            """
            update api_keys set last_used_at = @now
            where key_hash = @hash and revoked_at is null and (expires_at is null or expires_at > @now)
            returning id, name, permissions, seller_id
            """,
            new { hash = TokenIssuer.Hash(key), now = time.GetUtcNow() }, ct);
        return row is null ? null : new ApiKeyGrant(row.Id, row.Name, Expand(row.Permissions), row.SellerId);
    }

    public Task<IReadOnlyList<PublicKey>> GetPublicKeysAsync(CancellationToken ct) => keys.GetPublicAsync(ct);

    /// <summary>The admin's star stands for every permission there is, also those that come with a later version.</summary>
    private static IReadOnlyList<string> Expand(string[] permissions) => permissions.Contains("*") ? Everything : permissions;

    private sealed record SessionRow(UserId UserId, SellerId? SellerId, string[] Permissions);

    private sealed record KeyRow(string Id, string Name, string[] Permissions, SellerId? SellerId);
}
