using Maru.Admin.Shell;
using Maru.Contracts.Reviews;

namespace Maru.Admin.Reviews;

/// <summary>States and reasons of moderation as staff read them.</summary>
internal static class ReviewWords
{
    public static IReadOnlyList<string> Reasons { get; } = ["spam", "offensive", "off-topic", "personal-data", "duplicate", "other"];

    public static string State(ReviewState state, Desk desk) => state switch
    {
        ReviewState.Approved => desk.Say("보임", "Approved"), ReviewState.Rejected => desk.Say("거절됨", "Rejected"), _ => desk.Say("기다림", "Pending"),
    };

    public static string Tone(ReviewState state) => state switch { ReviewState.Approved => "good", ReviewState.Rejected => "bad", _ => "busy" };

    public static string Reason(string reason, Desk desk) => reason switch
    {
        "spam" => desk.Say("광고", "Spam"),
        "offensive" => desk.Say("욕설", "Offensive"),
        "off-topic" => desk.Say("상관없는 말", "Off topic"),
        "personal-data" => desk.Say("개인 정보", "Personal data"),
        "duplicate" => desk.Say("되풀이", "Duplicate"),
        "other" => desk.Say("그 밖", "Other"),
        _ => reason,
    };

    public static string Stars(int stars) => new string('★', stars) + new string('☆', 5 - stars);

    public static string Short(string text) => text.Length <= 120 ? text : text[..117] + "…";
}
