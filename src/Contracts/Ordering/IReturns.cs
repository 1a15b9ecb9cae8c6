namespace Maru.Contracts.Ordering;

/// <summary>Goods that come back: asked for by the shopper, approved, inspected on arrival, and ended by a refund or a replacement.</summary>
public interface IReturns
{
    Task<Result<ReturnView>> RequestAsync(RequestReturn request, CancellationToken ct);

    /// <summary>What a return would give back if all pieces pass inspection: shown before anybody commits to anything.</summary>
    Task<Result<RefundPreview>> PreviewAsync(RequestReturn request, CancellationToken ct);

    /// <summary>Null if there is no such order for this access.</summary>
    Task<IReadOnlyList<ReturnView>?> OfOrderAsync(OrderId order, OrderAccess access, CancellationToken ct);

    /// <param name="state">asked, approved, received, rejected or closed; null for all.</param>
    Task<Page<ReturnSummary>> ListAsync(string? state, PageRequest page, CancellationToken ct);

    Task<Result<ReturnView>> ApproveAsync(OrderId order, ReturnId id, string actor, CancellationToken ct);

    Task<Result<ReturnView>> RejectAsync(OrderId order, ReturnId id, string code, string actor, CancellationToken ct);

    /// <summary>Records the inspection; refund or replacement follow by themselves.</summary>
    Task<Result<ReturnView>> ReceiveAsync(OrderId order, ReturnId id, IReadOnlyList<InspectedGoods> lines, string actor, CancellationToken ct);
}

/// <param name="Kind">return or exchange.</param>
/// <param name="Reason">changed-mind, wrong-size (the buyer bears the way back); defective, damaged, wrong-item, not-as-described, lost (the seller does).</param>
/// <param name="Photos">Ids of pictures uploaded before.</param>
public sealed record RequestReturn(
    OrderId Order, OrderAccess Access, string Actor, string Kind, string Reason, IReadOnlyList<OrderShipmentLine> Lines, IReadOnlyList<string> Photos, string IdempotencyKey);

/// <param name="Accepted">Of the pieces that came, those good enough to give money or a replacement for.</param>
/// <param name="Restocked">Of those, the ones that can be sold again.</param>
public sealed record InspectedGoods(int Line, int Quantity, int Accepted, int Restocked);

/// <param name="State">asked, approved, received, rejected or closed.</param>
/// <param name="Outcome">refunded, replaced, nothing-accepted, or why it was rejected.</param>
public sealed record ReturnView(
    ReturnId Id, OrderId Order, string Number, string Kind, string Reason, string State, string? Outcome, IReadOnlyList<OrderShipmentLine> Lines,
    IReadOnlyList<InspectedGoods> Inspected, Money Refunded, string? ReplacementTracking, DateTimeOffset AskedAt);

public sealed record ReturnSummary(ReturnId Id, OrderId Order, string Number, string Kind, string Reason, string State, int Pieces, DateTimeOffset AskedAt);
