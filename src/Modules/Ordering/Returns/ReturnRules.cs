using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Returns;

/// <summary>
/// Who may send what back until when, and who pays for it, after the Korean Act on the Consumer Protection in Electronic Commerce, articles 17 and 18:
/// a change of mind within seven days at the buyer's cost, faulty goods within three months at the seller's.
/// </summary>
internal static class ReturnRules
{
    private static readonly HashSet<string> BuyersReasons = ["changed-mind", "wrong-size"];
    private static readonly HashSet<string> SellersReasons = ["defective", "damaged", "wrong-item", "not-as-described", "lost"];

    public static bool IsReason(string reason) => BuyersReasons.Contains(reason) || SellersReasons.Contains(reason);

    public static bool IsSellersFault(string reason) => SellersReasons.Contains(reason);

    public static Failure? CheckPeriod(Order order, string reason, IReadOnlyList<LineQuantity> lines, DateTimeOffset now, OrderingOptions options)
    {
        var arrived = order.Parcels.Where(p => p.State == ParcelState.Delivered && lines.Any(l => p.Quantity(l.Line) > 0)).Select(p => p.At).DefaultIfEmpty(now).Max();
        var ends = arrived.AddDays(IsSellersFault(reason) ? options.FaultDays : options.WithdrawalDays);
        return now > ends ? new ReturnPeriodOver(ends) : null;
    }

    /// <summary>What the buyer pays for the way back: nothing if the seller is at fault or the goods are replaced for a fault.</summary>
    public static long Fee(Order order, string reason, OrderingOptions options) =>
        IsSellersFault(reason) ? 0 : options.ReturnFees.GetValueOrDefault(order.Terms.Currency);

    /// <summary>The way there is given back too, when the seller is at fault and nothing of the order is kept.</summary>
    public static bool GivesShippingBack(Order order, string reason, IReadOnlyList<LineQuantity> lines) =>
        IsSellersFault(reason) && order.Lines.All(l => l.Refunded + lines.Where(q => q.Line == l.Line.Number).Sum(q => q.Quantity) >= l.Line.Quantity);
}
