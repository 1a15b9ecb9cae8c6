namespace Maru.Contracts.Identity;

/// <summary>People and machines that sign in.</summary>
public interface IIdentity
{
    Task<UserProfile?> FindAsync(UserId user, CancellationToken ct);

    /// <summary>Whose API key this is and what it may do; null if unknown, expired or revoked.</summary>
    Task<ApiKeyGrant?> ResolveApiKeyAsync(string key, CancellationToken ct);

    /// <summary>The public keys access tokens are checked with, as a JSON Web Key Set.</summary>
    Task<string> GetJwksAsync(CancellationToken ct);
}

/// <summary>Personal data: never put it in an event or a log line.</summary>
public sealed record UserProfile(UserId Id, string Email, bool EmailVerified, string Name, string? Phone, string Language, IReadOnlyList<string> Roles, SellerId? SellerId, DateTimeOffset CreatedAt);

public sealed record ApiKeyGrant(string KeyId, string Name, IReadOnlyList<string> Permissions, SellerId? SellerId);
