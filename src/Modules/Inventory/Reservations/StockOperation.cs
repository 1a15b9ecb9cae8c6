using Maru.Contracts;
using Maru.Contracts.Inventory;

namespace Maru.Modules.Inventory.Reservations;

internal enum ReservationState
{
    Held,
    Committed,
    Released,
    Expired,
}

/// <summary>Something asked of a reservation, and who waits for the answer.</summary>
internal abstract class StockOperation(ReservationId reservation, CancellationToken ct)
{
    private readonly TaskCompletionSource<Result<StockReservation>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReservationId Reservation { get; } = reservation;

    /// <summary>The caller went away before the work began.</summary>
    public bool Abandoned => ct.IsCancellationRequested;

    public Task<Result<StockReservation>> Answered => _answer.Task;

    /// <summary>Decided but not yet durable.</summary>
    public Result<StockReservation> Answer { get; set; }

    public void Complete() => _answer.TrySetResult(Answer);

    public void Fail(Exception exception) => _answer.TrySetException(exception);

    public void Cancel() => _answer.TrySetCanceled(ct);
}

internal sealed class ReserveOperation(ReserveStock request, CancellationToken ct) : StockOperation(request.Reservation, ct)
{
    /// <summary>One line per SKU.</summary>
    public ReserveStock Request { get; } = request;
}

internal sealed class CommitOperation(ReservationId reservation, CancellationToken ct) : StockOperation(reservation, ct);

internal sealed class ReleaseOperation(ReservationId reservation, string reason, bool expired, CancellationToken ct) : StockOperation(reservation, ct)
{
    public string Reason { get; } = reason;

    /// <summary>Its time ran out: only if it is still held and really overdue.</summary>
    public bool Expired { get; } = expired;
}
