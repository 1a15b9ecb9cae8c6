namespace Maru.Contracts.Shipping;

/// <summary>Zones, methods and parcels as the back office sees them.</summary>
public interface IShippingAdministration
{
    Task<IReadOnlyList<ShippingZone>> ListZonesAsync(CancellationToken ct);

    /// <summary>Makes the zone or changes it.</summary>
    Task<Result<ShippingZone>> SaveZoneAsync(ShippingZone zone, CancellationToken ct);

    /// <summary>Only one that no method names can go.</summary>
    Task<Result<Done>> RemoveZoneAsync(string code, CancellationToken ct);

    Task<IReadOnlyList<ShippingMethod>> ListMethodsAsync(CancellationToken ct);

    Task<Result<ShippingMethod>> SaveMethodAsync(ShippingMethod method, CancellationToken ct);

    Task<Result<Done>> RemoveMethodAsync(string code, CancellationToken ct);

    Task<Page<ShipmentView>> ListShipmentsAsync(ShipmentQuery query, CancellationToken ct);

    /// <summary>The label to stick on: the carrier's own, or one drawn here. Null if there is no such parcel.</summary>
    Task<ShipmentLabel?> GetLabelAsync(ShipmentId shipment, CancellationToken ct);

    /// <summary>Codes of the carriers that are set up here.</summary>
    Task<IReadOnlyList<string>> ListCarriersAsync(CancellationToken ct);
}

/// <summary>A part of the world. The most exact match wins: postal code, then region, then country, then '*' for everywhere else.</summary>
/// <param name="Surcharge">What a parcel there costs more, by currency in minor units: islands, mountains.</param>
public sealed record ShippingZone(
    string Code, LocalizedText Name, IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, IReadOnlyList<PostalRange> PostalRanges,
    IReadOnlyDictionary<string, long> Surcharge);

/// <summary>Codes from one to another, both included.</summary>
public sealed record PostalRange(string From, string To);

/// <param name="FreeOver">Free for baskets worth at least this, by currency.</param>
/// <param name="VolumeDivisor">cm3 that count as a kilogram (5000 with the express carriers); 0 if volume does not count.</param>
/// <param name="CutOff">Ordered until then it leaves the same day, by the shop's clock.</param>
public sealed record ShippingMethod(
    string Code, LocalizedText Name, string Carrier, IReadOnlyList<string> Zones, IReadOnlyList<RateStep> Steps, IReadOnlyDictionary<string, long> FreeOver,
    int VolumeDivisor, int MinDays, int MaxDays, TimeOnly CutOff, bool DeliversWeekends, bool Active, int Position);

/// <param name="Price">By currency, in minor units.</param>
/// <param name="FromValue">Only for baskets worth at least this, by currency; null for any.</param>
public sealed record RateStep(int UpToGrams, IReadOnlyDictionary<string, long> Price, IReadOnlyDictionary<string, long>? FromValue = null);

public sealed record ShipmentQuery(string? Status, string? Carrier, string? Text, PageRequest Page);

public sealed record ShipmentLabel(string ContentType, byte[] Content);
