using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Carriers;
using Maru.Platform.Data;
using Maru.Platform.Jobs;
using Maru.Platform.Json;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Shipments;

/// <summary>Books parcels that have no number yet and asks the carriers where the others are; what is new is recorded and told.</summary>
internal sealed class ParcelTracking(
    Database<ShippingModule> database, IEnumerable<ICarrier> carriers, ShopClock clock, IConfiguration configuration) : IJob
{
    private const int BatchSize = 200;
    private readonly TimeSpan _pace = TimeSpan.FromSeconds(configuration.GetValue("shipping:trackingSeconds", 5.0));

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var due = await database.QueryAsync<ShipmentRow>(
            $"select {ShipmentRow.Columns} from shipments where next_look_at <= @Now order by next_look_at limit @BatchSize", new { clock.Now, BatchSize }, ct);
        foreach (var shipment in due)
        {
            await AdvanceAsync(shipment, ct);
        }

        if (due.Count > 0)
        {
            context.Report($"{due.Count} parcels looked at");
        }
    }

    /// <summary>Outside any transaction while the carrier is asked; each step may be repeated.</summary>
    public async Task AdvanceAsync(ShipmentRow shipment, CancellationToken ct)
    {
        var parcel = shipment.ToParcel(clock.Sender);
        if (carriers.FirstOrDefault(c => c.Code == shipment.Carrier) is not { } carrier)
        {
            await PostponeAsync(shipment.Id, TimeSpan.FromHours(1), ct);
            return;
        }

        var number = shipment.TrackingNumber;
        if (number is null)
        {
            var booking = await carrier.BookAsync(parcel, ct);
            if (!booking.Succeeded)
            {
                await PostponeAsync(shipment.Id, TimeSpan.FromMinutes(1), ct);
                return;
            }

            number = booking.Value.TrackingNumber;
            await database.ExecuteAsync(
                """
                update shipments set tracking_number = @TrackingNumber, tracking_url = @TrackingUrl, estimated_delivery = @EstimatedDelivery
                where id = @Id and tracking_number is null
                """,
                new { shipment.Id, booking.Value.TrackingNumber, booking.Value.TrackingUrl, booking.Value.EstimatedDelivery }, ct);
            if (booking.Value.Label is { } label)
            {
                await database.ExecuteAsync(
                    "insert into labels (shipment, content_type, content) values (@Id, @ContentType, @Content) on conflict do nothing",
                    new { shipment.Id, label.ContentType, label.Content }, ct);
            }
        }

        var news = await carrier.TrackAsync(parcel, number, ct);
        if (news.Succeeded)
        {
            await RecordAsync(shipment, number, news.Value, ct);
        }
        else
        {
            await PostponeAsync(shipment.Id, TimeSpan.FromMinutes(1), ct);
        }
    }

    /// <summary>Keeps the entries that are not yet known. Two processes with the same news: the row lock lets one record them.</summary>
    public async Task RecordAsync(ShipmentRow shipment, string number, IReadOnlyList<TrackingEntry> entries, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync("select from shipments where id = @Id for update", new { shipment.Id }, ct);
        var known = await transaction.QuerySingleOrDefaultAsync<int>("select count(*)::int from tracking where shipment = @Id", new { shipment.Id }, ct);
        for (var i = known; i < entries.Count; i++)
        {
            var entry = entries[i];
            await transaction.ExecuteAsync(
                "insert into tracking (shipment, number, at, status, place, text) values (@Id, @i, @At, @Status, @Place, @text::jsonb)",
                new { shipment.Id, i, entry.At, entry.Status, entry.Place, text = MaruJson.Write(entry.Text) }, ct);
            transaction.Publish(new ShipmentMoved(shipment.Id, shipment.OrderId, shipment.Carrier, number, entry.Status, entry.Place, entry.At));
        }

        var status = entries.Count > 0 ? entries[^1].Status : "label-created";
        DateTimeOffset? next = status is "delivered" or "returned" ? null : clock.Now + _pace;
        await transaction.ExecuteAsync("update shipments set status = @status, next_look_at = @next where id = @Id", new { shipment.Id, status, next }, ct);
        await transaction.CommitAsync(ct);
    }

    private Task PostponeAsync(ShipmentId shipment, TimeSpan delay, CancellationToken ct) =>
        database.ExecuteAsync("update shipments set next_look_at = @next where id = @shipment", new { shipment, next = clock.Now + delay }, ct);
}
