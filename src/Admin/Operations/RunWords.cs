using Maru.Admin.Shell;

namespace Maru.Admin.Operations;

/// <summary>States of a job's run as staff read them.</summary>
internal static class RunWords
{
    public static string Say(string state, Desk desk) => state switch
    {
        "running" => desk.Say("도는 중", "Running"),
        "succeeded" => desk.Say("됨", "Succeeded"),
        "failed" => desk.Say("실패", "Failed"),
        "stopped" => desk.Say("멈춤", "Stopped"),
        "abandoned" => desk.Say("버려짐", "Abandoned"),
        _ => state,
    };

    public static string Tone(string state) => state switch { "succeeded" => "good", "running" => "busy", "failed" or "abandoned" => "bad", _ => "calm" };
}
