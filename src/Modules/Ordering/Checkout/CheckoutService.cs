using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Contacts;
using Maru.Modules.Ordering.Orders;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>
/// The front of a checkout: refuses what cannot be ordered, stores the order with its idempotency key in one commit, and takes the saga as far as it
/// goes at once. From that commit on the order is settled even if this process dies: see <see cref="CheckoutWorker"/>.
/// </summary>
internal sealed class CheckoutService(
    CheckoutPlanner planner, CheckoutSaga saga, CheckoutStore checkouts, OrderStore orders, OrderWriter writer, PersonKeys keys, ContactStore contacts, GuestTokens tokens,
    Database<OrderingModule> database, OrderingOptions options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CheckoutService> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    public async Task<Result<CheckoutOutcome>> CheckoutAsync(CheckoutRequest request, CancellationToken ct)
    {
        if (CheckoutValidation.Check(request) is { } invalid)
        {
            return invalid;
        }

        var fingerprint = FingerprintOf(request);
        var plan = await planner.PlanAsync(request, ct);
        if (!plan.Succeeded)
        {
            // A cart that was bought is gone: the repeat of its checkout must still find its order.
            return await checkouts.FindByKeyAsync(request.IdempotencyScope, request.IdempotencyKey, ct) is { } before
                ? await ReplayAsync(before, fingerprint, ct)
                : plan.Failure;
        }

        var secrets = new CheckoutSecrets(request.PaymentToken, request.ReturnUrl);
        var placing = await PlaceAsync(request, plan.Value, fingerprint, secrets, ct);
        if (placing.Existing is { } existing)
        {
            return await ReplayAsync(existing, fingerprint, ct);
        }

        if (placing.Refusal is { } refusal)
        {
            return refusal;
        }

        // The order is in the books: a shopper who hangs up now does not stop it.
        return await FinishAsync(placing.Row!, placing.Order!, (request.Email, secrets), lifetime.ApplicationStopping);
    }

    private async Task<CheckoutOutcome> FinishAsync(CheckoutRow row, Order order, (string Email, CheckoutSecrets Secrets)? secrets, CancellationToken ct)
    {
        try
        {
            order = secrets is null ? await saga.AdvanceAsync(row, order, ct) : await saga.ForwardAsync(row, order, secrets, ct);
            var failure = order.Stage is OrderStage.Failed or OrderStage.Cancelled
                ? CheckoutStore.ReadFailure((await checkouts.FindAsync(row.OrderId, ct))!)
                : null;
            return OutcomeOf(order, failure);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing is lost: the worker goes on where this stopped, and the shopper can look at his order.
            OrderingLog.CheckoutStopped(log, row.OrderId, row.Stage, row.Attempts, e);
            await checkouts.PostponeAsync(row.OrderId, time.GetUtcNow(), CancellationToken.None);
            return OutcomeOf(await orders.LoadAsync(row.OrderId, ct) ?? order, failure: null);
        }
    }

    /// <summary>The same key again: the same order, once it is known what became of it.</summary>
    private async Task<Result<CheckoutOutcome>> ReplayAsync(CheckoutRow row, byte[] fingerprint, CancellationToken ct)
    {
        if (!CryptographicOperations.FixedTimeEquals(row.Fingerprint, fingerprint))
        {
            return new IdempotencyKeyReused();
        }

        var giveUpAt = time.GetUtcNow() + LongestWait;
        for (var pause = 20; row.Stage is CheckoutStage.Running or CheckoutStage.Compensating && time.GetUtcNow() < giveUpAt; pause = Math.Min(pause * 2, 250))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, ct);
            row = (await checkouts.FindAsync(row.OrderId, ct))!;
        }

        return OutcomeOf((await orders.LoadAsync(row.OrderId, ct))!, CheckoutStore.ReadFailure(row));
    }

    private CheckoutOutcome OutcomeOf(Order order, Failure? failure) =>
        new(order.Id, order.Terms.Number, order.Status, tokens.Of(order.Id), order.NextAction, order.IsPaid ? null : failure);

    private async Task<Placing> PlaceAsync(CheckoutRequest request, CheckoutPlan plan, byte[] fingerprint, CheckoutSecrets secrets, CancellationToken ct)
    {
        while (true)
        {
            var id = OrderId.New();
            var key = request.User is { } user ? await keys.OfMemberAsync(user, ct) : PersonKey.New(id.Value);
            var now = time.GetUtcNow();
            var placed = plan.Terms with { Number = OrderNumber.New(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime)) };
            var row = new CheckoutRow(
                id, placed.Number, fingerprint, request.CartId, plan.CartVersion, placed.PaymentId, placed.ReservationId, key.Id, key.Seal(secrets, id.Value), CheckoutStage.Running,
                Failure: null, Attempts: 0, now + options.Lease, now + options.PaymentTimeout, now);
            try
            {
                await using var transaction = await database.BeginAsync(ct);
                var order = writer.Save(
                    transaction, new Order(id), [placed], request.User is { } buyer ? $"user:{buyer}" : "guest",
                    (batch, _, _) =>
                    {
                        // First, so that a repeat stops at its own key and not at the cart.
                        batch.BatchCommands.Insert(0, CheckoutStore.Insert(row, request.IdempotencyScope, request.IdempotencyKey));
                        if (request.User is null)
                        {
                            batch.BatchCommands.Add(keys.Insert(key));
                        }

                        batch.BatchCommands.Add(contacts.Insert(id, 1, key, new OrderContact(request.Email, request.ShippingAddress)));
                    });
                await transaction.CommitAsync(ct);
                return new Placing(row, order, null, null);
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "checkouts_key" or "checkouts_cart" or "checkouts_cart_version" })
            {
                if (await checkouts.FindByKeyAsync(request.IdempotencyScope, request.IdempotencyKey, ct) is { } existing)
                {
                    return new Placing(null, null, existing, null);
                }

                if (await checkouts.FindByCartAsync(request.CartId, plan.CartVersion, ct) is { } holder)
                {
                    return new Placing(null, null, null, new CartBeingPaid(holder));
                }
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "checkouts_number_key" })
            {
                // Two orders drew one number; draw again.
            }
        }
    }

    /// <summary>What must be the same when a key is used again. Not the network address, which changes on a train.</summary>
    private static byte[] FingerprintOf(CheckoutRequest request) => Idempotency.Fingerprint(request with { ClientAddress = null, ReturnUrl = null });

    private sealed record Placing(CheckoutRow? Row, Order? Order, CheckoutRow? Existing, Failure? Refusal);
}
