using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Npgsql;

namespace Maru.Modules.Inventory.Reservations;

/// <summary>
/// Group commit for stock: while one batch is being written, everything that is asked meanwhile gathers and becomes the next one. A hot SKU thus
/// costs a transaction per batch and not one per buyer, and buyers in one process never wait for each other's row locks.
/// </summary>
internal sealed class ReservationQueue(ReservationSettlement settlement)
{
    private const int BatchSize = 512;
    private const int PeekSize = 2048;
    private const int Attempts = 4;

    private readonly ConcurrentQueue<StockOperation> _waiting = new();

    // SKUs that ran short lately. Only a reason to look before locking; what is there is read from the database each time.
    private readonly ConcurrentDictionary<string, byte> _scarce = new();
    private int _draining;

    public Task<Result<StockReservation>> SubmitAsync(StockOperation operation)
    {
        _waiting.Enqueue(operation);
        if (Interlocked.CompareExchange(ref _draining, 1, 0) == 0)
        {
            _ = Task.Run(DrainAsync);
        }

        return operation.Answered;
    }

    private async Task DrainAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                var taken = Take();
                try
                {
                    taken = await RefuseHopelessAsync(taken);
                }
                catch (Exception e)
                {
                    taken.ForEach(o => o.Fail(e));
                    continue;
                }

                foreach (var batch in taken.Chunk(BatchSize))
                {
                    await SettleAsync(batch);
                }
            }

            Volatile.Write(ref _draining, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _draining, 1, 0) == 0);
    }

    private List<StockOperation> Take()
    {
        var taken = new List<StockOperation>();
        while (taken.Count < PeekSize && _waiting.TryDequeue(out var operation))
        {
            if (operation.Abandoned)
            {
                operation.Cancel();
            }
            else
            {
                taken.Add(operation);
            }
        }

        return taken;
    }

    /// <summary>
    /// Answers reserves of scarce SKUs that cannot succeed, from one unlocked read for all of them: after a flash sale thousands of refusals cost
    /// one query. An id that exists is never refused here: its first answer stands.
    /// </summary>
    /// <returns>Those that still need an answer.</returns>
    private async Task<List<StockOperation>> RefuseHopelessAsync(List<StockOperation> taken)
    {
        if (_scarce.IsEmpty)
        {
            return taken;
        }

        var doubtful = taken.OfType<ReserveOperation>().Where(r => r.Request.Lines.Any(l => _scarce.ContainsKey(l.Sku))).ToList();
        if (doubtful.Count == 0)
        {
            return taken;
        }

        var skus = doubtful.SelectMany(r => r.Request.Lines).Select(l => l.Sku).Where(_scarce.ContainsKey).Distinct().ToArray();
        var (sheet, known) = await settlement.PeekAsync(skus, [.. doubtful.Select(r => r.Reservation.Value)], CancellationToken.None);
        var available = skus.ToDictionary(s => s, sheet.Available);
        var answered = new HashSet<StockOperation>();
        foreach (var operation in doubtful.Where(r => !known.Contains(r.Reservation)))
        {
            var missing = operation.Request.Lines.FirstOrDefault(l => available.TryGetValue(l.Sku, out var left) && left < l.Quantity);
            if (missing is not null)
            {
                operation.Answer = new OutOfStock(missing.Sku, missing.Quantity, available[missing.Sku]);
                operation.Complete();
                answered.Add(operation);
            }
        }

        foreach (var (sku, left) in available)
        {
            if (left > 0)
            {
                _scarce.TryRemove(sku, out _);
            }
        }

        return answered.Count == 0 ? taken : taken.FindAll(o => !answered.Contains(o));
    }

    private async Task SettleAsync(StockOperation[] batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await settlement.SettleAsync(batch, CancellationToken.None);
                foreach (var operation in batch)
                {
                    if (operation.Answer.Failure is OutOfStock short_)
                    {
                        _scarce[short_.Sku] = 0;
                    }

                    operation.Complete();
                }

                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && attempt < Attempts)
            {
            }
            catch (Exception) when (batch.Length > 1)
            {
                // One of them may be at fault: alone, each gets its own answer. What was written before a lost connection is found again by its id.
                foreach (var operation in batch)
                {
                    await SettleAsync([operation]);
                }

                return;
            }
            catch (Exception e)
            {
                batch[0].Fail(e);
                return;
            }
        }
    }
}
