using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Ordering;

/// <summary>Settings under <c>Ordering</c>.</summary>
internal sealed record OrderingOptions
{
    /// <summary>How long a card or wallet payment may take before the goods go back on sale.</summary>
    public TimeSpan PaymentTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after its due date a bank transfer is still waited for.</summary>
    public TimeSpan TransferGrace { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How much longer the goods are held than the payment is waited for.</summary>
    public TimeSpan HoldMargin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one process keeps a checkout to itself; after a crash the others go on with it when this is over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Days after delivery in which goods can be sent back for a change of mind (Korean Act on the Consumer Protection in Electronic Commerce, article 17 (1)).</summary>
    public int WithdrawalDays { get; init; } = 7;

    /// <summary>Days after delivery in which goods that are faulty or not as described can be sent back (article 17 (3): three months).</summary>
    public int FaultDays { get; init; } = 90;

    /// <summary>What sending goods back for a change of mind costs, in minor units by currency; the buyer bears it (article 18 (9)).</summary>
    public IReadOnlyDictionary<string, long> ReturnFees { get; init; } = new Dictionary<string, long> { ["KRW"] = 3000, ["JPY"] = 400, ["USD"] = 500, ["EUR"] = 500 };

    /// <summary>The zone whose days order numbers and statistics speak of.</summary>
    public string TimeZone { get; init; } = "Asia/Seoul";

    public static OrderingOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Ordering");
        var defaults = new OrderingOptions();
        return new OrderingOptions
        {
            PaymentTimeout = section.GetValue(nameof(PaymentTimeout), defaults.PaymentTimeout),
            TransferGrace = section.GetValue(nameof(TransferGrace), defaults.TransferGrace),
            HoldMargin = section.GetValue(nameof(HoldMargin), defaults.HoldMargin),
            Lease = section.GetValue(nameof(Lease), defaults.Lease),
            WithdrawalDays = section.GetValue(nameof(WithdrawalDays), defaults.WithdrawalDays),
            FaultDays = section.GetValue(nameof(FaultDays), defaults.FaultDays),
            TimeZone = section.GetValue(nameof(TimeZone), defaults.TimeZone)!,
        };
    }
}
