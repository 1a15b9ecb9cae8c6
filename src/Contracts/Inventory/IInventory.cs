namespace Maru.Contracts.Inventory;

/// <summary>Stock over warehouses. A reservation can't oversell under any concurrency; every call may be repeated with the same id and acts once.</summary>
public interface IInventory
{
    /// <summary>What can still be promised of each SKU: on hand less reserved less safety stock, over all warehouses. Unknown SKUs read 0.</summary>
    Task<IReadOnlyDictionary<string, int>> GetAvailableAsync(IReadOnlyCollection<string> skus, CancellationToken ct);

    /// <summary>Holds all lines or none. The hold lapses by itself at <see cref="ReserveStock.ExpiresAt"/> unless committed; asked for again with a later end it is prolonged.</summary>
    Task<Result<StockReservation>> ReserveAsync(ReserveStock request, CancellationToken ct);

    /// <summary>Turns the hold into goods sold. Fails with <see cref="ReservationLapsed"/> if it expired or was released before.</summary>
    Task<Result<StockReservation>> CommitAsync(ReservationId reservation, CancellationToken ct);

    /// <summary>Gives the hold back. Of no effect if it was committed, released or never made (then it is remembered, so that a late reserve fails).</summary>
    Task ReleaseAsync(ReservationId reservation, string reason, CancellationToken ct);

    /// <summary>Puts sold goods back on the shelf (cancellation after payment, return after inspection). <paramref name="request"/>'s id makes it act once.</summary>
    Task<Result<Done>> RestockAsync(RestockGoods request, CancellationToken ct);
}

public sealed record StockLine(string Sku, int Quantity);

/// <param name="Reservation">Chosen by the caller (the checkout), so that a repeat finds the first.</param>
public sealed record ReserveStock(ReservationId Reservation, OrderId Order, IReadOnlyList<StockLine> Lines, DateTimeOffset ExpiresAt, string? ShipToCountry = null);

public sealed record StockReservation(ReservationId Id, IReadOnlyList<AllocatedLine> Lines, DateTimeOffset ExpiresAt);

/// <summary>So many pieces of the SKU come from this warehouse.</summary>
public sealed record AllocatedLine(string Sku, int Quantity, string Warehouse);

/// <param name="Id">Any id unique to the act (a return line, a cancellation).</param>
public sealed record RestockGoods(Guid Id, OrderId Order, IReadOnlyList<StockLine> Lines, string Reason);

public sealed record OutOfStock(string Sku, int Asked, int Left)
    : Failure(FailureKind.Conflict, "out-of-stock", $"Only {Left} of {Sku} are left; {Asked} were asked for.");

public sealed record ReservationLapsed(ReservationId Reservation)
    : Failure(FailureKind.Conflict, "reservation-lapsed", "The goods were held too long and went back on sale.");
