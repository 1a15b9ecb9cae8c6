using Maru.Contracts;
using Maru.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Ordering;

/// <summary>How long things wait, and what may be sent back: settings that may change while the shop runs, and a few under <c>Ordering</c> that may not.</summary>
internal sealed class OrderingOptions(ISettings settings, IConfiguration configuration)
{
    public static readonly Setting<TimeSpan> PaymentTime = Setting.Duration(
        "ordering.paymentTimeout", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24),
        new LocalizedText("결제 대기 시간", "Time to pay"),
        new LocalizedText("카드나 간편결제가 이 시간 안에 끝나지 않으면 상품이 다시 판매됩니다.", "How long a card or wallet payment may take before the goods go back on sale."));

    public static readonly Setting<TimeSpan> TransferTime = Setting.Duration(
        "ordering.transferGrace", TimeSpan.FromMinutes(30), TimeSpan.Zero, TimeSpan.FromDays(7),
        new LocalizedText("무통장 입금 유예 시간", "Grace for bank transfers"),
        new LocalizedText("입금 기한이 지난 뒤에도 기다리는 시간입니다.", "How long after its due date a bank transfer is still waited for."));

    public static readonly Setting<TimeSpan> HoldTime = Setting.Duration(
        "ordering.holdMargin", TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromHours(24),
        new LocalizedText("재고 예약 여유 시간", "Margin of the reservation"),
        new LocalizedText("결제 대기 시간보다 얼마나 더 상품을 잡아 둘지 정합니다.", "How much longer the goods are held than the payment is waited for."));

    public static readonly Setting<int> DaysToWithdraw = Setting.WholeNumber(
        "ordering.withdrawalDays", 7, 7, 365, new LocalizedText("단순 변심 반품 기간(일)", "Days for a change of mind"),
        new LocalizedText("배송 완료 후 기간입니다. 전자상거래법 제17조 제1항에 따라 7일 이상이어야 합니다.", "After delivery; the law (article 17 (1)) asks for seven at least."));

    public static readonly Setting<int> DaysForFaults = Setting.WholeNumber(
        "ordering.faultDays", 90, 90, 730, new LocalizedText("하자 상품 반품 기간(일)", "Days for faulty goods"),
        new LocalizedText("배송 완료 후 기간입니다. 전자상거래법 제17조 제3항에 따라 3개월 이상이어야 합니다.", "After delivery; the law (article 17 (3)) asks for three months at least."));

    public TimeSpan PaymentTimeout => settings.Get(PaymentTime);

    public TimeSpan TransferGrace => settings.Get(TransferTime);

    public TimeSpan HoldMargin => settings.Get(HoldTime);

    /// <summary>Days after delivery in which goods can be sent back for a change of mind (Korean Act on the Consumer Protection in Electronic Commerce, article 17 (1)).</summary>
    public int WithdrawalDays => settings.Get(DaysToWithdraw);

    /// <summary>Days after delivery in which goods that are faulty or not as described can be sent back (article 17 (3): three months).</summary>
    public int FaultDays => settings.Get(DaysForFaults);

    /// <summary>How long one process keeps a checkout to itself; after a crash the others go on with it when this is over.</summary>
    public TimeSpan Lease { get; } = configuration.GetValue("Ordering:Lease", TimeSpan.FromSeconds(20));

    /// <summary>What sending goods back for a change of mind costs, in minor units by currency; the buyer bears it (article 18 (9)).</summary>
    public IReadOnlyDictionary<string, long> ReturnFees { get; } = new Dictionary<string, long> { ["KRW"] = 3000, ["JPY"] = 400, ["USD"] = 500, ["EUR"] = 500 };

    /// <summary>The zone whose days order numbers and statistics speak of.</summary>
    public string TimeZone { get; } = configuration["Ordering:TimeZone"] ?? "Asia/Seoul";
}
