using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Shipping.Rates;

/// <summary>Zones and methods, kept in memory.</summary>
internal sealed class RateStore : IDisposable
{
    private readonly Database<ShippingModule> _database;
    private readonly Snapshot<RateBook> _snapshot;

    public RateStore(Database<ShippingModule> database, TimeProvider time)
    {
        _database = database;
        _snapshot = new Snapshot<RateBook>(
            ct => _database.QuerySingleOrDefaultAsync<long>("select version from rate_version", null, ct), LoadAsync, TimeSpan.FromSeconds(2), time);
    }

    public ValueTask<RateBook> GetAsync(CancellationToken ct) => _snapshot.GetAsync(ct);

    public void Invalidate() => _snapshot.Invalidate();

    public void Dispose() => _snapshot.Dispose();

    private async Task<RateBook> LoadAsync(CancellationToken ct)
    {
        var zones = await _database.QueryAsync<ZoneRow>(
            "select code, name::text as name, countries, regions, postal_ranges::text as postal_ranges, surcharge::text as surcharge from zones order by code", null, ct);
        var methods = await _database.QueryAsync<MethodRow>(
            """
            select code, name::text as name, carrier, zones, steps::text as steps, free_over::text as free_over, volume_divisor, min_days, max_days,
                   to_char(cut_off, 'HH24:MI') as cut_off, delivers_weekends, active, position
            from methods order by position, code
            """,
            null, ct);
        return new RateBook([.. zones.Select(z => z.ToZone())], [.. methods.Select(m => m.ToMethod())]);
    }

    private sealed record ZoneRow(string Code, string Name, string[] Countries, string[] Regions, string PostalRanges, string Surcharge)
    {
        public ShippingZone ToZone() => new(
            Code, MaruJson.Read<LocalizedText>(Name), Countries, Regions, MaruJson.Read<PostalRange[]>(PostalRanges), MaruJson.Read<Dictionary<string, long>>(Surcharge));
    }

    private sealed record MethodRow(
        string Code, string Name, string Carrier, string[] Zones, string Steps, string FreeOver, int VolumeDivisor, int MinDays, int MaxDays, string CutOff,
        bool DeliversWeekends, bool Active, int Position)
    {
        public ShippingMethod ToMethod() => new(
            Code, MaruJson.Read<LocalizedText>(Name), Carrier, Zones, MaruJson.Read<RateStep[]>(Steps), MaruJson.Read<Dictionary<string, long>>(FreeOver),
            VolumeDivisor, MinDays, MaxDays, TimeOnly.ParseExact(CutOff, "HH:mm", System.Globalization.CultureInfo.InvariantCulture), DeliversWeekends,
            Active, Position);
    }
}
