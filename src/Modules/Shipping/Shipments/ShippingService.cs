using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Carriers;
using Maru.Modules.Shipping.Rates;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;

namespace Maru.Modules.Shipping.Shipments;

/// <summary>The sale's door to shipping.</summary>
internal sealed class ShippingService(
    Database<ShippingModule> database, RateStore rates, ShipmentStore store, ParcelTracking tracking, IEnumerable<ICarrier> carriers, ShopClock clock) : IShipping
{
    public async Task<IReadOnlyList<ShippingOption>> QuoteAsync(ShippingQuoteRequest request, CancellationToken ct) =>
        Quoting.Quote(await rates.GetAsync(ct), request, clock.LocalNow);

    public async Task<Result<ShipmentView>> CreateAsync(CreateShipment request, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(request.Items.Count > 0 && request.Items.All(i => i.Quantity > 0), "items", "must be at least one, of at least one piece")
            .Unless(request.WeightGrams >= 0, "weightGrams", "must not be negative");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        var method = (await rates.GetAsync(ct)).Methods.FirstOrDefault(m => m.Code == request.OptionCode);
        var carrier = carriers.FirstOrDefault(c => c.Code == method?.Carrier) ?? carriers.First(c => c.Code == SimulatedCarrier.Name);
        await database.ExecuteAsync(
            """
            insert into shipments (id, order_id, order_number, option_code, carrier, address, items, warehouse, weight_grams, volume_cm3, status, next_look_at, created_at)
            values (@Shipment, @Order, @OrderNumber, @OptionCode, @carrier, @address::jsonb, @items::jsonb, @Warehouse, @WeightGrams, @VolumeCm3, 'pending', @now, @now)
            on conflict do nothing
            """,
            new
            {
                request.Shipment, request.Order, request.OrderNumber, request.OptionCode, carrier = carrier.Code, address = MaruJson.Write(request.To),
                items = MaruJson.Write(request.Items), request.Warehouse, request.WeightGrams, request.VolumeCm3, now = clock.Now,
            }, ct);
        var row = (await store.RowAsync(request.Shipment, ct))!;
        if (row.OrderId != request.Order)
        {
            return new NotFound("shipment");
        }

        // A carrier out of reach is asked again by the job: the parcel is recorded, its number follows.
        await tracking.AdvanceAsync(row, ct);
        return (await store.FindAsync(request.Shipment, ct))!;
    }

    public Task<IReadOnlyList<ShipmentView>> OfOrderAsync(OrderId order, CancellationToken ct) => store.OfOrderAsync(order, ct);
}
