namespace Maru.Contracts.Identity;

/// <summary>What a person does with his own account; the doors (API, pages) decide how tokens travel.</summary>
public interface IAccounts
{
    Task<Result<SignedIn>> RegisterAsync(Registration registration, CancellationToken ct);

    /// <summary>The answer to a wrong address and to a wrong password is the same, and takes as long.</summary>
    Task<Result<SignedIn>> SignInAsync(Credentials credentials, CancellationToken ct);

    /// <summary>A refresh token can be used once. Using it again ends the session: somebody has a copy.</summary>
    Task<Result<SignedIn>> RefreshAsync(string refreshToken, CancellationToken ct);

    Task SignOutAsync(Guid session, CancellationToken ct);

    Task SignOutEverywhereAsync(UserId user, Guid? except, CancellationToken ct);

    Task<IReadOnlyList<SessionView>> GetSessionsAsync(UserId user, CancellationToken ct);

    Task<Result<UserProfile>> ChangeProfileAsync(UserId user, ProfileChange change, CancellationToken ct);

    Task<Result<Done>> ChangePasswordAsync(UserId user, string current, string replacement, Guid? keepSession, CancellationToken ct);

    /// <summary>Always succeeds, so that addresses cannot be probed; a link is mailed only if the account exists.</summary>
    Task RequestPasswordResetAsync(string email, CancellationToken ct);

    Task<Result<Done>> ResetPasswordAsync(string token, string replacement, CancellationToken ct);

    Task RequestEmailVerificationAsync(UserId user, CancellationToken ct);

    Task<Result<Done>> VerifyEmailAsync(string token, CancellationToken ct);

    /// <summary>Begins setting up the second factor; it counts only once a code was confirmed.</summary>
    Task<Result<TotpSetup>> BeginTotpAsync(UserId user, CancellationToken ct);

    /// <returns>Ten backup codes, each good for one sign-in; shown once.</returns>
    Task<Result<IReadOnlyList<string>>> ConfirmTotpAsync(UserId user, string code, CancellationToken ct);

    Task<Result<Done>> DisableTotpAsync(UserId user, string password, CancellationToken ct);

    Task<IReadOnlyList<SavedAddress>> GetAddressesAsync(UserId user, CancellationToken ct);

    /// <summary>Adds an address where <paramref name="id"/> is null, else changes it.</summary>
    Task<Result<SavedAddress>> SaveAddressAsync(UserId user, Guid? id, Address address, bool isDefault, CancellationToken ct);

    Task<Result<Done>> DeleteAddressAsync(UserId user, Guid id, CancellationToken ct);

    /// <summary>Everything kept about the person, as a JSON document.</summary>
    Task<Result<string>> ExportAsync(UserId user, CancellationToken ct);

    /// <summary>Destroys the key of the person's data: what is left in tables and logs cannot be read by anyone again.</summary>
    Task<Result<Done>> EraseAsync(UserId user, string password, CancellationToken ct);
}

public sealed record Registration(string Email, string Password, string Name, string? Language, string? Device);

/// <param name="Code">Of the second factor, or a backup code; needed only where it is switched on.</param>
/// <param name="GuestCart">The cart to bring along.</param>
public sealed record Credentials(string Email, string Password, string? Code, CartId? GuestCart, string? Device);

/// <param name="PageToken">For the cookie of a browser: as long-lived as the session, which is looked up on every request and can be ended at any time.</param>
public sealed record SignedIn(UserId User, Guid Session, string AccessToken, string RefreshToken, int ExpiresIn, string PageToken);

public sealed record ProfileChange(string? Name, string? Phone, string? Language);

public sealed record SessionView(Guid Id, string? Device, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt);

/// <param name="Uri">otpauth:// for an authenticator app's QR code.</param>
public sealed record TotpSetup(string Secret, string Uri);

public sealed record SavedAddress(Guid Id, Address Address, bool IsDefault);

public sealed record WrongCredentials() : Failure(FailureKind.Unauthenticated, "wrong-credentials", "The e-mail address or the password is not right.");

public sealed record SecondFactorNeeded() : Failure(FailureKind.Unauthenticated, "second-factor-needed", "Enter the code of your authenticator app.");

public sealed record AccountLocked(DateTimeOffset Until) : Failure(FailureKind.TooMany, "account-locked", "There were too many attempts. Try again later, or reset the password.");

public sealed record EmailTaken() : Failure(FailureKind.Conflict, "email-taken", "There is an account with this e-mail address already.");

public sealed record LinkNotValid() : Failure(FailureKind.Gone, "link-not-valid", "This link was used or has expired. Ask for a new one.");

public sealed record TokenNotValid() : Failure(FailureKind.Unauthenticated, "token-not-valid", "Sign in again.");
