using System.Text.Json.Serialization;

namespace Maru.Contracts.Carts;

[JsonConverter(typeof(TypedIdJsonConverter<WishlistId>))]
public readonly record struct WishlistId(Guid Value) : ITypedId<WishlistId>
{
    public static WishlistId From(Guid value) => new(value);
    public static WishlistId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out WishlistId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Lists of things a member would like; several of them. Another member's list is not there.</summary>
public interface IWishlists
{
    Task<IReadOnlyList<WishlistView>> ListAsync(UserId user, Currency currency, CancellationToken ct);

    Task<WishlistView?> FindAsync(UserId user, WishlistId list, Currency currency, CancellationToken ct);

    Task<Result<WishlistView>> CreateAsync(UserId user, string name, CancellationToken ct);

    Task<Result<Done>> RenameAsync(UserId user, WishlistId list, string name, CancellationToken ct);

    Task<Result<Done>> RemoveAsync(UserId user, WishlistId list, CancellationToken ct);

    /// <param name="list">Null for the member's first list, made if there is none.</param>
    Task<Result<WishlistView>> AddAsync(UserId user, WishlistId? list, string sku, Currency currency, CancellationToken ct);

    Task<Result<Done>> TakeOutAsync(UserId user, WishlistId list, string sku, CancellationToken ct);

    /// <summary>Which of these SKUs stand on any list of the member's.</summary>
    Task<IReadOnlyList<string>> WhichAreListedAsync(UserId user, IReadOnlyCollection<string> skus, CancellationToken ct);
}

public sealed record WishlistView(WishlistId Id, string Name, IReadOnlyList<WishlistItem> Items, DateTimeOffset UpdatedAt);

/// <param name="PriceWhenAdded">In the same currency; null if it was not sold in it then.</param>
public sealed record WishlistItem(
    string Sku, ProductId ProductId, string ProductSlug, LocalizedText Name, LocalizedText OptionText, Money Price, Money? PriceWhenAdded, int Available, string? ImageUrl,
    DateTimeOffset AddedAt);

/// <summary>Things taken out of the cart but not forgotten.</summary>
public interface ISavedForLater
{
    Task<Result<CartView>> SaveAsync(CartId cart, string sku, CancellationToken ct);

    Task<Result<CartView>> MoveToCartAsync(CartId cart, string sku, CancellationToken ct);

    Task<Result<CartView>> ForgetAsync(CartId cart, string sku, CancellationToken ct);
}

/// <summary>Carts and wishlists shown to others: by a link nobody can guess, to be read only, until it is taken back.</summary>
public interface ISharing
{
    /// <returns>The token of the link. It cannot be shown again: only its hash is kept.</returns>
    Task<Result<string>> ShareCartAsync(CartId cart, UserId? caller, CancellationToken ct);

    Task<Result<string>> ShareWishlistAsync(WishlistId list, UserId owner, CancellationToken ct);

    /// <summary>All links to the cart stop working.</summary>
    Task<Result<Done>> RevokeCartAsync(CartId cart, UserId? caller, CancellationToken ct);

    Task<Result<Done>> RevokeWishlistAsync(WishlistId list, UserId owner, CancellationToken ct);

    Task<SharedList?> FindAsync(string token, Currency currency, CancellationToken ct);
}

/// <param name="Kind">cart or wishlist.</param>
/// <param name="Name">Of the wishlist; null for a cart.</param>
public sealed record SharedList(string Kind, string? Name, IReadOnlyList<CartLine> Lines, Money Total);
