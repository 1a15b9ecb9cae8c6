namespace Maru.Contracts.Shipping;

/// <summary>Ways to send goods, their price, and the parcels under way.</summary>
public interface IShipping
{
    Task<IReadOnlyList<ShippingOption>> QuoteAsync(ShippingQuoteRequest request, CancellationToken ct);

    /// <summary>Makes a parcel and its label with a carrier. The id makes it act once.</summary>
    Task<Result<ShipmentView>> CreateAsync(CreateShipment request, CancellationToken ct);

    Task<IReadOnlyList<ShipmentView>> OfOrderAsync(OrderId order, CancellationToken ct);
}

/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="FreeShipping">A promotion pays for the cheapest way (<see cref="Carts.CartView.FreeShipping"/>); the others cost the difference.</param>
public sealed record ShippingQuoteRequest(
    string Country, string? PostalCode, int WeightGrams, int VolumeCm3, Money Subtotal, string? Region = null, bool FreeShipping = false);

public sealed record ShippingOption(string Code, LocalizedText Name, Money Price, string Carrier, int MinDays, int MaxDays, DateOnly EarliestDelivery, DateOnly LatestDelivery);

public sealed record CreateShipment(
    ShipmentId Shipment, OrderId Order, string OrderNumber, string OptionCode, Address To, IReadOnlyList<ShipmentItem> Items, string Warehouse, int WeightGrams, int VolumeCm3);

public sealed record ShipmentItem(int Line, string Sku, int Quantity, string Description);

public sealed record ShipmentView(
    ShipmentId Id, OrderId Order, string Carrier, string? TrackingNumber, string? TrackingUrl, string? LabelUrl, string Status, IReadOnlyList<TrackingEntry> Tracking,
    DateOnly? EstimatedDelivery);

/// <param name="Status">label-created, picked-up, in-transit, out-for-delivery, delivered, exception, returned.</param>
public sealed record TrackingEntry(DateTimeOffset At, string Status, string? Place, LocalizedText Text);
