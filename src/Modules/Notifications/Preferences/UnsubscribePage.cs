using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Notifications.Preferences;

/// <summary>
/// The page behind the link at the end of a mail. Looking at it changes nothing, for mail scanners follow links; its button, and the mail program's own
/// (List-Unsubscribe-Post), post to the same address. Nobody needs to sign in.
/// </summary>
internal static class UnsubscribePage
{
    private const string StylePath = UnsubscribeLinks.Path + ".css";

    private const string Style =
        """
        :root { color-scheme: light dark; --ground: #FAF7F2; --ink: #1E1B18; --muted: #6B635A; --act: #D9481C; }
        @media (prefers-color-scheme: dark) { :root { --ground: #161412; --ink: #F3EEE6; --muted: #A79E92; --act: #FF7A4D; } }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.6 Pretendard, sans-serif; word-break: keep-all; }
        main { max-width: 32rem; margin: 0 auto; padding: 64px 20px; }
        h1 { font-size: 28px; line-height: 1.25; }
        p { color: var(--muted); }
        button { min-height: 44px; padding: 0 24px; border: 0; border-radius: 4px; background: var(--act); color: var(--ground); font: inherit; cursor: pointer; }
        """;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet(UnsubscribeLinks.Path, async (INotificationPreferences preferences, CancellationToken ct, string token = "") =>
            Page(await preferences.ReadUnsubscribeAsync(token, ct), token)).ExcludeFromDescription();
        root.MapPost(UnsubscribeLinks.Path, async (INotificationPreferences preferences, CancellationToken ct, string token = "") =>
            Page((await preferences.UnsubscribeAsync(token, ct)).Value, token)).ExcludeFromDescription();
        root.MapGet(StylePath, () => TypedResults.Text(Style, "text/css")).ExcludeFromDescription();
    }

    private static ContentHttpResult Page(UnsubscribeView? view, string token)
    {
        var language = view?.Language ?? "en";
        var ko = language == "ko";
        var (title, text) = view switch
        {
            null => ("This link does not work · 사용할 수 없는 링크예요", "Open the link at the end of the mail again. · 메일 끝의 링크를 다시 열어 주세요."),
            { On: false } => ko ? ("이제 보내지 않아요", "내 계정의 알림 설정에서 언제든지 다시 켤 수 있어요.") : ("You will not get such mail any more", "You can switch it on again in your account at any time."),
            _ => ko ? ("이런 메일을 그만 받을까요?", Names(view.Kinds, ko)) : ("Stop mail like this?", Names(view.Kinds, ko)),
        };
        var form = view is { On: true }
            ? $"<form method=\"post\" action=\"{UnsubscribeLinks.Path}?token={MailFrame.Escape(token)}\"><button>{(ko ? "그만 받기" : "Stop it")}</button></form>"
            : "";
        return TypedResults.Content(
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">" +
            $"<title>{title}</title><link rel=\"stylesheet\" href=\"{StylePath}\"></head><body><main><h1>{title}</h1><p>{text}</p>{form}</main></body></html>",
            "text/html; charset=utf-8", statusCode: view is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static string Names(IReadOnlyList<NotificationKind> kinds, bool ko) => string.Join(", ", kinds.Select(k => (k, ko) switch
    {
        (NotificationKind.Orders, true) => "주문",
        (NotificationKind.Orders, false) => "orders",
        (NotificationKind.Account, true) => "계정",
        (NotificationKind.Account, false) => "account",
        (NotificationKind.Watched, true) => "찜한 상품 소식",
        (NotificationKind.Watched, false) => "goods you watch",
        (NotificationKind.Rewards, true) => "등급과 혜택",
        (NotificationKind.Rewards, false) => "tiers and rewards",
        (NotificationKind.Social, true) => "초대",
        (NotificationKind.Social, false) => "invitations",
        (NotificationKind.Marketing, true) => "광고",
        (NotificationKind.Marketing, false) => "advertising",
        (NotificationKind.Staff, true) => "업무 알림",
        (NotificationKind.Staff, false) => "work",
        _ => throw new ArgumentOutOfRangeException(nameof(kinds), k, null),
    }));
}
