using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Payments;
using Maru.Contracts.Pricing;

namespace Maru.Storefront.Shell;

/// <summary>Expected failures in the visitor's words: what happened, and what to do.</summary>
internal static class Problems
{
    public static string Say(Failure failure, Visit visit) => failure switch
    {
        OutOfStock { Left: <= 0 } => visit.Say("방금 다 팔렸어요.", "It just sold out."),
        OutOfStock few => visit.Say($"{few.Left}개만 남았어요. 수량을 줄여 주세요.", $"Only {few.Left} are left. Choose fewer."),
        PaymentDeclined => visit.Say("결제가 승인되지 않았어요. 청구된 금액은 없어요. 다른 카드로 다시 해 보세요.", "The payment was declined and nothing was charged. Try another card."),
        CouponNotUsable coupon => visit.Say($"쿠폰 {coupon.Coupon}은 지금 쓸 수 없어요.", $"The coupon {coupon.Coupon} cannot be used now."),
        ValidationFailure invalid => visit.Say("다시 확인해 주세요: ", "Please check: ") + string.Join(", ", invalid.Errors.Select(e => $"{e.Key} {e.Value[0]}")),
        NotFound => visit.Say("더는 팔지 않는 물건이에요.", "This is no longer sold."),
        Unavailable => visit.Say("잠시 연결이 어려워요. 조금 뒤에 다시 해 주세요.", "Something cannot be reached at the moment. Try again shortly."),
        _ => visit.Say("지금은 할 수 없어요. ", "This is not possible now. ") + failure.Message,
    };
}
