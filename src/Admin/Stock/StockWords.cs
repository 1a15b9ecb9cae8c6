using Maru.Admin.Shell;
using Maru.Contracts.Inventory;

namespace Maru.Admin.Stock;

/// <summary>How full a shelf is, and what moved on it, in words.</summary>
internal static class StockWords
{
    public static string Level(StockLevelView level, Desk desk) =>
        level.Available <= 0 ? desk.Say("없음", "Out") : level.Available <= level.LowThreshold ? desk.Say("모자람", "Low") : desk.Say("넉넉함", "Enough");

    public static string Tone(StockLevelView level) => level.Available <= 0 ? "bad" : level.Available <= level.LowThreshold ? "busy" : "good";

    public static string Movement(string kind, Desk desk) => kind switch
    {
        "receive" => desk.Say("들어옴", "Received"),
        "adjust" => desk.Say("고침", "Corrected"),
        "reserve" => desk.Say("잡음", "Reserved"),
        "commit" => desk.Say("나감", "Sold"),
        "release" => desk.Say("놓음", "Released"),
        "expire" => desk.Say("기한 지나 놓음", "Hold lapsed"),
        "restock" => desk.Say("다시 꽂음", "Restocked"),
        "transfer-out" => desk.Say("옮겨 나감", "Moved out"),
        "transfer-in" => desk.Say("옮겨 옴", "Moved in"),
        "repair" => desk.Say("바로잡음", "Repaired"),
        _ => kind,
    };

    public static IReadOnlyList<string> Reasons { get; } = ["count", "receipt", "damage", "loss", "found", "return", "correction"];

    public static string Reason(string reason, Desk desk) => reason switch
    {
        "count" => desk.Say("세어 보니", "Count"),
        "receipt" => desk.Say("들어옴", "Receipt"),
        "damage" => desk.Say("망가짐", "Damage"),
        "loss" => desk.Say("잃어버림", "Loss"),
        "found" => desk.Say("찾음", "Found"),
        "return" => desk.Say("반품", "Return"),
        "correction" => desk.Say("바로잡음", "Correction"),
        _ => reason,
    };
}
