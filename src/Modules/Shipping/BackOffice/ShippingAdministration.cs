using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Carriers;
using Maru.Modules.Shipping.Labels;
using Maru.Modules.Shipping.Rates;
using Maru.Modules.Shipping.Shipments;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;

namespace Maru.Modules.Shipping.BackOffice;

internal sealed class ShippingAdministration(
    Database<ShippingModule> database, RateStore rates, ShipmentStore shipments, IEnumerable<ICarrier> carriers, ShopClock clock) : IShippingAdministration
{
    private const int MaxDays = 90;
    private const int MaxGrams = 1_000_000;

    public async Task<IReadOnlyList<ShippingZone>> ListZonesAsync(CancellationToken ct) => (await rates.GetAsync(ct)).Zones;

    public async Task<IReadOnlyList<ShippingMethod>> ListMethodsAsync(CancellationToken ct) => (await rates.GetAsync(ct)).Methods;

    public Task<IReadOnlyList<string>> ListCarriersAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([.. carriers.Select(c => c.Code)]);

    public Task<Page<ShipmentView>> ListShipmentsAsync(ShipmentQuery query, CancellationToken ct) => shipments.ListAsync(query, ct);

    public async Task<Result<ShippingZone>> SaveZoneAsync(ShippingZone zone, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(IsCode(zone.Code), "code", "must be 1 to 40 small letters, digits and hyphens")
            .Text(zone.Name.Ko ?? zone.Name.En, "name", 100)
            .Unless(zone.Countries.Count > 0 && zone.Countries.All(c => c == "*" || (c.Length == 2 && c.All(char.IsAsciiLetterUpper))), "countries", "must be two-letter countries, or *")
            .Unless(zone.PostalRanges.All(r => r.From.Length is > 0 and <= 12 && r.From.Length == r.To.Length && string.CompareOrdinal(r.From, r.To) <= 0), "postalRanges", "must run from a code to a later one of equal length")
            .Unless(zone.Surcharge.All(IsAmount), "surcharge", "must be amounts by currency");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await ChangeAsync(
            """
            insert into zones (code, name, countries, regions, postal_ranges, surcharge)
            values (@Code, @name::jsonb, @countries, @regions, @ranges::jsonb, @surcharge::jsonb)
            on conflict (code) do update set name = excluded.name, countries = excluded.countries, regions = excluded.regions,
                postal_ranges = excluded.postal_ranges, surcharge = excluded.surcharge
            """,
            new
            {
                zone.Code, name = MaruJson.Write(zone.Name), countries = zone.Countries.ToArray(), regions = zone.Regions.ToArray(),
                ranges = MaruJson.Write(zone.PostalRanges), surcharge = MaruJson.Write(zone.Surcharge),
            }, ct);
        return zone;
    }

    public async Task<Result<Done>> RemoveZoneAsync(string code, CancellationToken ct)
    {
        if ((await rates.GetAsync(ct)).Methods.Any(m => m.Zones.Contains(code)))
        {
            return new StateConflict("A shipping method still goes there. Take the zone out of it first.");
        }

        return await ChangeAsync("delete from zones where code = @code", new { code }, ct) ? Done.Value : new NotFound("zone");
    }

    public async Task<Result<ShippingMethod>> SaveMethodAsync(ShippingMethod method, CancellationToken ct)
    {
        var book = await rates.GetAsync(ct);
        var errors = new FieldErrors()
            .Unless(IsCode(method.Code), "code", "must be 1 to 40 small letters, digits and hyphens")
            .Text(method.Name.Ko ?? method.Name.En, "name", 100)
            .Unless(carriers.Any(c => c.Code == method.Carrier), "carrier", "must be one that is set up: " + string.Join(", ", carriers.Select(c => c.Code)))
            .Unless(method.Zones.Count > 0 && method.Zones.All(z => book.Zones.Any(b => b.Code == z)), "zones", "must be zones there are")
            .Unless(method.Steps.Count is > 0 and <= 100 && method.Steps.All(s => s.UpToGrams is > 0 and <= MaxGrams && s.Price.Count > 0 && s.Price.All(IsAmount)), "steps", "must be weights with prices by currency")
            .Unless(method.FreeOver.All(IsAmount), "freeOver", "must be amounts by currency")
            .Unless(method.VolumeDivisor is 0 or (>= 1000 and <= 10_000), "volumeDivisor", "must be 0, or 1000 to 10000")
            .Unless(method.MinDays >= 0 && method.MinDays <= method.MaxDays && method.MaxDays <= MaxDays, "maxDays", $"must be from minDays to {MaxDays}");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await ChangeAsync(
            """
            insert into methods (code, name, carrier, zones, steps, free_over, volume_divisor, min_days, max_days, cut_off, delivers_weekends, active, position)
            values (@Code, @name::jsonb, @Carrier, @zones, @steps::jsonb, @freeOver::jsonb, @VolumeDivisor, @MinDays, @MaxDays, @cutOff::time, @DeliversWeekends, @Active, @Position)
            on conflict (code) do update set name = excluded.name, carrier = excluded.carrier, zones = excluded.zones, steps = excluded.steps, free_over = excluded.free_over,
                volume_divisor = excluded.volume_divisor, min_days = excluded.min_days, max_days = excluded.max_days, cut_off = excluded.cut_off,
                delivers_weekends = excluded.delivers_weekends, active = excluded.active, position = excluded.position
            """,
            new
            {
                method.Code, name = MaruJson.Write(method.Name), method.Carrier, zones = method.Zones.ToArray(), steps = MaruJson.Write(method.Steps),
                freeOver = MaruJson.Write(method.FreeOver), method.VolumeDivisor, method.MinDays, method.MaxDays,
                cutOff = method.CutOff.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), method.DeliversWeekends, method.Active, method.Position,
            }, ct);
        return method;
    }

    public async Task<Result<Done>> RemoveMethodAsync(string code, CancellationToken ct) =>
        await ChangeAsync("delete from methods where code = @code", new { code }, ct) ? Done.Value : new NotFound("shipping method");

    public async Task<ShipmentLabel?> GetLabelAsync(ShipmentId shipment, CancellationToken ct)
    {
        var stored = await database.QuerySingleOrDefaultAsync<StoredLabel>("select content_type, content from labels where shipment = @shipment", new { shipment }, ct);
        if (stored is not null)
        {
            return new ShipmentLabel(stored.ContentType, stored.Content);
        }

        if (await shipments.RowAsync(shipment, ct) is not { TrackingNumber: { } number } row)
        {
            return null;
        }

        var service = (await rates.GetAsync(ct)).Methods.FirstOrDefault(m => m.Code == row.OptionCode)?.Name.In("ko") ?? row.OptionCode;
        return new ShipmentLabel("image/svg+xml", LabelDrawing.Draw(new LabelContent(
            number, row.Carrier, service, row.OrderNumber, row.Warehouse, row.WeightGrams, clock.Sender, MaruJson.Read<Address>(row.Address), clock.LocalNow)));
    }

    /// <returns>Whether a row was changed.</returns>
    private async Task<bool> ChangeAsync(string sql, object args, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var rows = await transaction.ExecuteAsync(sql, args, ct);
        await transaction.ExecuteAsync("update rate_version set version = version + 1", null, ct);
        await transaction.CommitAsync(ct);
        rates.Invalidate();
        return rows > 0;
    }

    private static bool IsCode(string code) => code is { Length: > 0 and <= 40 } && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsAmount(KeyValuePair<string, long> amount) => Currency.TryParse(amount.Key, null, out _) && amount.Value >= 0;

    private sealed record StoredLabel(string ContentType, byte[] Content);
}
