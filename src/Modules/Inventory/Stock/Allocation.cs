using Maru.Contracts;
using Maru.Contracts.Inventory;

namespace Maru.Modules.Inventory.Stock;

/// <summary>
/// Decides which warehouse each piece comes from. One warehouse for the whole order if there is one (one parcel), then one per line, then split;
/// among equals the destination's own country first, then the warehouses' priority. All lines or none.
/// </summary>
internal static class Allocation
{
    public static Result<List<AllocatedLine>> Plan(StockSheet sheet, IReadOnlyList<StockLine> lines, string? shipToCountry)
    {
        foreach (var line in lines)
        {
            var available = sheet.Available(line.Sku);
            if (line.Quantity > available)
            {
                return new OutOfStock(line.Sku, line.Quantity, available);
            }
        }

        var candidates = Candidates(sheet.Warehouses, shipToCountry);
        if (candidates.FirstOrDefault(w => lines.All(l => FreeIn(sheet, l.Sku, w.Code) >= l.Quantity)) is { } whole)
        {
            return lines.Select(l => new AllocatedLine(l.Sku, l.Quantity, whole.Code)).ToList();
        }

        var plan = new List<AllocatedLine>();
        foreach (var line in lines)
        {
            if (!TryAllocate(sheet, line, candidates, plan, out var found))
            {
                return new OutOfStock(line.Sku, line.Quantity, found);
            }
        }

        return plan;
    }

    private static bool TryAllocate(StockSheet sheet, StockLine line, Warehouse[] candidates, List<AllocatedLine> plan, out int found)
    {
        if (candidates.FirstOrDefault(w => FreeIn(sheet, line.Sku, w.Code) >= line.Quantity) is { } one)
        {
            plan.Add(new AllocatedLine(line.Sku, line.Quantity, one.Code));
            found = line.Quantity;
            return true;
        }

        found = 0;
        foreach (var warehouse in candidates)
        {
            var take = Math.Min(FreeIn(sheet, line.Sku, warehouse.Code), line.Quantity - found);
            if (take > 0)
            {
                plan.Add(new AllocatedLine(line.Sku, take, warehouse.Code));
                found += take;
            }
        }

        return found == line.Quantity;
    }

    private static Warehouse[] Candidates(IEnumerable<Warehouse> warehouses, string? country) =>
    [
        .. warehouses
            .Where(w => w.Active && (country is null || w.Serves.Length == 0 || w.Serves.Contains(country)))
            .OrderBy(w => country is not null && w.Country == country ? 0 : 1).ThenBy(w => w.Priority).ThenBy(w => w.Code, StringComparer.Ordinal),
    ];

    private static int FreeIn(StockSheet sheet, string sku, string warehouse)
    {
        foreach (var level in sheet.LevelsOf(sku))
        {
            if (level.Warehouse == warehouse)
            {
                return level.Free;
            }
        }

        return 0;
    }
}
