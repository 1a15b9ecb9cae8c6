using Maru.Contracts;
using Maru.Contracts.Shipping;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>A company that carries parcels. Each speaks its own wire format; all pass the same compliance suite.</summary>
internal interface ICarrier
{
    /// <summary>As it stands in methods and shipments.</summary>
    string Code { get; }

    /// <summary>
    /// Hands the parcel over, with the order's number as reference. None of the carriers' interfaces is idempotent: a lost answer can leave a label
    /// nobody uses, which costs nothing until the parcel is scanned.
    /// </summary>
    Task<Result<Booking>> BookAsync(Parcel parcel, CancellationToken ct);

    /// <summary>Everything known of the parcel, oldest first; null if the carrier does not know the number.</summary>
    Task<Result<IReadOnlyList<TrackingEntry>>> TrackAsync(Parcel parcel, string trackingNumber, CancellationToken ct);

    /// <summary>What the carrier itself would charge; null if it does not go there.</summary>
    Task<Result<CarrierRate?>> RateAsync(Parcel parcel, CancellationToken ct);
}

/// <param name="BookedAt">When the shipment was made.</param>
internal sealed record Parcel(
    ShipmentId Shipment, string OrderNumber, Address To, Address From, int WeightGrams, int VolumeCm3, DateTimeOffset BookedAt);

/// <param name="Label">The carrier's own label, where it gives one.</param>
internal sealed record Booking(string TrackingNumber, string? TrackingUrl, CarrierLabel? Label, DateOnly? EstimatedDelivery);

internal sealed record CarrierLabel(string ContentType, byte[] Content);

internal sealed record CarrierRate(Money Price, int? TransitDays);

/// <summary>The carrier refused, with its own code and words.</summary>
internal sealed record CarrierRefused(string Carrier, string CarrierCode, string Detail)
    : Failure(FailureKind.Unprocessable, "carrier-refused", $"{Carrier} refused: {Detail}");
