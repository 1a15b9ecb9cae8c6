namespace Maru.Contracts.Inventory;

/// <summary>Members who want to hear when sold-out goods can be bought again. Each is told once.</summary>
public interface IStockWatches
{
    /// <summary>Repeating it changes nothing.</summary>
    Task<Result<Done>> WatchAsync(UserId user, string sku, CancellationToken ct);

    Task ForgetAsync(UserId user, string sku, CancellationToken ct);

    /// <summary>Which of these SKUs the member waits for.</summary>
    Task<IReadOnlyList<string>> WhichAreWatchedAsync(UserId user, IReadOnlyCollection<string> skus, CancellationToken ct);
}
