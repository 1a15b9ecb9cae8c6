using Maru.Contracts;
using Maru.Contracts.Identity;

namespace Maru.Modules.Identity.Persons;

/// <summary>A user as stored; the personal columns are sealed. An erased one has no key and reads as gone.</summary>
internal sealed record UserRow(
    UserId Id, byte[]? Email, byte[]? Name, byte[]? Phone, string Language, string? PasswordHash, DateTimeOffset? EmailVerifiedAt, int FailedAttempts,
    DateTimeOffset? LockedUntil, bool Blocked, byte[]? TotpSecret, bool TotpConfirmed, long TotpLastStep, SellerId? SellerId, string[] Roles, DateTimeOffset CreatedAt,
    byte[]? SealedKey)
{
    public const string Select =
        """
        select u.id, u.email, u.name, u.phone, u.language, u.password_hash, u.email_verified_at, u.failed_attempts, u.locked_until, u.blocked, u.totp_secret,
               u.totp_confirmed, u.totp_last_step, u.seller_id, u.roles, u.created_at, k.sealed_key
        from users u join person_keys k on k.user_id = u.id
        """;

    public PersonSeal Seal(PersonKeys keys) => keys.Open(Id, SealedKey!);

    public UserProfile ToProfile(PersonKeys keys)
    {
        var seal = Seal(keys);
        return new UserProfile(
            Id, seal.Open(Email!), EmailVerifiedAt is not null, seal.Open(Name!), seal.OpenOptional(Phone), Language, Roles, SellerId, CreatedAt, TotpConfirmed);
    }
}
