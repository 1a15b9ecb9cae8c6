namespace Maru.Contracts.Carts;

/// <summary>Carts of guests and members, as checkout and pages see them.</summary>
public interface ICarts
{
    /// <summary>The cart with prices and stock checked now; null if there is none (or it expired, or was bought).</summary>
    Task<CartView?> FindAsync(CartId id, CancellationToken ct);

    /// <summary>The member's open cart, made if there is none.</summary>
    Task<CartView> OfMemberAsync(UserId user, Currency currency, CancellationToken ct);

    Task<Result<CartView>> CreateAsync(UserId? owner, Currency currency, CancellationToken ct);

    Task<Result<CartView>> AddAsync(CartId id, string sku, int quantity, CancellationToken ct);

    /// <summary>Adds at most once for an operation, whose id the shopper's device gave: it may send the operation again by another way.</summary>
    Task<Result<CartView>> AddOnceAsync(CartId id, Guid operation, string sku, int quantity, CancellationToken ct);

    /// <summary>Quantity 0 takes the line out.</summary>
    Task<Result<CartView>> SetQuantityAsync(CartId id, string sku, int quantity, CancellationToken ct);

    Task<Result<CartView>> ApplyCouponAsync(CartId id, string code, CancellationToken ct);

    Task<Result<CartView>> RemoveCouponAsync(CartId id, string code, CancellationToken ct);

    /// <summary>Brings a guest's cart into the member's: quantities add up to what stock allows. Repeating it changes nothing.</summary>
    Task<Result<CartView>> MergeAsync(CartId guestCart, UserId member, CancellationToken ct);
}

/// <param name="Owner">Null for a guest's cart: whoever knows its id holds it.</param>
public sealed record CartView(
    CartId Id,
    UserId? Owner,
    Currency Currency,
    IReadOnlyList<CartLine> Lines,
    IReadOnlyList<string> Coupons,
    Money Subtotal,
    Money Discount,
    Money Total,
    IReadOnlyList<CartNotice> Notices,
    DateTimeOffset ExpiresAt,
    int Version,
    bool FreeShipping = false,
    IReadOnlyList<Pricing.AppliedDiscount>? Discounts = null,
    IReadOnlyList<CartLine>? Saved = null);

public sealed record CartLine(
    string Sku, ProductId ProductId, string ProductSlug, LocalizedText Name, LocalizedText OptionText, int Quantity, Money UnitPrice, Money? CompareAtPrice,
    Money Total, int Available, string? ImageUrl, SellerId SellerId);

/// <summary>Something about the cart that changed since the shopper last looked. <paramref name="Code"/>: price-changed, less-stock, sold-out, unavailable, coupon-invalid.</summary>
public sealed record CartNotice(string Code, string? Sku, LocalizedText Text);
