using Maru.Contracts;
using Maru.Platform.Configuration;

namespace Maru.Modules.Loyalty.Points;

/// <summary>What points are worth earning and how long they last; may change while the shop runs.</summary>
internal static class LoyaltySettings
{
    public static readonly Setting<int> EarnBasisPoints = Setting.WholeNumber(
        "loyalty.earnBasisPoints", 100, 0, 10_000, new LocalizedText("적립률(0.01% 단위)", "Points earned, in hundredths of a percent"),
        new LocalizedText("상품 금액에서 적립되는 비율입니다. 100이면 1%입니다.", "Of what the goods cost; 100 is one percent."));

    public static readonly Setting<int> ExpiryDays = Setting.WholeNumber(
        "loyalty.expiryDays", 365, 1, 3650, new LocalizedText("적립금 유효 기간(일)", "Days until points expire"),
        new LocalizedText("적립된 날부터 셉니다.", "Counted from the day they were earned."));
}
