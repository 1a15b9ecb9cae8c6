using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Platform.Events;

namespace Maru.Modules.Inventory.Watches;

/// <summary>Notes whose wait is over; <see cref="WatchNews"/> tells them.</summary>
internal sealed class WatchedGoods : IEventHandler<AvailabilityChanged>
{
    public Task HandleAsync(AvailabilityChanged happened, EventContext context, CancellationToken ct) => happened is { Before: <= 0, After: > 0 }
        ? context.Transaction.ExecuteAsync("update stock_watches set cause = gen_random_uuid() where sku = @Sku and cause is null", new { happened.Sku }, ct)
        : Task.CompletedTask;
}

internal sealed class WatcherErasure : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) =>
        context.Transaction.ExecuteAsync("delete from stock_watches where user_id = @UserId", new { happened.UserId }, ct);
}
