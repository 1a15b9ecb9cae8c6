using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Identity.Access;

/// <summary>Users, roles, keys and the audit log, for the back office. Every change is written to the audit log in its own transaction.</summary>
internal sealed class AccessService(Database<IdentityModule> database, PersonKeys persons, TimeProvider time) : IAccessAdministration, IAudit
{
    public async Task<Page<UserProfile>> ListUsersAsync(string? text, string? role, PageRequest page, CancellationToken ct)
    {
        const string where = " where (@hash::bytea is null or u.email_hash = @hash) and (@role::text is null or @role = any(u.roles))";
        var args = new { hash = string.IsNullOrWhiteSpace(text) ? null : persons.HashEmail(text), role, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from users u join person_keys k on k.user_id = u.id" + where, args, ct);
        var rows = await database.QueryAsync<UserRow>(UserRow.Select + where + " order by u.created_at desc limit @Size offset @Offset", args, ct);
        return new Page<UserProfile>([.. rows.Select(r => r.ToProfile(persons))], total, page.Number, page.Size);
    }

    public async Task<Result<Done>> SetRolesAsync(UserId user, IReadOnlyList<string> roles, SellerId? seller, string actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var known = await transaction.QuerySingleOrDefaultAsync<int>("select count(*)::int from roles where name = any(@names)", new { names = roles.Distinct().ToArray() }, ct);
        if (known != roles.Distinct().Count())
        {
            return ValidationFailure.Of("roles", "names a role that does not exist");
        }

        // The last admin cannot be taken away, or nobody could give the role back.
        await transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtext('identity admins'))", null, ct);
        var otherAdmins = await transaction.QuerySingleOrDefaultAsync<int>(
            "select count(*)::int from users where 'admin' = any(roles) and id <> @user and not blocked", new { user }, ct);
        var before = await transaction.QuerySingleOrDefaultAsync<string[]>("select roles from users where id = @user and erased_at is null for update", new { user }, ct);
        if (before is null)
        {
            return new NotFound("user");
        }

        if (before.Contains("admin") && !roles.Contains("admin") && otherAdmins == 0)
        {
            return new StateConflict("This is the last admin.");
        }

        await transaction.ExecuteAsync("update users set roles = @roles, seller_id = @seller where id = @user", new { user, roles = roles.Distinct().ToArray(), seller }, ct);
        await RecordAsync(transaction, actor, "roles-changed", $"user:{user}", $"{string.Join(',', before)} -> {string.Join(',', roles)}", ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<Result<Done>> SetLockAsync(UserId user, bool locked, string actor, CancellationToken ct)
    {
        if (actor == $"user:{user}")
        {
            return new StateConflict("Nobody can lock himself out.");
        }

        await using var transaction = await database.BeginAsync(ct);
        if (await transaction.ExecuteAsync("update users set blocked = @locked where id = @user and erased_at is null", new { user, locked }, ct) == 0)
        {
            return new NotFound("user");
        }

        await RecordAsync(transaction, actor, locked ? "user-locked" : "user-unlocked", $"user:{user}", null, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<IReadOnlyList<RoleView>> ListRolesAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync<RoleRow>("select name, permissions, built_in from roles order by built_in desc, name", null, ct);
        return [.. rows.Select(r => new RoleView(r.Name, r.Permissions, r.BuiltIn))];
    }

    public async Task<Result<Done>> SaveRoleAsync(RoleView role, string actor, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Unless(role.Name is { Length: > 1 and <= 40 } name && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "name", "must be 2 to 40 lower-case letters, digits and hyphens")
            .Unless(role.Permissions.All(Permissions.All.Contains), "permissions", "names a permission that does not exist")
            .ToFailure();
        if (invalid is not null)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var saved = await transaction.ExecuteAsync(
            """
            insert into roles (name, permissions) values (@Name, @permissions)
            on conflict (name) do update set permissions = excluded.permissions where not roles.built_in
            """,
            new { role.Name, permissions = role.Permissions.Distinct().ToArray() }, ct);
        if (saved == 0)
        {
            return new StateConflict("A built-in role cannot be changed; make one of your own.");
        }

        await RecordAsync(transaction, actor, "role-saved", $"role:{role.Name}", string.Join(',', role.Permissions), ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<IReadOnlyList<ApiKeyView>> ListApiKeysAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync<ApiKeyRow>(
            "select id, name, permissions, seller_id, created_at, expires_at, revoked_at, last_used_at from api_keys order by created_at desc", null, ct);
        return [.. rows.Select(r => new ApiKeyView(r.Id, r.Name, r.Permissions, r.SellerId, r.CreatedAt, r.ExpiresAt, r.RevokedAt, r.LastUsedAt))];
    }

    public async Task<Result<NewApiKey>> CreateApiKeyAsync(
        string name, IReadOnlyList<string> permissions, SellerId? seller, DateTimeOffset? expiresAt, string actor, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Text(name, "name", 100)
            .Unless(permissions.Count > 0 && permissions.All(Permissions.All.Contains), "permissions", "must name permissions that exist")
            .Unless(expiresAt is null || expiresAt > time.GetUtcNow(), "expiresAt", "must lie ahead")
            .ToFailure();
        if (invalid is not null)
        {
            return invalid;
        }

        // The prefix lets secret scanners and people recognise what leaked.
        var key = "maru_" + TokenIssuer.NewSecret();
        var id = "key_" + Convert.ToHexStringLower(TokenIssuer.Hash(key).AsSpan(0, 6));
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            insert into api_keys (id, name, key_hash, permissions, seller_id, created_at, expires_at)
            values (@id, @name, @hash, @permissions, @seller, @now, @expiresAt)
            """,
            new { id, name, hash = TokenIssuer.Hash(key), permissions = permissions.Distinct().ToArray(), seller, now = time.GetUtcNow(), expiresAt }, ct);
        await RecordAsync(transaction, actor, "api-key-created", $"key:{id}", string.Join(',', permissions), ct);
        await transaction.CommitAsync(ct);
        return new NewApiKey(id, key);
    }

    public async Task<Result<Done>> RevokeApiKeyAsync(string keyId, string actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        if (await transaction.ExecuteAsync("update api_keys set revoked_at = @now where id = @keyId and revoked_at is null", new { keyId, now = time.GetUtcNow() }, ct) == 0)
        {
            return new NotFound("API key");
        }

        await RecordAsync(transaction, actor, "api-key-revoked", $"key:{keyId}", null, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<Page<AuditEntry>> ListAuditAsync(string? actor, string? action, PageRequest page, CancellationToken ct)
    {
        const string where = " where (@actor::text is null or actor = @actor) and (@action::text is null or action = @action)";
        var args = new { actor, action, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from audit" + where, args, ct);
        var rows = await database.QueryAsync<AuditEntry>("select id, at, actor, action, subject, detail from audit" + where + " order by at desc, id desc limit @Size offset @Offset", args, ct);
        return new Page<AuditEntry>(rows, total, page.Number, page.Size);
    }

    public async Task RecordAsync(string actor, string action, string subject, string? detail, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await RecordAsync(transaction, actor, action, subject, detail, ct);
        await transaction.CommitAsync(ct);
    }

    internal Task RecordAsync(Transaction transaction, string actor, string action, string subject, string? detail, CancellationToken ct) => transaction.ExecuteAsync(
        "insert into audit (id, at, actor, action, subject, detail) values (@id, @now, @actor, @action, @subject, @detail)",
        new { id = Guid.CreateVersion7(), now = time.GetUtcNow(), actor, action, subject, detail }, ct);

    private sealed record RoleRow(string Name, string[] Permissions, bool BuiltIn);

    private sealed record ApiKeyRow(
        string Id, string Name, string[] Permissions, SellerId? SellerId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);
}
