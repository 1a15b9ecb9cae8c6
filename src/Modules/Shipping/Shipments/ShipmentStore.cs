using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Carriers;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Shipping.Shipments;

internal sealed record ShipmentRow(
    ShipmentId Id, OrderId OrderId, string OrderNumber, string OptionCode, string Carrier, string? TrackingNumber, string? TrackingUrl, string Address,
    string Warehouse, int WeightGrams, int VolumeCm3, string Status, DateOnly? EstimatedDelivery, DateTimeOffset CreatedAt)
{
    public const string Columns =
        """
        id, order_id, order_number, option_code, carrier, tracking_number, tracking_url, address::text as address, warehouse, weight_grams, volume_cm3, status,
        estimated_delivery, created_at
        """;

    public Parcel ToParcel(Address from) => new(Id, OrderNumber, MaruJson.Read<Address>(Address), from, WeightGrams, VolumeCm3, CreatedAt);
}

internal sealed record TrackingRow(ShipmentId Shipment, int Number, DateTimeOffset At, string Status, string? Place, string Text)
{
    public TrackingEntry ToEntry() => new(At, Status, Place, MaruJson.Read<LocalizedText>(Text));
}

/// <summary>Parcels and where they have been.</summary>
internal sealed class ShipmentStore(Database<ShippingModule> database)
{
    public async Task<IReadOnlyList<ShipmentView>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        var shipments = await database.QueryAsync<ShipmentRow>($"select {ShipmentRow.Columns} from shipments where order_id = @order order by created_at, id", new { order }, ct);
        return await ViewAsync(shipments, ct);
    }

    public async Task<Page<ShipmentView>> ListAsync(ShipmentQuery query, CancellationToken ct)
    {
        const string where =
            """
            where (@Status::text is null or status = @Status) and (@Carrier::text is null or carrier = @Carrier)
              and (@Text::text is null or tracking_number = @Text or order_number = @Text)
            """;
        var args = new { query.Status, query.Carrier, query.Text, query.Page.Size, query.Page.Offset };
        var rows = await database.QueryAsync<ShipmentRow>($"select {ShipmentRow.Columns} from shipments {where} order by created_at desc, id limit @Size offset @Offset", args, ct);
        var total = await database.QuerySingleOrDefaultAsync<long>($"select count(*) from shipments {where}", args, ct);
        return new Page<ShipmentView>(await ViewAsync(rows, ct), total, query.Page.Number, query.Page.Size);
    }

    public async Task<ShipmentView?> FindAsync(ShipmentId id, CancellationToken ct) =>
        await RowAsync(id, ct) is { } row ? (await ViewAsync([row], ct))[0] : null;

    public Task<ShipmentRow?> RowAsync(ShipmentId id, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<ShipmentRow>($"select {ShipmentRow.Columns} from shipments where id = @id", new { id }, ct);

    private async Task<List<ShipmentView>> ViewAsync(List<ShipmentRow> shipments, CancellationToken ct)
    {
        if (shipments.Count == 0)
        {
            return [];
        }

        var tracking = (await database.QueryAsync<TrackingRow>(
            "select shipment, number, at, status, place, text::text as text from tracking where shipment = any(@ids) order by shipment, number",
            new { ids = shipments.Select(s => s.Id.Value).ToArray() }, ct)).ToLookup(t => t.Shipment, t => t.ToEntry());
        return
        [
            .. shipments.Select(s => new ShipmentView(
                s.Id, s.OrderId, s.Carrier, s.TrackingNumber, s.TrackingUrl, $"/api/v1/admin/shipments/{s.Id}/label", s.Status, [.. tracking[s.Id]], s.EstimatedDelivery)),
        ];
    }
}
