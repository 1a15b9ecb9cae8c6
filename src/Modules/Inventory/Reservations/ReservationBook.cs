using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;

namespace Maru.Modules.Inventory.Reservations;

internal sealed class ReservationEntry(ReservationId id, OrderId? order, ReservationState state, DateTimeOffset expiresAt, bool isNew)
{
    public ReservationId Id { get; } = id;

    public OrderId? Order { get; } = order;

    public ReservationState State { get; set; } = state;

    public DateTimeOffset ExpiresAt { get; set; } = expiresAt;

    /// <summary>Its row was made in this transaction.</summary>
    public bool IsNew { get; } = isNew;

    /// <summary>The reserve that made the row was refused: the row must go again.</summary>
    public bool Refused { get; set; }

    /// <summary>Its state or its end.</summary>
    public bool Changed { get; set; }

    public List<AllocatedLine> Lines { get; } = [];

    public bool LinesAreNew { get; set; }

    public StockReservation View => new(Id, Lines, ExpiresAt);
}

/// <summary>
/// What becomes of operations on reservations, decided one after the other over locked levels. Pure: reads and writes only the sheet and its own
/// entries.
/// </summary>
internal sealed class ReservationBook(StockSheet sheet, Dictionary<ReservationId, ReservationEntry> entries, DateTimeOffset now)
{
    public const string Checkout = "checkout";

    public IReadOnlyCollection<ReservationEntry> Entries => entries.Values;

    public List<IEvent> Events { get; } = [];

    public void Decide(StockOperation operation) => operation.Answer = operation switch
    {
        ReserveOperation reserve => Reserve(reserve.Request),
        CommitOperation => Commit(operation.Reservation),
        ReleaseOperation release => Release(release),
        _ => throw new InvalidOperationException($"{operation.GetType()} is unknown."),
    };

    private Result<StockReservation> Reserve(ReserveStock request)
    {
        var entry = entries[request.Reservation];
        if (!entry.IsNew || entry.LinesAreNew || entry.Changed)
        {
            return Repeat(entry, request);
        }

        if (entry.State == ReservationState.Released)
        {
            return new ReservationLapsed(request.Reservation);
        }

        var plan = Allocation.Plan(sheet, request.Lines, request.ShipToCountry);
        if (!plan.Succeeded)
        {
            entry.Refused = true;
            return plan.Failure;
        }

        entry.Refused = false;
        entry.LinesAreNew = true;
        entry.Lines.AddRange(plan.Value);
        foreach (var line in plan.Value)
        {
            sheet.Move(new Movement(line.Sku, line.Warehouse, MovementKind.Reserve, 0, line.Quantity, entry.Id.Value, null, Checkout));
        }

        return entry.View;
    }

    /// <summary>The first answer again; a later end prolongs what is held.</summary>
    private static Result<StockReservation> Repeat(ReservationEntry entry, ReserveStock request)
    {
        if (entry.State == ReservationState.Held && request.ExpiresAt > entry.ExpiresAt)
        {
            entry.ExpiresAt = request.ExpiresAt;
            entry.Changed = true;
        }

        return entry.State is ReservationState.Held or ReservationState.Committed ? entry.View : new ReservationLapsed(entry.Id);
    }

    private Result<StockReservation> Commit(ReservationId id)
    {
        if (!entries.TryGetValue(id, out var entry) || entry.Refused)
        {
            return new ReservationLapsed(id);
        }

        switch (entry.State)
        {
            // A hold that is overdue but still stands is as good as any: the goods are there.
            case ReservationState.Held:
                foreach (var line in entry.Lines)
                {
                    sheet.Move(new Movement(line.Sku, line.Warehouse, MovementKind.Commit, -line.Quantity, -line.Quantity, id.Value, null, Checkout));
                }

                Turn(entry, ReservationState.Committed);
                return entry.View;
            case ReservationState.Committed:
                return entry.View;
            default:
                return new ReservationLapsed(id);
        }
    }

    private Result<StockReservation> Release(ReleaseOperation release)
    {
        if (!entries.TryGetValue(release.Reservation, out var entry) || entry.State != ReservationState.Held || (release.Expired && entry.ExpiresAt > now))
        {
            return entry?.View ?? new StockReservation(release.Reservation, [], now);
        }

        var kind = release.Expired ? MovementKind.Expire : MovementKind.Release;
        foreach (var line in entry.Lines)
        {
            sheet.Move(new Movement(line.Sku, line.Warehouse, kind, 0, -line.Quantity, entry.Id.Value, release.Reason, Checkout));
        }

        // A reserve refused in this very batch and released after it: remembered as released, as if they had come apart.
        entry.Refused = false;
        Turn(entry, release.Expired ? ReservationState.Expired : ReservationState.Released);
        if (release.Expired && entry.Order is { } order)
        {
            Events.Add(new ReservationExpired(entry.Id, order));
        }

        return entry.View;
    }

    private static void Turn(ReservationEntry entry, ReservationState state)
    {
        entry.State = state;
        entry.Changed = true;
    }
}
