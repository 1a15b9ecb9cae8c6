namespace Maru.Contracts.Loyalty;

/// <summary>Points: earned, held while an order is under way, spent, given back. One point is one won, or one cent of a dollar.</summary>
public interface ILoyalty
{
    Task<long> GetBalanceAsync(UserId user, CancellationToken ct);

    /// <summary>Sets points aside for an order. Repeating it acts once.</summary>
    Task<Result<Done>> HoldAsync(OrderId order, UserId user, long points, CancellationToken ct);

    Task CommitAsync(OrderId order, CancellationToken ct);

    Task ReleaseAsync(OrderId order, CancellationToken ct);
}

public sealed record NotEnoughPoints(long Asked, long Balance) : Failure(FailureKind.Conflict, "not-enough-points", $"There are {Balance} points; {Asked} were asked for.");
