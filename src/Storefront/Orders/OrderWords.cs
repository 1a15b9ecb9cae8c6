using Maru.Contracts.Ordering;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Orders;

/// <summary>States of an order as a shopper reads them.</summary>
internal static class OrderWords
{
    public static string Status(OrderStatus status, Visit visit) => status switch
    {
        OrderStatus.Placed => visit.Say("확인하고 있어요", "Being confirmed"),
        OrderStatus.AwaitingPayment => visit.Say("결제 대기", "Awaiting payment"),
        OrderStatus.Paid => visit.Say("결제 완료", "Paid"),
        OrderStatus.Packed => visit.Say("포장 완료", "Packed"),
        OrderStatus.PartiallyShipped => visit.Say("일부 발송", "Partly shipped"),
        OrderStatus.Shipped => visit.Say("배송 중", "On its way"),
        OrderStatus.Delivered => visit.Say("배송 완료", "Delivered"),
        OrderStatus.Cancelled => visit.Say("취소됨", "Cancelled"),
        OrderStatus.Failed => visit.Say("이루어지지 않음", "Not completed"),
        OrderStatus.ReturnRequested => visit.Say("반품 요청", "Return requested"),
        OrderStatus.Returned => visit.Say("반품 완료", "Returned"),
        OrderStatus.PartiallyRefunded => visit.Say("일부 환불", "Partly refunded"),
        OrderStatus.Refunded => visit.Say("환불 완료", "Refunded"),
        OrderStatus.Exchanged => visit.Say("교환 완료", "Exchanged"),
        _ => status.ToString(),
    };
}
