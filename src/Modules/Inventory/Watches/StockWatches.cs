using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Platform.Data;

namespace Maru.Modules.Inventory.Watches;

internal sealed class StockWatches(Database<InventoryModule> database, ICatalog catalog, TimeProvider time) : IStockWatches
{
    /// <summary>More than anybody waits for.</summary>
    private const int MostWatches = 200;

    public async Task<Result<Done>> WatchAsync(UserId user, string sku, CancellationToken ct)
    {
        if (!(await catalog.GetVariantsAsync([sku], Currency.Krw, ct)).ContainsKey(sku) && !(await catalog.GetVariantsAsync([sku], Currency.Usd, ct)).ContainsKey(sku))
        {
            return new NotFound("product");
        }

        var added = await database.ExecuteAsync(
            """
            insert into stock_watches (user_id, sku, since) select @user, @sku, @now
            where (select count(*) from stock_watches where user_id = @user) < @MostWatches
            on conflict (user_id, sku) do nothing
            """,
            new { user, sku, now = time.GetUtcNow(), MostWatches }, ct);
        return added > 0 || (await WhichAreWatchedAsync(user, [sku], ct)).Count > 0 ? Done.Value : new StateConflict($"At most {MostWatches} products can be waited for.");
    }

    public Task ForgetAsync(UserId user, string sku, CancellationToken ct) =>
        database.ExecuteAsync("delete from stock_watches where user_id = @user and sku = @sku", new { user, sku }, ct);

    public async Task<IReadOnlyList<string>> WhichAreWatchedAsync(UserId user, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        [.. await database.QueryAsync<string>("select sku from stock_watches where user_id = @user and sku = any(@skus)", new { user, skus = skus.ToArray() }, ct)];
}
