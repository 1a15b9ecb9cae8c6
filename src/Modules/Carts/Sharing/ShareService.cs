using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Modules.Carts.Carts;
using Maru.Modules.Carts.Wishlists;
using Maru.Platform.Data;

namespace Maru.Modules.Carts.Sharing;

internal sealed class ShareService(Database<CartsModule> database, GoodsLines goods, TimeProvider time) : ISharing
{
    private const int TokenBytes = 24;
    private const int MaxTokenLength = 64;
    private const int MaxLinks = 20;
    private const string MyCart = "select id from carts where id = @target and state = 'Open' and expires_at > @now and (owner is null or owner = @caller)";
    private const string MyWishlist = "select id from wishlists where id = @target and owner = @caller";

    public Task<Result<string>> ShareCartAsync(CartId cart, UserId? caller, CancellationToken ct) => ShareAsync("cart", MyCart, cart.Value, caller?.Value, ct);

    public Task<Result<string>> ShareWishlistAsync(WishlistId list, UserId owner, CancellationToken ct) => ShareAsync("wishlist", MyWishlist, list.Value, owner.Value, ct);

    public Task<Result<Done>> RevokeCartAsync(CartId cart, UserId? caller, CancellationToken ct) => RevokeAsync("cart", MyCart, cart.Value, caller?.Value, ct);

    public Task<Result<Done>> RevokeWishlistAsync(WishlistId list, UserId owner, CancellationToken ct) => RevokeAsync("wishlist", MyWishlist, list.Value, owner.Value, ct);

    public async Task<SharedList?> FindAsync(string token, Currency currency, CancellationToken ct)
    {
        if (token.Length > MaxTokenLength)
        {
            return null;
        }

        var (kind, target) = await database.QuerySingleOrDefaultAsync<(string?, Guid)>(
            "select kind, target from shares where token_hash = @hash and revoked_at is null", new { hash = HashOf(token) }, ct);
        return kind switch
        {
            "cart" => await CartAsync(target, ct),
            "wishlist" => await WishlistAsync(target, currency, ct),
            _ => null,
        };
    }

    private async Task<SharedList?> CartAsync(Guid id, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<CartRow>(
            $"select {CartRow.Columns} from carts where id = @id and state = 'Open' and expires_at > @now", new { id, now = time.GetUtcNow() }, ct);
        return row is null ? null : await ShowAsync("cart", null, [.. row.Entries.Select(e => (e.Key, e.Value.Quantity))], row.Currency, ct);
    }

    private async Task<SharedList?> WishlistAsync(Guid id, Currency currency, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<WishlistRow>("select id, name, items::text as items, updated_at from wishlists where id = @id", new { id }, ct);
        return row is null
            ? null
            : await ShowAsync("wishlist", row.Name, [.. row.Entries.OrderByDescending(e => e.Value.AddedAt).Select(e => (e.Key, 1))], currency, ct);
    }

    private async Task<SharedList> ShowAsync(string kind, string? name, (string Sku, int Quantity)[] wanted, Currency currency, CancellationToken ct)
    {
        var lines = await goods.ShowAsync(wanted, currency, ct);
        return new SharedList(kind, name, lines, new Money(lines.Sum(l => l.Total.Amount), currency));
    }

    private async Task<Result<string>> ShareAsync(string kind, string mine, Guid target, Guid? caller, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        var inserted = await database.ExecuteAsync(
            $"""
            insert into shares (token_hash, kind, target, created_at)
            select @hash, @kind, id, @now from ({mine}) m where (select count(*) from shares where target = @target and revoked_at is null) < @MaxLinks
            """,
            new { hash = HashOf(token), kind, target, caller, now, MaxLinks }, ct);
        if (inserted == 1)
        {
            return token;
        }

        return await database.QuerySingleOrDefaultAsync<bool>($"select exists ({mine})", new { target, caller, now }, ct)
            ? new TooManyInCart("links", MaxLinks)
            : new NotFound(kind);
    }

    private async Task<Result<Done>> RevokeAsync(string kind, string mine, Guid target, Guid? caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!await database.QuerySingleOrDefaultAsync<bool>($"select exists ({mine})", new { target, caller, now }, ct))
        {
            return new NotFound(kind);
        }

        await database.ExecuteAsync("update shares set revoked_at = @now where target = @target and revoked_at is null", new { target, now }, ct);
        return Done.Value;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <param name="Url">Where others can look at it.</param>
internal sealed record ShareLink(string Token, string Url)
{
    public static Result<ShareLink> From(Result<string> token) =>
        token.Succeeded ? new ShareLink(token.Value, $"/api/v1/shared/{token.Value}") : token.Failure;
}
