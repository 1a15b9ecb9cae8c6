using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Contacts;
using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Finds a guest's order by what only he and the shop know together: its number and the address it was placed with.</summary>
internal sealed class GuestLookup(Database<OrderingModule> database, PersonKeys keys, GuestTokens tokens)
{
    private const int LongestEmail = 254;

    public async Task<GuestOrder?> FindAsync(string number, string email, CancellationToken ct)
    {
        var asked = number.Trim().ToUpperInvariant();
        if (!OrderNumber.IsWellFormed(asked) || email.Length > LongestEmail)
        {
            return null;
        }

        var id = await database.QuerySingleOrDefaultAsync<Guid?>(
            """
            select c.order_id from checkouts c join order_contacts o on o.order_id = c.order_id and o.version = 1 join order_views v on v.order_id = c.order_id
            where c.number = @asked and o.email_hash = @hash and v.user_id is null
            """,
            new { asked, hash = keys.HashEmail(email) }, ct);
        return id is { } found ? new GuestOrder(new OrderId(found), tokens.Of(new OrderId(found))) : null;
    }
}
