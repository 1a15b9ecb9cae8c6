using Maru.Admin.Shell;
using Maru.Contracts.Notifications;

namespace Maru.Admin.Messages;

/// <summary>States and ways of messages as staff read them.</summary>
internal static class MessageWords
{
    public static string State(MessageState state, Desk desk) => state switch
    {
        MessageState.Collected => desk.Say("모으는 중", "Collected"),
        MessageState.Digested => desk.Say("모아 보냄", "In a digest"),
        MessageState.Sent => desk.Say("보냄", "Sent"),
        MessageState.Delivered => desk.Say("도착", "Delivered"),
        MessageState.Opened => desk.Say("열어 봄", "Opened"),
        MessageState.Failed => desk.Say("실패", "Failed"),
        _ => desk.Say("기다림", "Queued"),
    };

    public static string Tone(MessageState state) => state switch
    {
        MessageState.Sent or MessageState.Delivered or MessageState.Opened or MessageState.Digested => "good", MessageState.Failed => "bad", _ => "busy",
    };

    public static string Channel(NotificationChannel channel, Desk desk) => channel switch
    {
        NotificationChannel.Mail => desk.Say("이메일", "E-mail"),
        NotificationChannel.Sms => desk.Say("문자", "SMS"),
        NotificationChannel.Push => desk.Say("앱 알림", "App push"),
        NotificationChannel.WebPush => desk.Say("브라우저 알림", "Browser push"),
        _ => desk.Say("가게 안", "In the shop"),
    };
}
