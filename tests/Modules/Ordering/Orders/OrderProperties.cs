using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Tests.Orders;

/// <summary>What must hold of every order, whatever is done to it in whatever order.</summary>
public sealed class OrderProperties
{
    [Fact]
    public void Order_WhateverHappens_KeepsItsBooks() => Walks(walk =>
    {
        var order = walk.Order;
        order.RefundPromised.ShouldBeLessThanOrEqualTo(order.Total);
        order.Refunds.ShouldAllBe(r => r.Started.Amount >= 0);
        foreach (var line in order.Lines)
        {
            (line.Shipped + line.InParcels).ShouldBeLessThanOrEqualTo(line.Line.Quantity);
            line.Refunded.ShouldBeLessThanOrEqualTo(line.Line.Quantity);
            (line.Returned + line.InReturn).ShouldBeLessThanOrEqualTo(line.Line.Quantity);
            line.LeftToShip.ShouldBeGreaterThanOrEqualTo(0);
        }

        if (order.Stage is OrderStage.Failed or OrderStage.Placed or OrderStage.AwaitingPayment)
        {
            order.Parcels.ShouldBeEmpty();
            order.Refunds.ShouldBeEmpty();
        }
    });

    [Fact]
    public void Order_WhenRefundedPieceByPiece_GivesBackExactlyWhatWasPaid() => Walks(walk =>
    {
        var order = walk.Order;
        if (!order.IsPaid || order.Refunds.Any(r => r.State == RefundProgress.Failed || r.Started.Lines.Count == 0))
        {
            return;
        }

        var version = order.Version;
        foreach (var line in order.Lines)
        {
            while (order.Lines.First(l => l.Line.Number == line.Line.Number).Refunded < line.Line.Quantity)
            {
                var refund = Refunds.Calculate(order, Contracts.RefundId.New(), [new LineQuantity(line.Line.Number, 1)], false, 0, 0, "piece", null);
                order = order.Apply(new RecordedEvent(++version, refund, "test", DateTimeOffset.UnixEpoch));
            }
        }

        order = order.Apply(new RecordedEvent(++version, Refunds.Whole(order, Contracts.RefundId.New(), "rest"), "test", DateTimeOffset.UnixEpoch));
        order.RefundPromised.ShouldBe(order.Total);
    });

    [Fact]
    public void Order_WhenItsStreamIsStoredAndReadAgain_IsTheSame() => Walks(walk =>
    {
        var again = Order.Fold(walk.Order.Id, walk.Stream.Select(e => e with { Event = OrderEventTypes.Read(OrderEventTypes.NameOf(e.Event), OrderEventTypes.Write(e.Event)) }))!;
        OrderViewRow.Of(again).ShouldBeEquivalentTo(OrderViewRow.Of(walk.Order));
        again.Lines.Select(l => l with { Line = null! }).ShouldBe(walk.Order.Lines.Select(l => l with { Line = null! }));
    });

    [Fact]
    public void AllowedActions_OfEveryState_AreThoseThatAreNotRefused() => Walks(walk =>
    {
        var order = walk.Order;
        (OrderDecisions.Pack(order, null).Failure is IllegalMove).ShouldBe(!OrderMoves.Allows(order, OrderMoves.Pack));
        (OrderDecisions.ChangeAddress(order, order.Terms.Country).Failure is IllegalMove).ShouldBe(!OrderMoves.Allows(order, OrderMoves.ChangeAddress));
        (OrderDecisions.Deliver(order).Failure is IllegalMove).ShouldBe(!OrderMoves.Allows(order, OrderMoves.Deliver));
        OrderMoves.Allowed(order, new OrderAccess(null, "t", false)).ShouldNotContain(OrderMoves.Refund);
    });

    [Fact]
    public void Walks_ByTheHundred_ReachEveryStatusAndEveryEvent()
    {
        var statuses = new HashSet<OrderStatus>();
        var events = new HashSet<Type>();
        var random = new Random(7);
        for (var seed = 0; seed < 3000; seed++)
        {
            var walk = new OrderWalk(seed);
            for (var i = 0; i < 60; i++)
            {
                walk.Step(random.Next(0, 1 << 16));
                statuses.Add(walk.Order.Status);
            }

            events.UnionWith(walk.Stream.Select(e => e.Event.GetType()));
        }

        events.ShouldBe(OrderEventTypes.All, ignoreOrder: true);
        statuses.ShouldBe(Enum.GetValues<OrderStatus>(), ignoreOrder: true);
    }

    private static void Walks(Action<OrderWalk> check) => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<PositiveInt[]>(),
        (seed, steps) =>
        {
            var walk = new OrderWalk(seed);

            // Most walks start with a paid order: little happens before.
            foreach (var step in new[] { 1 }.Concat(steps.Select(s => s.Get * 31)))
            {
                walk.Step(step);
                check(walk);
            }
        }).QuickCheckThrowOnFailure();
}
