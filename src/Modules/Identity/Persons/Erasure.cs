using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Persons;

/// <summary>What erasing a person takes away: the key first, and with it what tables and logs still hold.</summary>
internal static class Erasure
{
    public static async Task EraseAsync(this Transaction transaction, UserId user, DateTimeOffset now, CancellationToken ct)
    {
        await transaction.ExecuteAsync(
            """
            delete from person_keys where user_id = @user;
            delete from addresses where user_id = @user;
            delete from links where user_id = @user;
            delete from backup_codes where user_id = @user;
            update sessions set revoked_at = coalesce(revoked_at, @now), device = null where user_id = @user;
            update users set email_hash = null, email = null, name = null, phone = null, password_hash = null, totp_secret = null, totp_confirmed = false, blocked = true,
                roles = '{}', erased_at = @now where id = @user
            """,
            new { user, now }, ct);
        transaction.Publish(new UserErased(user, now));
    }
}
