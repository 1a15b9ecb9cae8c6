using Maru.Admin.Shell;
using Maru.Contracts.Catalog;

namespace Maru.Admin.Sellers;

/// <summary>States of sellers as staff read them.</summary>
internal static class SellerWords
{
    public static string Status(SellerStatus status, Desk desk) => status switch
    {
        SellerStatus.Approved => desk.Say("팔고 있음", "Approved"),
        SellerStatus.Suspended => desk.Say("멈춤", "Suspended"),
        SellerStatus.Rejected => desk.Say("거절됨", "Rejected"),
        _ => desk.Say("신청", "Pending"),
    };

    public static string Tone(SellerStatus status) => status switch { SellerStatus.Approved => "good", SellerStatus.Pending => "busy", SellerStatus.Suspended => "bad", _ => "calm" };

    public static string Share(int? basisPoints, Desk desk) => basisPoints is { } some ? desk.Percent(some) : desk.Say("아직 모름", "Too few");
}
