using System.Collections.Frozen;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Platform.Json;

namespace Maru.Modules.Ordering.Orders;

/// <summary>
/// What can happen to an order. Amounts are in minor units of the order's currency. Nothing here is personal data: who ordered and where the goods
/// go is sealed beside the stream, so that a stream stays readable when a person is forgotten.
/// </summary>
internal abstract record OrderEvent;

internal sealed record Placed(
    string Number, UserId? User, CartId CartId, string Language, string Currency, IReadOnlyList<PlacedLine> Lines, long ShippingCost, long ShippingPoints,
    string ShippingOption, string Country, string PaymentProvider, PaymentId PaymentId, ReservationId ReservationId, IReadOnlyList<string> Coupons) : OrderEvent;

/// <param name="Discount">The line's share of all coupons and promotions of the basket.</param>
/// <param name="Points">The line's share of the points spent.</param>
internal sealed record PlacedLine(
    int Number, string Sku, ProductId ProductId, string ProductSlug, LocalizedText Name, LocalizedText OptionText, int Quantity, long UnitPrice, long Discount,
    long Points, SellerId SellerId, string CategorySlug, string? ImageUrl, int WeightGrams, int VolumeCm3)
{
    public long Total => checked((UnitPrice * Quantity) - Discount);

    /// <summary>The money paid for the line.</summary>
    public long Paid => Total - Points;
}

internal sealed record PaymentAwaited(PaymentAction? Action) : OrderEvent;

internal sealed record Paid(IReadOnlyList<AllocatedLine> Allocations) : OrderEvent;

/// <summary>The order never came to be.</summary>
internal sealed record Failed(string Code) : OrderEvent;

/// <summary>Called off. What was paid goes back by the refund that is started with it.</summary>
internal sealed record Cancelled(string Reason) : OrderEvent;

/// <summary>The new address is in the contact of this version.</summary>
internal sealed record AddressChanged(string Country) : OrderEvent;

/// <param name="Seller">Null: all of it.</param>
internal sealed record Packed(SellerId? Seller) : OrderEvent;

/// <summary>These pieces are promised to a parcel that is being made.</summary>
internal sealed record ShipmentStarted(ShipmentId ShipmentId, string Warehouse, IReadOnlyList<LineQuantity> Lines) : OrderEvent;

internal sealed record Shipped(ShipmentId ShipmentId, string Carrier, string? TrackingNumber) : OrderEvent;

/// <summary>The carrier refused; the pieces can go into another parcel.</summary>
internal sealed record ShipmentAbandoned(ShipmentId ShipmentId, string Code) : OrderEvent;

internal sealed record ParcelMoved(ShipmentId ShipmentId, string Status) : OrderEvent;

internal sealed record RefundStarted(
    RefundId RefundId, long Amount, long Points, IReadOnlyList<RefundLine> Lines, long Shipping, string Reason, ReturnId? ReturnId) : OrderEvent;

internal sealed record RefundSucceeded(RefundId RefundId) : OrderEvent;

internal sealed record RefundFailed(RefundId RefundId, string Code) : OrderEvent;

/// <param name="Kind">return or exchange.</param>
internal sealed record ReturnAsked(
    ReturnId ReturnId, string Kind, string Reason, IReadOnlyList<LineQuantity> Lines, IReadOnlyList<string> Photos) : OrderEvent;

internal sealed record ReturnApproved(ReturnId ReturnId) : OrderEvent;

internal sealed record ReturnRejected(ReturnId ReturnId, string Code) : OrderEvent;

internal sealed record ReturnReceived(ReturnId ReturnId, IReadOnlyList<InspectedLine> Lines) : OrderEvent;

/// <summary>Goods for those that came back are on their way.</summary>
internal sealed record ReplacementSent(ReturnId ReturnId, ShipmentId ShipmentId, string Carrier, string? TrackingNumber) : OrderEvent;

internal sealed record ReturnClosed(ReturnId ReturnId, string Outcome) : OrderEvent;

internal sealed record LineQuantity(int Line, int Quantity);

internal sealed record RefundLine(int Line, int Quantity, long Amount);

/// <param name="Accepted">Good enough to give money or a replacement for.</param>
/// <param name="Restocked">Of the accepted ones, those that can be sold again.</param>
internal sealed record InspectedLine(int Line, int Quantity, int Accepted, int Restocked);

/// <summary>An event with its place in the stream.</summary>
internal sealed record RecordedEvent(int Version, OrderEvent Event, string Actor, DateTimeOffset At);

/// <summary>Names under which events are stored. A name is never changed; a type may be.</summary>
internal static class OrderEventTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = new Dictionary<string, Type>
    {
        ["placed"] = typeof(Placed),
        ["payment-awaited"] = typeof(PaymentAwaited),
        ["paid"] = typeof(Paid),
        ["failed"] = typeof(Failed),
        ["cancelled"] = typeof(Cancelled),
        ["address-changed"] = typeof(AddressChanged),
        ["packed"] = typeof(Packed),
        ["shipment-started"] = typeof(ShipmentStarted),
        ["shipped"] = typeof(Shipped),
        ["shipment-abandoned"] = typeof(ShipmentAbandoned),
        ["parcel-moved"] = typeof(ParcelMoved),
        ["refund-started"] = typeof(RefundStarted),
        ["refund-succeeded"] = typeof(RefundSucceeded),
        ["refund-failed"] = typeof(RefundFailed),
        ["return-asked"] = typeof(ReturnAsked),
        ["return-approved"] = typeof(ReturnApproved),
        ["return-rejected"] = typeof(ReturnRejected),
        ["return-received"] = typeof(ReturnReceived),
        ["replacement-sent"] = typeof(ReplacementSent),
        ["return-closed"] = typeof(ReturnClosed),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(t => t.Value, t => t.Key);

    public static IReadOnlyCollection<Type> All => ByType.Keys;

    public static string NameOf(OrderEvent happened) => ByType[happened.GetType()];

    public static string Write(OrderEvent happened) => System.Text.Json.JsonSerializer.Serialize(happened, happened.GetType(), MaruJson.Internal);

    public static OrderEvent Read(string name, string data) =>
        (OrderEvent)(System.Text.Json.JsonSerializer.Deserialize(data, ByName[name], MaruJson.Internal)
            ?? throw new System.Text.Json.JsonException($"The data of an event '{name}' is null."));
}
