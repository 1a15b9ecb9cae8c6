namespace Maru.Contracts.Carts;

/// <summary>The SKU is unknown or no longer sold.</summary>
public sealed record NotForSale(string Sku) : Failure(FailureKind.Unprocessable, "not-for-sale", $"{Sku} cannot be bought.");

public sealed record TooManyInCart(string What, int Limit) : Failure(FailureKind.Conflict, "cart-limit", $"A cart holds at most {Limit} {What}.");

/// <summary>The cart is not the one the caller saw last.</summary>
public sealed record CartChanged(int Version) : Failure(FailureKind.Conflict, "cart-changed", "The cart was changed meanwhile. Look at it again.");
