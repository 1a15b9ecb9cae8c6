using Maru.Contracts;
using Maru.Modules.Ordering.Orders;
using Maru.Platform.Json;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Tasks;

/// <summary>
/// Work that follows from an event of an order and is done by another module: it is written in the transaction of the event and repeated until it is
/// done, so that no event is ever without its consequence.
/// </summary>
internal sealed record OrderTask(Guid Id, OrderId OrderId, string Kind, string Data, int Attempts)
{
    public const string GiveMoneyBack = "refund";
    public const string Restock = "restock";
    public const string ReleaseCoupons = "release-coupons";
    public const string MakeParcel = "parcel";
    public const string Replace = "replacement";

    /// <summary>What has to be done because this happened.</summary>
    public static IEnumerable<OrderTask> Following(Order before, OrderEvent happened)
    {
        switch (happened)
        {
            case RefundStarted refund:
                yield return new OrderTask(refund.RefundId.Value, before.Id, GiveMoneyBack, MaruJson.Write(new RefundTask(refund.RefundId)), 0);
                break;
            case Cancelled when before.Stage == OrderStage.Paid:
                var goods = before.Lines.Where(l => l.LeftToShip > 0).Select(l => new LineQuantity(l.Line.Number, l.LeftToShip)).ToArray();
                yield return new OrderTask(DerivedId.Of(before.Id.Value, "cancel-restock"), before.Id, Restock, MaruJson.Write(new RestockTask(goods, "order-cancelled")), 0);
                if (before.Terms.Coupons.Count > 0)
                {
                    yield return new OrderTask(DerivedId.Of(before.Id.Value, "cancel-coupons"), before.Id, ReleaseCoupons, "{}", 0);
                }

                break;
            case ShipmentStarted shipment:
                yield return new OrderTask(shipment.ShipmentId.Value, before.Id, MakeParcel, MaruJson.Write(new ParcelTask(shipment.ShipmentId)), 0);
                break;
            case ReturnReceived received:
                if (before.Returns.First(r => r.Asked.ReturnId == received.ReturnId).Asked.Kind == "exchange" && received.Lines.Any(l => l.Accepted > 0))
                {
                    yield return new OrderTask(DerivedId.Of(received.ReturnId.Value, "replacement"), before.Id, Replace, MaruJson.Write(new ReplaceTask(received.ReturnId)), 0);
                }

                var back = received.Lines.Where(l => l.Restocked > 0).Select(l => new LineQuantity(l.Line, l.Restocked)).ToArray();
                if (back.Length > 0)
                {
                    yield return new OrderTask(DerivedId.Of(received.ReturnId.Value, "restock"), before.Id, Restock, MaruJson.Write(new RestockTask(back, "customer-return")), 0);
                }

                break;
            default:
                break;
        }
    }

    public NpgsqlBatchCommand Insert(DateTimeOffset dueAt)
    {
        var command = new NpgsqlBatchCommand("insert into order_tasks (id, order_id, kind, data, next_at) values ($1, $2, $3, $4::json, $5)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = OrderId.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Data });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = dueAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }
}

internal sealed record RefundTask(RefundId RefundId);

internal sealed record RestockTask(IReadOnlyList<LineQuantity> Lines, string Reason);

internal sealed record ParcelTask(ShipmentId ShipmentId);

internal sealed record ReplaceTask(ReturnId ReturnId);
