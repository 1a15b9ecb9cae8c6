namespace Maru.Contracts.Identity;

/// <summary>The back office's view of accounts, roles, keys and the audit log.</summary>
public interface IAccessAdministration
{
    /// <param name="text">A whole e-mail address, or empty; addresses are encrypted, so parts of one cannot be searched.</param>
    Task<Page<UserProfile>> ListUsersAsync(string? text, string? role, PageRequest page, CancellationToken ct);

    Task<Result<Done>> SetRolesAsync(UserId user, IReadOnlyList<string> roles, SellerId? seller, string actor, CancellationToken ct);

    Task<Result<Done>> SetLockAsync(UserId user, bool locked, string actor, CancellationToken ct);

    Task<IReadOnlyList<RoleView>> ListRolesAsync(CancellationToken ct);

    Task<Result<Done>> SaveRoleAsync(RoleView role, string actor, CancellationToken ct);

    Task<IReadOnlyList<ApiKeyView>> ListApiKeysAsync(CancellationToken ct);

    /// <returns>The key itself; only its hash is kept.</returns>
    Task<Result<NewApiKey>> CreateApiKeyAsync(string name, IReadOnlyList<string> permissions, SellerId? seller, DateTimeOffset? expiresAt, string actor, CancellationToken ct);

    Task<Result<Done>> RevokeApiKeyAsync(string keyId, string actor, CancellationToken ct);

    Task<Page<AuditEntry>> ListAuditAsync(string? actor, string? action, PageRequest page, CancellationToken ct);
}

/// <summary>Records acts that matter, of any module, for the audit log.</summary>
public interface IAudit
{
    /// <param name="detail">What changed; no personal data, no secrets.</param>
    Task RecordAsync(string actor, string action, string subject, string? detail, CancellationToken ct);
}

public sealed record RoleView(string Name, IReadOnlyList<string> Permissions, bool BuiltIn);

public sealed record ApiKeyView(string Id, string Name, IReadOnlyList<string> Permissions, SellerId? SellerId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

public sealed record NewApiKey(string Id, string Key);

public sealed record AuditEntry(Guid Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail);
