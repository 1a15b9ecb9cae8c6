using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Reviews;

internal enum WhoMayWrite
{
    /// <summary>Those to whom the goods were delivered.</summary>
    Delivered,

    /// <summary>Those who paid, also before the parcel arrives.</summary>
    Paid,

    /// <summary>Every member; who did not buy gets no mark.</summary>
    Anybody,
}

/// <summary>
/// The section "Reviews" of the configuration: who may write (Reviews:WhoMayWrite: delivered, paid or anybody), below which spam score a text is shown
/// without anybody looking at it (Reviews:ApproveBelow, 0 to 1; 0 lets everything wait), how long an author may change his words (Reviews:EditDays), and
/// words of the shop's own that are not to be shown (Reviews:BlockedWords, with commas).
/// </summary>
internal sealed record ReviewsOptions(WhoMayWrite WhoMayWrite, double ApproveBelow, TimeSpan EditPeriod, IReadOnlyList<string> BlockedWords)
{
    public static ReviewsOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Reviews");
        return new ReviewsOptions(
            (section["WhoMayWrite"] ?? "delivered") switch
            {
                "delivered" => WhoMayWrite.Delivered,
                "paid" => WhoMayWrite.Paid,
                "anybody" => WhoMayWrite.Anybody,
                var other => throw new FormatException($"Reviews:WhoMayWrite: '{other}' is none of delivered, paid, anybody."),
            },
            Number(section["ApproveBelow"], "ApproveBelow", 0.35, 1),
            TimeSpan.FromDays(Number(section["EditDays"], "EditDays", 30, 3650)),
            (section["BlockedWords"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static double Number(string? text, string key, double fallback, double most) =>
        text is null ? fallback
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= most ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Reviews:{key}: '{text}' is not a number from 0 to {most}."));
}
