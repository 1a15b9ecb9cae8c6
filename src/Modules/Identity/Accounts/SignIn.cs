using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.SecondFactor;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Accounts;

/// <summary>Checks credentials, locks out guessers, and begins a session.</summary>
internal sealed class SignIn(Database<IdentityModule> database, PersonKeys persons, SessionStore sessions, TimeProvider time)
{
    private const int FreeAttempts = 5;
    private const int LongestLockMinutes = 15;

    public async Task<Result<SignedIn>> RunAsync(Credentials credentials, CancellationToken ct)
    {
        var user = await database.QuerySingleOrDefaultAsync<UserRow>(
            UserRow.Select + " where u.email_hash = @hash", new { hash = persons.HashEmail(credentials.Email) }, ct);
        var now = time.GetUtcNow();
        if (user?.LockedUntil is { } until && until > now)
        {
            return new AccountLocked(until);
        }

        // Outside any transaction: the hash takes a tenth of a second on purpose.
        if (!Passwords.Verify(user?.PasswordHash, credentials.Password) || user is null)
        {
            return user is null ? new WrongCredentials() : await CountFailureAsync(user, new WrongCredentials(), ct);
        }

        if (user.Blocked)
        {
            return new WrongCredentials();
        }

        await using var transaction = await database.BeginAsync(ct);
        if (user.TotpConfirmed && await CheckSecondFactorAsync(user, credentials.Code, transaction, ct) is { } refusal)
        {
            return refusal is SecondFactorNeeded ? refusal : await CountFailureAsync(user, refusal, ct);
        }

        // Guesses that run side by side all saw an open account; one that is right after the others have closed it must not learn so.
        var open = await transaction.ExecuteAsync(
            "update users set failed_attempts = 0, locked_until = null where id = @Id and (locked_until is null or locked_until <= @now)", new { user.Id, now }, ct);
        if (open == 0)
        {
            return await LockedAsync(user, ct);
        }

        var signedIn = await sessions.StartAsync(transaction, user.Id, credentials.Device, ct);
        transaction.Publish(new UserSignedIn(user.Id, credentials.GuestCart is { } cart ? new CartIdToMerge(cart) : null, now));
        await transaction.CommitAsync(ct);
        return signedIn;
    }

    private async Task<Failure?> CheckSecondFactorAsync(UserRow user, string? code, Transaction transaction, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return new SecondFactorNeeded();
        }

        var secret = Convert.FromBase64String(user.Seal(persons).Open(user.TotpSecret!));
        if (Totp.Verify(secret, code, time.GetUtcNow(), user.TotpLastStep) is { } step)
        {
            // Two sign-ins with one code at once: only one moves the step.
            var taken = await transaction.ExecuteAsync("update users set totp_last_step = @step where id = @Id and totp_last_step < @step", new { user.Id, step }, ct);
            return taken == 1 ? null : new WrongCredentials();
        }

        var backup = await transaction.ExecuteAsync(
            "delete from backup_codes where user_id = @Id and code_hash = @hash", new { user.Id, hash = TokenIssuer.Hash(code.Trim().ToLowerInvariant()) }, ct);
        return backup == 1 ? null : new WrongCredentials();
    }

    /// <summary>After five failures the account rests: one minute, then two, then four, at most fifteen.</summary>
    private async Task<Failure> CountFailureAsync(UserRow user, Failure answer, CancellationToken ct)
    {
        var counted = await database.ExecuteAsync(
            """
            update users set
                failed_attempts = failed_attempts + 1,
                locked_until = case when failed_attempts + 1 >= @FreeAttempts
                    then @now + make_interval(mins => least(@LongestLockMinutes, power(2, least(failed_attempts + 1 - @FreeAttempts, 10))::int)) end
            where id = @Id and (locked_until is null or locked_until <= @now)
            """,
            new { user.Id, FreeAttempts, LongestLockMinutes, now = time.GetUtcNow() }, ct);
        return counted == 1 ? answer : await LockedAsync(user, ct);
    }

    private async Task<Failure> LockedAsync(UserRow user, CancellationToken ct) => new AccountLocked(
        await database.QuerySingleOrDefaultAsync<DateTimeOffset?>("select locked_until from users where id = @Id", new { user.Id }, ct) ?? time.GetUtcNow());
}
