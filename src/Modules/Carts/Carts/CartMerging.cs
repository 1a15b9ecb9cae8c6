using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Json;

namespace Maru.Modules.Carts.Carts;

/// <summary>
/// Brings what a guest put in into the member's cart when he signs in. Whichever comes first does it - the sign-in's event or a page - and the
/// other finds it done.
/// </summary>
internal sealed class CartMerging(Database<CartsModule> database, CartOptions options, TimeProvider time) : IEventHandler<UserSignedIn>
{
    public async Task HandleAsync(UserSignedIn happened, EventContext context, CancellationToken ct)
    {
        if (happened.Cart is { } cart)
        {
            await MergeAsync(context.Transaction, cart.CartId, happened.UserId, null, ct);
        }
    }

    /// <param name="available">What stock allows of each SKU; null leaves that to the next look at the cart.</param>
    /// <returns>False if there is no such cart, or it is another member's.</returns>
    public async Task<bool> MergeAsync(CartId guestCart, UserId member, IReadOnlyDictionary<string, int>? available, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var merged = await MergeAsync(transaction, guestCart, member, available, ct);
        await transaction.CommitAsync(ct);
        return merged;
    }

    /// <summary>Pure: quantities add up to what is allowed, but never to less than either cart held.</summary>
    internal static Dictionary<string, CartEntry> Combine(
        IReadOnlyList<KeyValuePair<string, CartEntry>> guest, IReadOnlyList<KeyValuePair<string, CartEntry>> member, IReadOnlyDictionary<string, int>? available,
        int maxQuantity, int maxLines)
    {
        var lines = member.ToDictionary();
        foreach (var (sku, entry) in guest)
        {
            if (!lines.TryGetValue(sku, out var mine))
            {
                if (lines.Count < maxLines)
                {
                    lines[sku] = entry;
                }

                continue;
            }

            var most = Math.Min(maxQuantity, available?.GetValueOrDefault(sku) ?? maxQuantity);
            var sum = Math.Max(Math.Min(mine.Quantity + entry.Quantity, most), Math.Max(mine.Quantity, entry.Quantity));
            lines[sku] = mine with { Quantity = sum };
        }

        return lines;
    }

    private async Task<bool> MergeAsync(
        Transaction transaction, CartId guestCart, UserId member, IReadOnlyDictionary<string, int>? available, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var guest = await transaction.QuerySingleOrDefaultAsync<CartRow>($"select {CartRow.Columns} from carts where id = @guestCart for update", new { guestCart }, ct);
        if (guest is null || (guest.Owner is { } owner && owner != member) || guest.State == "Bought" || guest.ExpiresAt <= now)
        {
            return false;
        }

        if (guest.State == "Merged")
        {
            return await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from carts where id = @MergedInto and owner = @member)", new { guest.MergedInto, member }, ct);
        }

        if (guest.Owner == member)
        {
            return true;
        }

        var expires = now + options.MemberLife;
        var mine = await transaction.QuerySingleOrDefaultAsync<CartRow>(
            $"select {CartRow.Columns} from carts where owner = @member and state = 'Open' for update", new { member }, ct);
        if (mine is null)
        {
            await transaction.ExecuteAsync(
                "insert into carts (id, owner, currency, created_at, updated_at, expires_at) values (@id, @member, @Currency, @now, @now, @expires) on conflict do nothing",
                new { id = CartId.New(), member, guest.Currency, now, expires }, ct);
            mine = (await transaction.QuerySingleOrDefaultAsync<CartRow>(
                $"select {CartRow.Columns} from carts where owner = @member and state = 'Open' for update", new { member }, ct))!;
        }

        var lines = Combine(guest.Entries, mine.Entries, available, options.MaxQuantity, options.MaxLines);
        var saved = Combine(guest.SavedEntries, mine.SavedEntries, null, options.MaxQuantity, options.MaxLines);
        await transaction.ExecuteAsync(
            "update carts set lines = @lines::jsonb, saved = @saved::jsonb, coupons = @coupons, version = version + 1, updated_at = @now, expires_at = @expires where id = @Id",
            new
            {
                mine.Id, lines = MaruJson.Write(lines), saved = MaruJson.Write(saved), coupons = mine.Coupons.Union(guest.Coupons).ToArray(), now, expires,
            }, ct);
        await transaction.ExecuteAsync(
            "update carts set state = 'Merged', merged_into = @mine, version = version + 1, updated_at = @now where id = @guestCart",
            new { mine = mine.Id, guestCart, now }, ct);
        return true;
    }
}
