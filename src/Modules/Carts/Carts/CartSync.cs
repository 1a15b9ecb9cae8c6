using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Carts.Carts;

/// <param name="Id">Given by the device; however often it sends the operation, it is applied once.</param>
/// <param name="Kind">add, set, remove, save-for-later, apply-coupon, remove-coupon.</param>
internal sealed record OfflineOperation(Guid Id, string Kind, string? Sku, int Quantity, string? Code);

/// <param name="Outcome">applied, repeated or refused.</param>
internal sealed record OfflineOutcome(Guid Id, string Outcome, string? FailureCode);

internal sealed record SyncAnswer(IReadOnlyList<OfflineOutcome> Outcomes, CartView Cart);

/// <summary>Applies what was done to a cart without a connection, in order, each operation once.</summary>
internal sealed class CartSync(Database<CartsModule> database, CartService carts)
{
    private const int MaxOperations = 200;

    public async Task<Result<SyncAnswer>> ApplyAsync(CartKey key, IReadOnlyList<OfflineOperation> operations, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(operations.Count is > 0 and <= MaxOperations, "operations", $"must be 1 to {MaxOperations}")
            .Unless(operations.All(o => o.Id != Guid.Empty), "id", "is needed")
            .Unless(operations.Select(o => o.Id).Distinct().Count() == operations.Count, "id", "must differ from operation to operation");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        if (await carts.FindAsync(key, ct) is null)
        {
            return new NotFound("cart");
        }

        var known = (await database.QueryAsync<Guid>(
            "select id from cart_operations where cart = @Id and id = any(@ids)", new { key.Id, ids = operations.Select(o => o.Id).ToArray() }, ct)).ToHashSet();
        var outcomes = new List<OfflineOutcome>();
        foreach (var operation in operations)
        {
            if (known.Contains(operation.Id))
            {
                outcomes.Add(new OfflineOutcome(operation.Id, "repeated", null));
                continue;
            }

            var result = await ApplyAsync(key with { Operation = operation.Id }, operation, ct);
            outcomes.Add(new OfflineOutcome(operation.Id, result.Succeeded ? "applied" : "refused", result.Failure?.Code));
        }

        return await carts.LookAsync(key, ct) is { } cart ? new SyncAnswer(outcomes, cart) : new NotFound("cart");
    }

    private Task<Result<CartView>> ApplyAsync(CartKey key, OfflineOperation operation, CancellationToken ct) => operation.Kind switch
    {
        "add" => carts.AddAsync(key, operation.Sku ?? "", operation.Quantity, ct),
        "set" => carts.SetQuantityAsync(key, operation.Sku ?? "", operation.Quantity, ct),
        "remove" => carts.SetQuantityAsync(key, operation.Sku ?? "", 0, ct),
        "save-for-later" => carts.SaveAsync(key, operation.Sku ?? "", ct),
        "apply-coupon" => carts.ApplyCouponAsync(key, operation.Code ?? "", ct),
        "remove-coupon" => carts.RemoveCouponAsync(key, operation.Code ?? "", ct),
        _ => Task.FromResult<Result<CartView>>(ValidationFailure.Of("kind", "must be add, set, remove, save-for-later, apply-coupon or remove-coupon")),
    };
}
