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

    public static string ReturnTone(string state) => state switch { "asked" or "approved" or "received" => "busy", "closed" => "good", _ => "calm" };

    public static string ReturnKind(string kind, Desk desk) => kind == "exchange" ? desk.Say("교환", "Exchange") : desk.Say("반품", "Return");

    public static IReadOnlyList<string> ReturnReasons { get; } = ["changed-mind", "wrong-size", "defective", "damaged", "wrong-item", "not-as-described", "lost"];

    public static string ReturnReason(string reason, Desk desk) => reason switch
    {
        "changed-mind" => desk.Say("마음이 바뀌었어요", "Changed mind"),
        "wrong-size" => desk.Say("크기가 안 맞아요", "Wrong size"),
        "defective" => desk.Say("고장 났어요", "Defective"),
        "damaged" => desk.Say("망가져서 왔어요", "Damaged"),
        "wrong-item" => desk.Say("다른 물건이 왔어요", "Wrong item"),
        "not-as-described" => desk.Say("설명과 달라요", "Not as described"),
        "lost" => desk.Say("오지 않았어요", "Lost"),
        _ => reason,
    };

    public static string Parcel(string status, Desk desk) => status switch
    {
        "label-created" => desk.Say("송장 나옴", "Label made"),
        "picked-up" => desk.Say("실어 감", "Picked up"),
        "in-transit" => desk.Say("가는 중", "On its way"),
        "out-for-delivery" => desk.Say("곧 도착", "Out for delivery"),
        "delivered" => desk.Say("도착", "Delivered"),
        "exception" => desk.Say("문제 있음", "Problem"),
        "returned" => desk.Say("되돌아옴", "Sent back"),
        _ => status,
    };

    /// <summary>Ids are long: the end of one tells people apart well enough, and the whole is in the audit log.</summary>
    public static string Actor(string actor, Desk desk) => actor.Split(':', 2) is [var kind, { Length: > 8 } id] ? $"{kind}:…{id[^6..]}" : actor switch
    {
        "guest" => desk.Say("손님", "guest"), "system" => desk.Say("마루", "system"), _ => actor,
    };
}
