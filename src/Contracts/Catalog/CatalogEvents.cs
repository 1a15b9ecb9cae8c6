namespace Maru.Contracts.Catalog;

/// <summary>A product was created or changed in any way. Readers fetch what they need; the event only says which.</summary>
[Event("catalog.product-changed")]
public sealed record ProductChanged(ProductId ProductId, bool Created) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>A product is no longer there.</summary>
[Event("catalog.product-removed")]
public sealed record ProductRemoved(ProductId ProductId) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>The price of a variant changed.</summary>
[Event("catalog.price-changed")]
public sealed record PriceChanged(ProductId ProductId, string Sku, Money? Before, Money After) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>New variants that a stock record should exist for, with the quantity the source named (imports carry stock).</summary>
[Event("catalog.variant-stock-stated")]
public sealed record VariantStockStated(string Sku, ProductId ProductId, int Quantity, string? Warehouse, string Reason) : IEvent
{
    public string Key => Sku;
}

/// <summary>Somebody wants to sell here. <paramref name="UserId"/> is the member who asked; null if staff made the seller.</summary>
[Event("catalog.seller-registered")]
public sealed record SellerRegistered(SellerId SellerId, UserId? UserId) : IEvent
{
    public string Key => SellerId.ToString();
}

/// <summary>A seller may sell from now on; the member who asked becomes its owner.</summary>
[Event("catalog.seller-approved")]
public sealed record SellerApproved(SellerId SellerId, UserId? UserId) : IEvent
{
    public string Key => SellerId.ToString();
}

/// <summary>A seller's goods are off sale until it is approved again.</summary>
[Event("catalog.seller-suspended")]
public sealed record SellerSuspended(SellerId SellerId, string Reason) : IEvent
{
    public string Key => SellerId.ToString();
}
