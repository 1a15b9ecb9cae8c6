using Maru.Admin.Shell;
using Maru.Contracts.Payments;

namespace Maru.Admin.Payments;

/// <summary>States of payments as staff read them.</summary>
internal static class PaymentWords
{
    public static string State(PaymentState state, Desk desk) => state switch
    {
        PaymentState.ActionRequired => desk.Say("확인 기다림", "Needs confirmation"),
        PaymentState.AwaitingTransfer => desk.Say("입금 기다림", "Awaiting transfer"),
        PaymentState.Authorized => desk.Say("승인됨", "Authorised"),
        PaymentState.Captured => desk.Say("받음", "Captured"),
        PaymentState.Declined => desk.Say("거절됨", "Declined"),
        PaymentState.Voided => desk.Say("거둠", "Voided"),
        PaymentState.PartiallyRefunded => desk.Say("일부 환불", "Partly refunded"),
        PaymentState.Refunded => desk.Say("환불됨", "Refunded"),
        PaymentState.Disputed => desk.Say("이의 있음", "Disputed"),
        _ => desk.Say("답을 기다림", "Not known yet"),
    };

    public static string Tone(PaymentState state) => state switch
    {
        PaymentState.Captured => "good",
        PaymentState.Disputed or PaymentState.Declined => "bad",
        PaymentState.Unknown or PaymentState.ActionRequired or PaymentState.AwaitingTransfer or PaymentState.Authorized => "busy",
        _ => "calm",
    };

    public static string Refund(RefundState state, Desk desk) => state switch
    {
        RefundState.Succeeded => desk.Say("돌려줌", "Given back"),
        RefundState.Failed => desk.Say("실패", "Failed"),
        _ => desk.Say("가는 중", "Under way"),
    };

    public static string Difference(string kind, Desk desk) => kind switch
    {
        "unknown-here" => desk.Say("여기에 없는 결제", "Unknown here"),
        "absent-there" => desk.Say("결제사에 없음", "Unknown to the provider"),
        "amounts-differ" => desk.Say("금액이 다름", "Sums differ"),
        "order-not-covered" => desk.Say("주문과 장부가 다름", "Order and ledger differ"),
        _ => kind,
    };
}
