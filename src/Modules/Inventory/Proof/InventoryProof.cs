using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;
using Maru.Platform.Data;
using Maru.Platform.Jobs;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Inventory.Proof;

/// <summary>Adds the whole ledger up and compares, in one statement and so at one moment, while the shop goes on selling.</summary>
internal sealed partial class InventoryProof(Database<InventoryModule> database, TimeProvider time, ILogger<InventoryProof> log) : IInventoryProof, IJob
{
    private const string ProofActor = "proof";

    private const string SumsSql =
        """
        with ledger as (select sku, warehouse, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved, count(*) as movements from movements group by sku, warehouse),
        holds as (
            select l.sku, l.warehouse, sum(l.quantity) as held from reservations r join reservation_lines l on l.reservation = r.id
            where r.state = 'Held' group by l.sku, l.warehouse)
        select sku, warehouse, coalesce(c.on_hand, 0)::bigint as on_hand, coalesce(c.reserved, 0)::bigint as reserved, coalesce(g.on_hand, 0)::bigint as ledger_on_hand,
               coalesce(g.reserved, 0)::bigint as ledger_reserved, coalesce(h.held, 0)::bigint as held, coalesce(g.movements, 0)::bigint as movements
        from levels c full join ledger g using (sku, warehouse) full join holds h using (sku, warehouse)
        """;

    public async Task<StockProof> CheckAsync(CancellationToken ct) => Judge(await database.QueryAsync<Sums>(SumsSql, null, ct));

    public async Task<StockProof> RepairAsync(string actor, CancellationToken ct)
    {
        await using (var transaction = await database.BeginAsync(ct))
        {
            // Nobody may sell between reading and mending; this is the one place that stops the shop, for as long as the ledger takes to add up.
            await transaction.ExecuteAsync("lock table levels in exclusive mode", null, ct);
            foreach (var place in (await transaction.QueryAsync<Sums>(SumsSql, null, ct)).Where(s => s.Differs))
            {
                await MendAsync(transaction, place, actor, ct);
            }

            await transaction.CommitAsync(ct);
        }

        return await CheckAsync(ct);
    }

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var proof = await CheckAsync(ct);
        context.Report(proof.Holds ? $"{proof.Places} places agree with {proof.Movements} movements" : $"{proof.Differences.Count} differences");
        if (!proof.Holds)
        {
            LogDrift(log, proof.Differences.Count, proof.Oversold);
        }
    }

    /// <summary>The ledger tells what is on hand, the open holds what is reserved; the ledger gets a line for what it lacked.</summary>
    private async Task MendAsync(Transaction transaction, Sums place, string actor, CancellationToken ct)
    {
        // Goods that are promised must be there to be sent: a ledger that says less lacks a receipt.
        var onHand = Math.Max(place.LedgerOnHand, place.Held);
        await transaction.ExecuteAsync(
            """
            insert into items (sku) values (@Sku) on conflict do nothing;
            insert into levels (sku, warehouse, on_hand, reserved) values (@Sku, @Warehouse, @onHand, @Held)
            on conflict (sku, warehouse) do update set on_hand = excluded.on_hand, reserved = excluded.reserved
            """,
            new { place.Sku, place.Warehouse, onHand, place.Held }, ct);
        await transaction.ExecuteAsync(
            """
            insert into movements (sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, at)
            values (@Sku, @Warehouse, @kind, @onHandChange, @reservedChange, @reason, @actor, @now)
            """,
            new
            {
                place.Sku, place.Warehouse, kind = nameof(MovementKind.Repair), onHandChange = onHand - place.LedgerOnHand, reservedChange = place.Held - place.LedgerReserved,
                reason = $"counted {place.OnHand}/{place.Reserved}", actor = actor.Length > 0 ? actor : ProofActor, now = time.GetUtcNow(),
            }, ct);
    }

    private StockProof Judge(List<Sums> sums)
    {
        var differences = new List<StockDifference>();
        foreach (var s in sums)
        {
            Compare(s, "on-hand", s.OnHand, s.LedgerOnHand);
            Compare(s, "reserved", s.Reserved, s.LedgerReserved);
            Compare(s, "holds", s.Reserved, s.Held);
        }

        var oversold = sums.LongCount(s => s.Held > s.LedgerOnHand || s.OnHand < 0);
        return new StockProof(
            differences.Count == 0 && oversold == 0, sums.Count, sums.Sum(s => s.Movements), oversold, sums.Sum(s => s.OnHand), sums.Sum(s => s.Held), differences, time.GetUtcNow());

        void Compare(Sums s, string counter, long counted, long expected)
        {
            if (counted != expected)
            {
                differences.Add(new StockDifference(s.Sku, s.Warehouse, counter, counted, expected));
            }
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "Stock does not add up: {Differences} counters differ from the ledger, {Oversold} places are oversold. Run the repair.")]
    private static partial void LogDrift(ILogger logger, int differences, long oversold);

    private sealed record Sums(
        string Sku, string Warehouse, long OnHand, long Reserved, long LedgerOnHand, long LedgerReserved, long Held, long Movements)
    {
        public bool Differs => OnHand != LedgerOnHand || Reserved != LedgerReserved || Reserved != Held;
    }
}
