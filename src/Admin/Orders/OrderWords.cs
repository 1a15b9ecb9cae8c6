using Maru.Admin.Shell;
using Maru.Contracts.Ordering;

namespace Maru.Admin.Orders;

/// <summary>States of an order as staff read them, and the colour of their dot.</summary>
internal static class OrderWords
{
    public static string Status(OrderStatus status, Desk desk) => status switch
    {
        OrderStatus.Placed => desk.Say("접수", "Placed"),
        OrderStatus.AwaitingPayment => desk.Say("결제 대기", "Awaiting payment"),
        OrderStatus.Paid => desk.Say("결제됨", "Paid"),
        OrderStatus.Packed => desk.Say("포장됨", "Packed"),
        OrderStatus.PartiallyShipped => desk.Say("일부 발송", "Partly shipped"),
        OrderStatus.Shipped => desk.Say("발송됨", "Shipped"),
        OrderStatus.Delivered => desk.Say("배송됨", "Delivered"),
        OrderStatus.Cancelled => desk.Say("취소됨", "Cancelled"),
        OrderStatus.Failed => desk.Say("실패", "Failed"),
        OrderStatus.ReturnRequested => desk.Say("반품 요청", "Return requested"),
        OrderStatus.Returned => desk.Say("반품됨", "Returned"),
        OrderStatus.PartiallyRefunded => desk.Say("일부 환불", "Partly refunded"),
        OrderStatus.Refunded => desk.Say("환불됨", "Refunded"),
        OrderStatus.Exchanged => desk.Say("교환됨", "Exchanged"),
        _ => status.ToString(),
    };

    public static string Tone(OrderStatus status) => status switch
    {
        OrderStatus.Paid or OrderStatus.Packed or OrderStatus.PartiallyShipped or OrderStatus.ReturnRequested => "busy",
        OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Exchanged => "good",
        OrderStatus.Failed => "bad",
        _ => "calm",
    };

    public static string Return(string state, Desk desk) => state switch
    {
        "asked" => desk.Say("요청", "Asked"),
        "approved" => desk.Say("승인", "Approved"),
        "received" => desk.Say("도착", "Received"),
        "rejected" => desk.Say("거절", "Rejected"),
        "closed" => desk.Say("끝", "Closed"),
        _ => state,
    };
}
