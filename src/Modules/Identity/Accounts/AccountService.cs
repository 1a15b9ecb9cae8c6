using System.Text;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Identity.Accounts;

/// <summary>Accounts, from registration to erasure.</summary>
internal sealed partial class AccountService(
    Database<IdentityModule> database, PersonKeys persons, SessionStore sessions, SignIn signIn, MasterKey master, TimeProvider time) : IAccounts, IIdentity
{
    private static readonly string[] Languages = ["ko", "en"];
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(2);

    public async Task<UserProfile?> FindAsync(UserId user, CancellationToken ct) => (await LoadAsync(user, ct))?.ToProfile(persons);

    public async Task<Result<SignedIn>> RegisterAsync(Registration registration, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(IsEmail(registration.Email), "email", "must be an e-mail address")
            .Text(registration.Name, "name", 100)
            .Unless(registration.Language is null || Languages.Contains(registration.Language), "language", "must be ko or en");
        if (Passwords.Check(errors, registration.Password, registration.Email).ToFailure() is { } invalid)
        {
            return invalid;
        }

        var user = UserId.New();
        var sealedKey = persons.CreateSealedKey(user);
        var seal = persons.Open(user, sealedKey);
        var now = time.GetUtcNow();
        var passwordHash = Passwords.Hash(registration.Password);
        await using var transaction = await database.BeginAsync(ct);
        var inserted = await transaction.ExecuteAsync(
            """
            insert into users (id, email_hash, email, name, language, password_hash, created_at)
            values (@user, @emailHash, @email, @name, @language, @passwordHash, @now) on conflict (email_hash) do nothing
            """,
            new
            {
                user, emailHash = persons.HashEmail(registration.Email), email = seal.Seal(registration.Email.Trim()), name = seal.Seal(registration.Name.Trim()),
                language = registration.Language ?? "ko", passwordHash, now,
            }, ct);
        if (inserted == 0)
        {
            return new EmailTaken();
        }

        await transaction.ExecuteAsync("insert into person_keys (user_id, sealed_key) values (@user, @sealedKey)", new { user, sealedKey }, ct);
        var signedIn = await sessions.StartAsync(transaction, user, registration.Device, ct);
        transaction.Publish(new UserRegistered(user, registration.Language ?? "ko", now));
        await IssueLinkAsync(transaction, user, "verify-email", ct);
        await transaction.CommitAsync(ct);
        return signedIn;
    }

    public Task<Result<SignedIn>> SignInAsync(Credentials credentials, CancellationToken ct) => signIn.RunAsync(credentials, ct);

    public Task<Result<SignedIn>> RefreshAsync(string refreshToken, CancellationToken ct) => sessions.RefreshAsync(refreshToken, ct);

    public Task SignOutAsync(Guid session, CancellationToken ct) => sessions.EndAsync(session, ct);

    public Task SignOutEverywhereAsync(UserId user, Guid? except, CancellationToken ct) => sessions.EndAllAsync(user, except, ct);

    public Task<IReadOnlyList<SessionView>> GetSessionsAsync(UserId user, CancellationToken ct) => sessions.ListAsync(user, ct);

    public async Task<Result<UserProfile>> ChangeProfileAsync(UserId user, ProfileChange change, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Text(change.Name, "name", 100, required: false)
            .Unless(change.Name is null || change.Name.Trim().Length > 0, "name", "is needed")
            .Text(change.Phone, "phone", 30, required: false)
            .Unless(change.Language is null || Languages.Contains(change.Language), "language", "must be ko or en")
            .ToFailure();
        if (invalid is not null)
        {
            return invalid;
        }

        if (await LoadAsync(user, ct) is not { } row)
        {
            return new NotFound("user");
        }

        var seal = row.Seal(persons);
        await database.ExecuteAsync(
            """
            update users set name = coalesce(@name, name), phone = case when @phoneGiven then @phone else phone end, language = coalesce(@Language, language)
            where id = @user
            """,
            new
            {
                user, name = seal.SealOptional(change.Name?.Trim()), phoneGiven = change.Phone is not null, phone = seal.SealOptional(change.Phone?.Trim()), change.Language,
            }, ct);
        return (await FindAsync(user, ct))!;
    }

    public async Task<Result<Done>> ChangePasswordAsync(UserId user, string current, string replacement, Guid? keepSession, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { } row || !Passwords.Verify(row.PasswordHash, current))
        {
            return ValidationFailure.Of("current", "is not right");
        }

        return await SetPasswordAsync(row, replacement, keepSession, ct);
    }

    public async Task RequestPasswordResetAsync(string email, CancellationToken ct)
    {
        if (!IsEmail(email))
        {
            return;
        }

        var user = await database.QuerySingleOrDefaultAsync<UserId?>(
            "select id from users where email_hash = @hash and not blocked", new { hash = persons.HashEmail(email) }, ct);
        if (user is { } found)
        {
            await using var transaction = await database.BeginAsync(ct);
            await IssueLinkAsync(transaction, found, "reset-password", ct);
            await transaction.CommitAsync(ct);
        }
    }

    public async Task<Result<Done>> ResetPasswordAsync(string token, string replacement, CancellationToken ct)
    {
        if (Passwords.Check(new FieldErrors(), replacement, null).ToFailure() is { } invalid)
        {
            return invalid;
        }

        if (await UseLinkAsync(token, "reset-password", ct) is not { } user || await LoadAsync(user, ct) is not { } row)
        {
            return new LinkNotValid();
        }

        return await SetPasswordAsync(row, replacement, null, ct);
    }

    public async Task RequestEmailVerificationAsync(UserId user, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await IssueLinkAsync(transaction, user, "verify-email", ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<Result<Done>> VerifyEmailAsync(string token, CancellationToken ct)
    {
        if (await UseLinkAsync(token, "verify-email", ct) is not { } user)
        {
            return new LinkNotValid();
        }

        await database.ExecuteAsync("update users set email_verified_at = coalesce(email_verified_at, @now) where id = @user", new { user, now = time.GetUtcNow() }, ct);
        return Done.Value;
    }

    internal static bool IsEmail(string? text) =>
        text is { Length: > 2 and <= 254 } && !text.Any(char.IsControl) && System.Net.Mail.MailAddress.TryCreate(text.Trim(), out var address) &&
        address.Address == text.Trim() && address.Host.Contains('.', StringComparison.Ordinal) | address.Host == "localhost";

    private async Task<UserRow?> LoadAsync(UserId user, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<UserRow>(UserRow.Select + " where u.id = @user", new { user }, ct);

    private async Task<Result<Done>> SetPasswordAsync(UserRow user, string replacement, Guid? keepSession, CancellationToken ct)
    {
        if (Passwords.Check(new FieldErrors(), replacement, user.Seal(persons).Open(user.Email!)).ToFailure() is { } invalid)
        {
            return invalid;
        }

        await database.ExecuteAsync(
            "update users set password_hash = @hash, failed_attempts = 0, locked_until = null where id = @Id", new { user.Id, hash = Passwords.Hash(replacement) }, ct);
        await sessions.EndAllAsync(user.Id, keepSession, ct);
        return Done.Value;
    }

    private async Task IssueLinkAsync(Transaction transaction, UserId user, string purpose, CancellationToken ct)
    {
        var token = TokenIssuer.NewSecret();
        var expires = time.GetUtcNow() + LinkLifetime;
        await transaction.ExecuteAsync(
            """
            delete from links where user_id = @user and purpose = @purpose and used_at is null;
            insert into links (token_hash, user_id, purpose, expires_at) values (@hash, @user, @purpose, @expires)
            """,
            new { user, purpose, hash = TokenIssuer.Hash(token), expires }, ct);
        transaction.Publish(new IdentityLinkRequested(
            user, purpose, "", expires, Convert.ToBase64String(master.Seal(Encoding.UTF8.GetBytes(token), user.Value.ToByteArray()))));
    }

    private async Task<UserId?> UseLinkAsync(string token, string purpose, CancellationToken ct) => await database.QuerySingleOrDefaultAsync<UserId?>(
        "update links set used_at = @now where token_hash = @hash and purpose = @purpose and used_at is null and expires_at > @now returning user_id",
        new { hash = TokenIssuer.Hash(token), purpose, now = time.GetUtcNow() }, ct);
}
