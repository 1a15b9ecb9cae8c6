using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Sending;
using Maru.Modules.Notifications.Texts;

namespace Maru.Modules.Notifications.Tests.Channels;

internal static class Samples
{
    public const string Korean = "안녕하세요, 홍길동님. 주문해 주셔서 감사합니다.";

    public static Outgoing Message(
        string to = "kim@example.com", string subject = "주문이 완료되었습니다 — 20260101-000001", string? text = null, string name = "홍길동", string? unsubscribe = null, UserId? user = null) => new(
        MessageId.New(), "order-paid", user ?? UserId.New(), new Recipient(user, to, name, "ko", "+821012345678", null),
        new Written(subject, "결제가 완료되었어요.", new MailContent(subject, text ?? Korean + "\r\n.\r\n..two\r\nend", $"<p>{Korean}</p>"), "https://shop.example/orders/1", unsubscribe),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Urgent: false);
}
