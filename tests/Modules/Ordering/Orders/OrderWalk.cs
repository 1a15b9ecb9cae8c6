using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Returns;
using Maru.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Ordering.Tests.Orders;

/// <summary>Leads an order through moves chosen by numbers, as a fuzzer would: what is refused leaves it unchanged.</summary>
internal sealed class OrderWalk
{
    private static readonly OrderingOptions Options = new(new DefaultSettings(), new ConfigurationBuilder().Build());
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly SellerId[] _sellers = [SellerId.New(), SellerId.New()];
    private int _ids;

    public OrderWalk(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(1, random.Next(1, 4)).Select(n =>
        {
            var (quantity, price) = (random.Next(1, 5), random.Next(1, 20_000));
            var discount = random.Next(0, (quantity * price) + 1);
            var points = random.Next(0, (quantity * price) - discount + 1);
            return new PlacedLine(
                n, $"SKU-{n}", ProductId.New(), "slug", LocalizedText.Same("n"), LocalizedText.Same(""), quantity, price, discount, points, _sellers[n % 2], "c", null, 100, 100);
        }).ToArray();
        Order = new Order(OrderId.New());
        Record([new Placed(
            "N-1", UserId.New(), CartId.New(), "en", "KRW", lines, 3000, random.Next(0, 3000), "standard", "KR", "sandbox", PaymentId.New(), ReservationId.New(), [])]);
    }

    public Order Order { get; private set; }

    public List<RecordedEvent> Stream { get; } = [];

    public int Refusals { get; private set; }

    /// <summary>One move; <paramref name="choice"/> picks the move and its arguments.</summary>
    public void Step(int choice)
    {
        var argument = choice / 32;
        var line = Order.Lines[argument % Order.Lines.Length].Line.Number;
        LineQuantity[] pieces = [new(line, (argument / 7 % 3) + 1)];
        var before = Order;
        var result = (choice % 20) switch
        {
            0 => OrderDecisions.Await(Order, new PaymentAction("redirect", "https://bank.example", null, null, null, null)),
            1 or 2 => OrderDecisions.Pay(Order, [new AllocatedLine("SKU-1", 1, "main")]),
            3 => argument % 9 == 0 ? OrderDecisions.Fail(Order, "declined") : OrderDecisions.Await(Order, null),
            4 => argument % 9 == 0 ? OrderDecisions.CancelUnpaid(Order, "mind") : OrderDecisions.CancelPaid(Order, RefundId.New(), "mind"),
            5 => OrderDecisions.ChangeAddress(Order, argument % 2 == 0 ? "KR" : "US"),
            6 or 7 => OrderDecisions.Pack(Order, argument % 3 == 0 ? null : _sellers[argument % 2]),
            8 or 9 => OrderDecisions.StartShipment(Order, ShipmentId.New(), argument % 2 == 0 ? null : pieces, null),
            10 or 11 => FinishAny(argument),
            12 => OrderDecisions.Deliver(Order),
            13 => Refunds.Start(Order, RefundId.New(), argument % 4 == 0 ? [] : pieces, argument % 3 == 0, argument % 5 == 0 ? 777 : 0, 0, "kind", null),
            14 => SettleRefund(argument),
            15 or 16 => ReturnDecisions.Ask(Order, ReturnId.New(), argument % 2 == 0 ? "return" : "exchange", argument % 3 == 0 ? "defective" : "changed-mind", pieces, [], Now, Options),
            17 => LastReturn is { } asked ? argument % 6 == 0 ? ReturnDecisions.Reject(Order, asked, "late") : ReturnDecisions.Approve(Order, asked) : Array.Empty<OrderEvent>(),
            18 => Receive(argument),
            _ => LastReturn is { } waiting
                ? argument % 2 == 0 ? ReturnDecisions.Replaced(Order, waiting, ShipmentId.New(), "sim", "T") : ReturnDecisions.RefundInstead(Order, waiting, Options)
                : Array.Empty<OrderEvent>(),
        };
        if (result.Succeeded)
        {
            Record(result.Value);
        }
        else
        {
            Refusals++;
            Order.ShouldBeSameAs(before);
        }
    }

    private ReturnId? LastReturn => Order.Returns.LastOrDefault(r => r.IsOpen)?.Asked.ReturnId;

    private DateTimeOffset Now => Start.AddMinutes(_ids++);

    private Result<OrderEvent[]> FinishAny(int argument) => Order.Parcels.LastOrDefault(p => p.State == ParcelState.Started) is { } parcel
        ? argument % 5 == 0
            ? OrderDecisions.AbandonShipment(Order, parcel.Started.ShipmentId, "refused")
            : OrderDecisions.FinishShipment(Order, parcel.Started.ShipmentId, "sim", "T1")
        : Array.Empty<OrderEvent>();

    private OrderEvent[] SettleRefund(int argument) => Order.Refunds.FirstOrDefault(r => r.State == RefundProgress.Started) is { } refund
        ? [argument % 5 == 0 ? new RefundFailed(refund.Started.RefundId, "no") : new RefundSucceeded(refund.Started.RefundId)]
        : [];

    private Result<OrderEvent[]> Receive(int argument)
    {
        if (Order.Returns.LastOrDefault(r => r.IsOpen) is not { } goods)
        {
            return Array.Empty<OrderEvent>();
        }

        var lines = goods.Asked.Lines.Select(l => new InspectedLine(l.Line, l.Quantity, argument % 4 == 0 ? 0 : l.Quantity, argument % 3 == 0 ? 1 : 0)).ToArray();
        return ReturnDecisions.Receive(Order, goods.Asked.ReturnId, [.. lines.Select(l => l with { Restocked = Math.Min(l.Restocked, l.Accepted) })], Options);
    }

    private void Record(IEnumerable<OrderEvent> events)
    {
        foreach (var happened in events)
        {
            var recorded = new RecordedEvent(Order.Version + 1, happened, "walk", Now);
            Stream.Add(recorded);
            Order = Order.Apply(recorded);
        }
    }
}
