using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Promotions;

namespace Maru.Modules.Pricing.Baskets;

/// <summary>Why a coupon does not count, as a code and in words.</summary>
internal static class CouponReasons
{
    public const string Unknown = "unknown";
    public const string NotNow = "not-now";
    public const string UsedUp = "used-up";
    public const string UsedByCustomer = "used-by-customer";
    public const string BasketTooSmall = "basket-too-small";
    public const string NotCombinable = "not-combinable";
    public const string NoGoods = "no-goods";

    /// <summary>What can be said of the coupon itself; null if nothing speaks against it.</summary>
    public static string? WhyNot(Coupon coupon, int used, DateTimeOffset now, TimeZoneInfo zone) =>
        !coupon.Active ? Unknown
        : !coupon.Calendar.Holds(now, zone) ? NotNow
        : used >= coupon.TotalLimit ? UsedUp
        : null;

    public static RejectedCoupon Reject(string code, string reason) => new(code, reason, reason switch
    {
        Unknown => new LocalizedText($"쿠폰 {code}을(를) 찾을 수 없습니다.", $"There is no coupon {code}."),
        NotNow => new LocalizedText($"쿠폰 {code}은(는) 지금 사용할 수 없습니다.", $"The coupon {code} is not valid now."),
        UsedUp => new LocalizedText($"쿠폰 {code}이(가) 모두 소진되었습니다.", $"The coupon {code} is used up."),
        UsedByCustomer => new LocalizedText($"쿠폰 {code}을(를) 이미 사용하셨습니다.", $"You have used the coupon {code} already."),
        BasketTooSmall => new LocalizedText($"쿠폰 {code}의 최소 주문 금액에 미달합니다.", $"The order is too small for the coupon {code}."),
        NotCombinable => new LocalizedText($"쿠폰 {code}은(는) 다른 쿠폰과 함께 쓸 수 없습니다.", $"The coupon {code} cannot be combined with others."),
        NoGoods => new LocalizedText($"쿠폰 {code}을(를) 적용할 상품이 없습니다.", $"Nothing in the cart is covered by the coupon {code}."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    });
}
