using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Shipping;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>
/// The carrier of a shop that has none yet: every parcel goes through the usual stations at a configurable pace. Where a parcel is follows from
/// when it was booked alone, so nothing needs to be kept.
/// </summary>
internal sealed class SimulatedCarrier(IConfiguration configuration, TimeProvider time) : ICarrier
{
    public const string Name = "simulated";

    private static readonly (string Status, string? Place, double Share, LocalizedText Text)[] Stations =
    [
        ("label-created", null, 0, new LocalizedText("송장이 발행되었습니다.", "The label was made.")),
        ("picked-up", "Seoul", 0.15, new LocalizedText("택배사가 상품을 인수했습니다.", "The carrier picked the parcel up.")),
        ("in-transit", "Daejeon HUB", 0.4, new LocalizedText("허브 터미널을 통과했습니다.", "The parcel passed the hub.")),
        ("out-for-delivery", null, 0.8, new LocalizedText("배송 기사가 배송을 시작했습니다.", "The courier is on the way.")),
        ("delivered", null, 1, new LocalizedText("배송이 완료되었습니다.", "Delivered.")),
    ];

    // From label to door. A day in earnest; a demo or a test sets seconds.
    private readonly TimeSpan _journey = TimeSpan.FromSeconds(configuration.GetValue("shipping:simulatedSeconds", 86_400.0));

    public string Code => Name;

    public Task<Result<Booking>> BookAsync(Parcel parcel, CancellationToken ct)
    {
        var number = NumberOf(parcel.Shipment);
        return Task.FromResult<Result<Booking>>(new Booking(number, null, null, DateOnly.FromDateTime((parcel.BookedAt + _journey).UtcDateTime)));
    }

    public Task<Result<IReadOnlyList<TrackingEntry>>> TrackAsync(Parcel parcel, string trackingNumber, CancellationToken ct)
    {
        var elapsed = time.GetUtcNow() - parcel.BookedAt;
        IReadOnlyList<TrackingEntry> entries =
        [
            .. Stations.Where(s => _journey * s.Share <= elapsed)
                .Select(s => new TrackingEntry(parcel.BookedAt + (_journey * s.Share), s.Status, s.Place ?? (s.Share == 0 ? null : parcel.To.City), s.Text)),
        ];
        return Task.FromResult(new Result<IReadOnlyList<TrackingEntry>>(entries, null));
    }

    public Task<Result<CarrierRate?>> RateAsync(Parcel parcel, CancellationToken ct) =>
        Task.FromResult<Result<CarrierRate?>>(new CarrierRate(new Money(3000, Currency.Krw), 2));

    /// <summary>Twelve digits, the last one a check digit (the others modulo 7, as Korean parcel services number theirs).</summary>
    internal static string NumberOf(ShipmentId shipment)
    {
        var digits = (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(shipment.Value.ToByteArray(bigEndian: true).AsSpan(8)) % 100_000_000_000);
        return digits.ToString("D11", CultureInfo.InvariantCulture) + (digits % 7).ToString(CultureInfo.InvariantCulture);
    }
}
