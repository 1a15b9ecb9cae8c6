namespace Maru.Contracts.Shipping;

/// <summary>A parcel moved. <paramref name="Status"/> as in <see cref="TrackingEntry"/>.</summary>
[Event("shipping.shipment-moved")]
public sealed record ShipmentMoved(ShipmentId ShipmentId, OrderId OrderId, string Carrier, string? TrackingNumber, string Status, string? Place, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}
