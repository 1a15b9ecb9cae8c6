namespace Maru.Contracts.Inventory;

/// <summary>What can be promised of a SKU changed.</summary>
[Event("inventory.availability-changed")]
public sealed record AvailabilityChanged(string Sku, int Before, int After) : IEvent
{
    public string Key => Sku;
}

/// <summary>A SKU fell to its threshold.</summary>
[Event("inventory.stock-low")]
public sealed record StockLow(string Sku, int Available, int Threshold) : IEvent
{
    public string Key => Sku;
}

[Event("inventory.reservation-expired")]
public sealed record ReservationExpired(ReservationId Reservation, OrderId Order) : IEvent
{
    public string Key => Order.ToString();
}
