namespace Maru.Contracts.Identity;

/// <summary>People, as other modules see them.</summary>
public interface IIdentity
{
    Task<UserProfile?> FindAsync(UserId user, CancellationToken ct);
}

/// <summary>Personal data: never put it in an event or a log line.</summary>
public sealed record UserProfile(
    UserId Id, string Email, bool EmailVerified, string Name, string? Phone, string Language, IReadOnlyList<string> Roles, SellerId? SellerId, DateTimeOffset CreatedAt,
    bool TwoFactor);
