using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;

namespace Maru.Modules.Ordering.Tests.Scripted;

/// <summary>Payments and points as a test wants them to answer. Like the real ones it acts once for an id.</summary>
internal sealed class Bank(TimeProvider time) : IPayments, ILoyalty
{
    private readonly ConcurrentDictionary<PaymentId, PaymentView> _payments = new();
    private readonly ConcurrentDictionary<RefundId, RefundView> _refunds = new();
    private readonly ConcurrentDictionary<OrderId, (long Points, string State)> _points = new();

    /// <summary>Tokens whose answer is lost although the money was taken.</summary>
    public const string LostAnswer = "tok_timeout";

    public TimeSpan TransferTime { get; set; } = TimeSpan.FromDays(3);

    public bool RefuseRefunds { get; set; }

    public long Balance { get; set; } = 100_000;

    public int Starts => _starts;

    public long Taken => _payments.Values.Sum(p => p.Captured.Amount);

    public long GivenBack => _payments.Values.Sum(p => p.Refunded.Amount);

    public string? PointsOf(OrderId order) => _points.TryGetValue(order, out var held) ? held.State : null;

    private int _starts;

    /// <summary>Throws instead of answering the next start, after or before it took effect.</summary>
    public ConcurrentQueue<(bool Effect, Exception Error)> Breaks { get; } = new();

    /// <summary>What the provider's own books say, once somebody asks or a webhook comes.</summary>
    public ConcurrentDictionary<PaymentId, PaymentState> Truth { get; } = new();

    public Task<Result<PaymentView>> StartAsync(StartPayment request, CancellationToken ct)
    {
        Interlocked.Increment(ref _starts);
        var broken = Breaks.TryDequeue(out var next);
        if (broken && !next.Effect)
        {
            throw next.Error;
        }

        var payment = _payments.GetOrAdd(request.Payment, _ => Begin(request));
        return broken ? throw next.Error : Task.FromResult<Result<PaymentView>>(payment);
    }

    public Task<Result<PaymentView>> CaptureAsync(PaymentId payment, Money? amount, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<PaymentView>> VoidAsync(PaymentId payment, string reason, CancellationToken ct)
    {
        if (!_payments.ContainsKey(payment))
        {
            return Task.FromResult<Result<PaymentView>>(new NotFound("payment"));
        }

        if (Truth.TryGetValue(payment, out var truth))
        {
            Settle(payment, truth);
        }

        var after = _payments.AddOrUpdate(payment, _ => throw new InvalidOperationException(), (_, p) => p.State switch
        {
            PaymentState.Captured or PaymentState.PartiallyRefunded => p with { State = PaymentState.Refunded, Refunded = p.Captured },
            PaymentState.Declined or PaymentState.Voided or PaymentState.Refunded => p,
            _ => p with { State = PaymentState.Voided },
        });
        return Task.FromResult<Result<PaymentView>>(after);
    }

    public Task<Result<RefundView>> RefundAsync(RefundPayment request, CancellationToken ct)
    {
        if (RefuseRefunds)
        {
            return Task.FromResult<Result<RefundView>>(new RefundView(request.Refund, request.Payment, RefundState.Failed, request.Amount, "account-closed"));
        }

        var refund = _refunds.GetOrAdd(request.Refund, _ =>
        {
            _payments.AddOrUpdate(request.Payment, _ => throw new InvalidOperationException(), (_, p) =>
            {
                var refunded = p.Refunded + request.Amount;
                refunded.Amount.ShouldBeLessThanOrEqualTo(p.Captured.Amount);
                return p with { Refunded = refunded, State = refunded == p.Captured ? PaymentState.Refunded : PaymentState.PartiallyRefunded };
            });
            return new RefundView(request.Refund, request.Payment, RefundState.Succeeded, request.Amount, null);
        });
        return Task.FromResult<Result<RefundView>>(refund);
    }

    public Task<PaymentView?> FindAsync(PaymentId payment, CancellationToken ct) => Task.FromResult(_payments.GetValueOrDefault(payment));

    public Task<Result<PaymentView>> RefreshAsync(PaymentId payment, CancellationToken ct)
    {
        if (Truth.TryGetValue(payment, out var truth))
        {
            Settle(payment, truth);
        }

        return Task.FromResult<Result<PaymentView>>(_payments[payment]);
    }

    public Task<IReadOnlyList<PaymentMethod>> GetMethodsAsync(Currency currency, CancellationToken ct) => Task.FromResult<IReadOnlyList<PaymentMethod>>([]);

    public PaymentView Settle(PaymentId payment, PaymentState state) => _payments.AddOrUpdate(
        payment, _ => throw new InvalidOperationException(),
        (_, p) => p.State is PaymentState.Unknown or PaymentState.ActionRequired or PaymentState.AwaitingTransfer || (p.State == PaymentState.Voided && state == PaymentState.Captured)
            ? p with { State = state, Captured = state == PaymentState.Captured ? p.Amount : p.Captured, Action = null }
            : p);

    public PaymentView Of(PaymentId payment) => _payments[payment];

    public Task<long> GetBalanceAsync(UserId user, CancellationToken ct) => Task.FromResult(Balance);

    public Task<Result<Done>> HoldAsync(OrderId order, UserId user, long points, CancellationToken ct)
    {
        if (points > Balance)
        {
            return Task.FromResult<Result<Done>>(new NotEnoughPoints(points, Balance));
        }

        _points.TryAdd(order, (points, "held"));
        return Task.FromResult<Result<Done>>(Done.Value);
    }

    public Task CommitAsync(OrderId order, CancellationToken ct)
    {
        _points[order] = (_points[order].Points, "spent");
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(OrderId order, CancellationToken ct)
    {
        _points.AddOrUpdate(order, _ => (0, "released"), (_, p) => (p.Points, "released"));
        return Task.CompletedTask;
    }

    private PaymentView Begin(StartPayment request)
    {
        var payment = new PaymentView(
            request.Payment, request.Order, request.Provider, "ref", PaymentState.Captured, request.Amount, request.Amount, Money.Zero(request.Amount.Currency), null, null, "Visa 4242",
            time.GetUtcNow());
        var none = Money.Zero(request.Amount.Currency);
        return request.Token switch
        {
            "tok_declined" => payment with { State = PaymentState.Declined, Captured = none, DeclineCode = "card-declined" },
            "tok_3ds" => payment with { State = PaymentState.ActionRequired, Captured = none, Action = new PaymentAction("redirect", "https://bank.example/3ds", null, null, null, null) },
            "tok_bank_transfer" => payment with
            {
                State = PaymentState.AwaitingTransfer,
                Captured = none,
                Action = new PaymentAction("bank-transfer", null, "Maru Bank", "110-1", "Maru", time.GetUtcNow() + TransferTime),
            },
            LostAnswer => payment with { State = PaymentState.Unknown, Captured = none },
            _ => payment,
        };
    }
}
