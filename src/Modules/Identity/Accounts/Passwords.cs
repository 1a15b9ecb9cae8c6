using Maru.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Maru.Modules.Identity.Accounts;

/// <summary>Slow, salted hashes: PBKDF2 with HMAC-SHA512 and 210,000 rounds (OWASP Password Storage Cheat Sheet, 2023).</summary>
internal sealed class Passwords
{
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private static readonly object Nobody = new();

    // Checked when there is no such account, so that the answer takes as long as for one that exists.
    private static readonly string Decoy = Hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? Decoy, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>Length is what counts (NIST SP 800-63B): no rules on kinds of characters.</summary>
    public static FieldErrors Check(FieldErrors errors, string? password, string? email, string field = "password") => errors
        .Unless(password is { Length: >= 10 and <= 200 }, field, "must have 10 to 200 characters")
        .Unless(password is null || password.Distinct().Count() >= 4, field, "must not be the same few characters over and over")
        .Unless(password is null || email is null || !password.Equals(email, StringComparison.OrdinalIgnoreCase), field, "must not be the e-mail address");
}
