using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Sessions;

/// <summary>Sessions and their refresh tokens, each good for one use.</summary>
internal sealed class SessionStore(Database<IdentityModule> database, TokenIssuer tokens, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Two tabs may refresh at once: within this time a used token is answered with a conflict-free retry, not taken for theft.</summary>
    private static readonly TimeSpan ReuseGrace = TimeSpan.FromSeconds(10);

    public async Task<SignedIn> StartAsync(Transaction transaction, UserId user, string? device, CancellationToken ct)
    {
        var session = Guid.CreateVersion7();
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            "insert into sessions (id, user_id, device, created_at, last_used_at, expires_at) values (@session, @user, @device, @now, @now, @expires)",
            new { session, user, device = device is { Length: > 200 } ? device[..200] : device, now, expires = now + Lifetime }, ct);
        return await IssueAsync(transaction, user, session, ct);
    }

    public async Task<Result<SignedIn>> RefreshAsync(string refreshToken, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var row = await transaction.QuerySingleOrDefaultAsync<RefreshRow>(
            """
            select t.used_at, s.id as session, s.user_id, s.expires_at, s.revoked_at, u.blocked
            from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
            where t.hash = @hash for update of t, s
            """,
            new { hash = TokenIssuer.Hash(refreshToken) }, ct);
        var now = time.GetUtcNow();
        if (row is null || row.RevokedAt is not null || row.ExpiresAt <= now || row.Blocked)
        {
            return new TokenNotValid();
        }

        if (row.UsedAt is { } used)
        {
            if (now - used > ReuseGrace)
            {
                // Somebody else used it, or uses it now: neither can be told from the other, so both are signed out.
                await transaction.ExecuteAsync("update sessions set revoked_at = @now where id = @Session", new { now, row.Session }, ct);
                transaction.Publish(new RefreshTokenReused(row.UserId, row.Session, now));
                await transaction.CommitAsync(ct);
            }

            return new TokenNotValid();
        }

        await transaction.ExecuteAsync(
            "update refresh_tokens set used_at = @now where hash = @hash; update sessions set last_used_at = @now where id = @Session",
            new { now, hash = TokenIssuer.Hash(refreshToken), row.Session }, ct);
        var signedIn = await IssueAsync(transaction, row.UserId, row.Session, ct);
        await transaction.CommitAsync(ct);
        return signedIn;
    }

    public Task EndAsync(Guid session, CancellationToken ct) => database.ExecuteAsync(
        "update sessions set revoked_at = @now where id = @session and revoked_at is null", new { session, now = time.GetUtcNow() }, ct);

    public Task EndAllAsync(UserId user, Guid? except, CancellationToken ct) => database.ExecuteAsync(
        "update sessions set revoked_at = @now where user_id = @user and revoked_at is null and (@except::uuid is null or id <> @except)",
        new { user, except, now = time.GetUtcNow() }, ct);

    public async Task<IReadOnlyList<SessionView>> ListAsync(UserId user, CancellationToken ct) => await database.QueryAsync<SessionView>(
        "select id, device, created_at, last_used_at from sessions where user_id = @user and revoked_at is null and expires_at > @now order by last_used_at desc",
        new { user, now = time.GetUtcNow() }, ct);

    private async Task<SignedIn> IssueAsync(Transaction transaction, UserId user, Guid session, CancellationToken ct)
    {
        var refresh = TokenIssuer.NewSecret();
        await transaction.ExecuteAsync(
            "insert into refresh_tokens (hash, session_id, issued_at) values (@hash, @session, @now)",
            new { hash = TokenIssuer.Hash(refresh), session, now = time.GetUtcNow() }, ct);
        var access = await tokens.IssueAsync(user, session, TokenIssuer.AccessLifetime, ct);
        var page = await tokens.IssueAsync(user, session, Lifetime, ct);
        return new SignedIn(user, session, access, refresh, (int)TokenIssuer.AccessLifetime.TotalSeconds, page);
    }

    private sealed record RefreshRow(DateTimeOffset? UsedAt, Guid Session, UserId UserId, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, bool Blocked);
}
