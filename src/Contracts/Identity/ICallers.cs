namespace Maru.Contracts.Identity;

/// <summary>Answers, for every request, what the one who sent it may do. Asked on each request's way in; answers may be kept for a few seconds.</summary>
public interface ICallers
{
    /// <summary>Of the session whose cookie or access token came with the request; null if it ended.</summary>
    Task<CallerGrant?> OfSessionAsync(Guid session, CancellationToken ct);

    Task<ApiKeyGrant?> OfApiKeyAsync(string key, CancellationToken ct);

    /// <summary>The public keys access tokens are signed with, newest first, as JSON Web Keys (RFC 7517).</summary>
    Task<IReadOnlyList<PublicKey>> GetPublicKeysAsync(CancellationToken ct);
}

public sealed record CallerGrant(UserId User, SellerId? Seller, IReadOnlyList<string> Permissions);

public sealed record ApiKeyGrant(string KeyId, string Name, IReadOnlyList<string> Permissions, SellerId? SellerId);

/// <summary>A P-256 public key; X and Y in base64url.</summary>
public sealed record PublicKey(string Id, string X, string Y);
