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

    /// <summary>Why an order did not come to be, and that nothing is lost.</summary>
    public static string Failure(string? code, Visit visit) => code switch
    {
        "payment-declined" => visit.Say("결제가 승인되지 않았어요. 청구된 금액은 없고, 장바구니는 그대로예요.", "The payment was declined. Nothing was charged, and your cart is as it was."),
        "payment-timed-out" => visit.Say("제때 결제되지 않아 주문이 취소됐어요. 청구된 금액은 없어요.", "The payment was not completed in time. Nothing was charged."),
        "out-of-stock" => visit.Say("그사이에 물건이 다 팔렸어요. 청구된 금액은 없어요.", "It sold out meanwhile. Nothing was charged."),
        "sold-out-after-payment" => visit.Say("입금되기 전에 물건이 다 팔렸어요. 보내신 금액은 돌려 드려요.", "It sold out before the money came. What you paid is on its way back."),
        _ => visit.Say("주문을 마치지 못했어요. 청구된 금액은 없어요.", "The order could not be completed. Nothing was charged."),
    };

    public static string ReturnState(ReturnView back, Visit visit) => (back.State, back.Outcome) switch
    {
        ("asked", _) => visit.Say("신청을 살펴보고 있어요", "being looked at"),
        ("approved", _) => visit.Say("승인됐어요. 물건을 보내 주세요", "approved: please send it back"),
        ("received", _) => visit.Say("검수했어요", "inspected"),
        ("rejected", _) => visit.Say("받아 드리지 못했어요", "turned down"),
        ("closed", "replaced") => visit.Say("새 물건을 보냈어요", "replaced"),
        ("closed", "nothing-accepted") => visit.Say("받아 드릴 수 없는 상태였어요", "could not be accepted"),
        ("closed", _) => visit.Say("환불했어요", "refunded"),
        _ => back.State,
    };

    public static IReadOnlyList<string> Reasons { get; } = ["changed-mind", "wrong-size", "defective", "damaged", "wrong-item", "not-as-described", "lost"];

    public static string Reason(string reason, Visit visit) => reason switch
    {
        "changed-mind" => visit.Say("마음이 바뀌었어요", "I changed my mind"),
        "wrong-size" => visit.Say("사이즈가 맞지 않아요", "The size does not fit"),
        "defective" => visit.Say("물건에 결함이 있어요", "It is faulty"),
        "damaged" => visit.Say("오는 길에 상했어요", "It was damaged on the way"),
        "wrong-item" => visit.Say("다른 물건이 왔어요", "It is not what I ordered"),
        "not-as-described" => visit.Say("설명과 달라요", "It is not as described"),
        "lost" => visit.Say("받지 못했어요", "It never came"),
        _ => reason,
    };
}
