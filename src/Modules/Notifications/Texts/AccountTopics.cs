using Maru.Contracts.Notifications;
using static Maru.Modules.Notifications.Texts.Variables;

namespace Maru.Modules.Notifications.Texts;

/// <summary>About one's account. Secrets travel by mail alone.</summary>
internal static class AccountTopics
{
    private static readonly Variable Secret = new("secret", "example", "example", InLinkOnly: true);

    public static IReadOnlyList<Topic> All { get; } =
    [
        new(Topics.Welcome, NotificationKind.Account,
            new("{{name}}님, 가입을 환영합니다", "회원이 되어 주셔서 감사합니다.", null, "{{name}}님, 가입을 환영해요.", "둘러보기"),
            new("Welcome, {{name}}", "Thank you for joining us.", null, "Welcome, {{name}}.", "Look around"),
            [], "/", MailOnly: true),
        new(Topics.VerifyEmail, NotificationKind.Account,
            new("이메일 주소를 확인해 주세요", "{{name}}님, 아래 링크를 눌러 이메일 주소를 확인해 주세요.\n\n링크는 {{until}}까지 한 번만 사용할 수 있습니다.", null, "이메일 주소를 확인해 주세요.", "이메일 확인"),
            new("Please confirm your e-mail address", "{{name}}, please confirm your e-mail address with the link below.\n\nIt can be used once, until {{until}}.", null, "Please confirm your e-mail address.", "Confirm address"),
            [Until, Secret], "/account/verify-email?token={{secret}}", Urgent: true, MailOnly: true),
        new(Topics.ResetPassword, NotificationKind.Account,
            new("비밀번호 재설정", "{{name}}님, 아래 링크에서 새 비밀번호를 정하실 수 있습니다.\n\n링크는 {{until}}까지 한 번만 사용할 수 있습니다.\n\n요청하지 않으셨다면 이 메일을 무시하세요.", null, "비밀번호를 다시 정해 주세요.", "비밀번호 재설정"),
            new("Reset your password", "{{name}}, you can choose a new password with the link below.\n\nIt can be used once, until {{until}}.\n\nIf you did not ask for this, ignore this mail.", null, "Choose a new password.", "Choose a password"),
            [Until, Secret], "/account/reset-password?token={{secret}}", Urgent: true, MailOnly: true),
        new(Topics.SessionEnded, NotificationKind.Account,
            new("로그인 하나를 안전하게 종료했습니다", "{{name}}님, 다른 곳에서 로그인 정보가 다시 사용되어 해당 로그인을 종료했습니다.\n\n본인이 아니라면 비밀번호를 바꿔 주세요.", null, "로그인 하나를 안전하게 종료했어요. 본인이 아니라면 비밀번호를 바꿔 주세요.", "내 계정"),
            new("We ended one of your sessions", "{{name}}, the key of one of your sessions was used a second time, so we ended that session.\n\nIf that was not you, change your password.", null, "We ended one of your sessions to be safe. If this was not you, change your password.", "My account"),
            [], "/account", Urgent: true),
    ];
}
