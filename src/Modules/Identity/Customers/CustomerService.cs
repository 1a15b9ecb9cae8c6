using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Access;
using Maru.Modules.Identity.Accounts;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Customers;

/// <summary>Members as staff serve them.</summary>
internal sealed class CustomerService(Database<IdentityModule> database, PersonKeys persons, SessionStore sessions, AccountService accounts, AccessService audit, TimeProvider time) : ICustomers
{
    private static readonly string[] OfCustomers = ["shopper", "seller"];

    public async Task<CustomerView?> FindAsync(UserId user, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<UserRow>(UserRow.Select + " where u.id = @user", new { user }, ct) is { } row
            ? new CustomerView(
                row.ToProfile(persons), row.Blocked, row.LockedUntil > time.GetUtcNow() ? row.LockedUntil : null, await accounts.GetAddressesAsync(user, ct),
                await sessions.ListAsync(user, ct))
            : null;

    public async Task<Result<Done>> EndSessionsAsync(UserId user, string actor, CancellationToken ct)
    {
        if (await accounts.FindAsync(user, ct) is null)
        {
            return new NotFound("user");
        }

        await sessions.EndAllAsync(user, null, ct);
        await audit.RecordAsync(actor, "sessions-ended", $"user:{user}", null, ct);
        return Done.Value;
    }

    public async Task<Result<string>> ExportAsync(UserId user, string actor, CancellationToken ct)
    {
        var document = await accounts.ExportAsync(user, ct);
        if (document.Succeeded)
        {
            await audit.RecordAsync(actor, "user-exported", $"user:{user}", null, ct);
        }

        return document;
    }

    public async Task<Result<Done>> EraseAsync(UserId user, string actor, CancellationToken ct)
    {
        if (actor == $"user:{user}")
        {
            return new StateConflict("Nobody can erase himself here; the account page does that.");
        }

        await using var transaction = await database.BeginAsync(ct);
        var roles = await transaction.QuerySingleOrDefaultAsync<string[]>("select roles from users where id = @user and erased_at is null for update", new { user }, ct);
        if (roles is null)
        {
            return new NotFound("user");
        }

        if (roles.Except(OfCustomers).Any())
        {
            return new StateConflict("This is a member of staff. Take the roles away first.");
        }

        await transaction.EraseAsync(user, time.GetUtcNow(), ct);
        await audit.RecordAsync(transaction, actor, "user-erased", $"user:{user}", null, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
