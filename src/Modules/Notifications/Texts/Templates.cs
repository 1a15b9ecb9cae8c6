using Maru.Contracts;
using Maru.Modules.Notifications.Messages;

namespace Maru.Modules.Notifications.Texts;

/// <param name="Body">Paragraphs, with {placeholders}; a paragraph whose placeholder has no value is left out.</param>
/// <param name="Lines">Lists what was ordered below the text.</param>
/// <param name="Link">What the button says, where it leads ({placeholders} too).</param>
internal sealed record Template(string Topic, LocalizedText Subject, LocalizedText Body, bool Lines = false, LocalizedText? LinkText = null, string? Link = null);

internal static class Templates
{
    public static IReadOnlyDictionary<string, Template> All { get; } = new Template[]
    {
        new(Topics.OrderPaid,
            new("주문 {number} 결제가 완료되었습니다", "Your order {number} is paid"),
            new("{name}님, 주문해 주셔서 감사합니다.\n결제 금액: {amount}\n상품이 출발하면 다시 알려 드리겠습니다.", "Thank you for your order, {name}.\nPaid: {amount}\nWe will write again when your goods are on their way."),
            Lines: true),
        new(Topics.OrderAwaitingPayment,
            new("주문 {number} 입금을 기다리고 있습니다", "Order {number} waits for your bank transfer"),
            new("입금하실 금액: {amount}\n입금 계좌: {bank} {account}\n예금주: {holder}\n입금 기한: {until}", "Please transfer {amount}.\nAccount: {bank} {account}\nAccount holder: {holder}\nPlease pay by {until}."),
            Lines: true),
        new(Topics.OrderFailed,
            new("주문 {number}을(를) 진행하지 못했습니다", "Order {number} did not go through"),
            new("{name}님, 결제 기한이 지났거나 상품이 품절되어 주문이 취소되었습니다.\n이미 결제된 금액이 있다면 자동으로 환불됩니다.", "{name}, the payment was not completed in time or the goods sold out, so the order was not made.\nIf anything was paid, it is given back automatically.")),
        new(Topics.OrderShipped,
            new("주문 {number} 상품이 출발했습니다", "Your order {number} is on its way"),
            new("{name}님, 주문하신 상품이 출발했습니다.\n택배사: {carrier}\n운송장 번호: {tracking}", "{name}, your goods have been sent.\nCarrier: {carrier}\nTracking number: {tracking}")),
        new(Topics.OrderDelivered,
            new("주문 {number} 상품이 도착했습니다", "Your order {number} has arrived"),
            new("{name}님, 주문하신 상품이 배송되었습니다.\n문제가 있으면 주문 내역에서 반품이나 교환을 신청하실 수 있습니다.", "{name}, your order was delivered.\nIf anything is wrong, you can ask for a return or an exchange on the order's page."),
            Lines: true),
        new(Topics.OrderCancelled,
            new("주문 {number}이(가) 취소되었습니다", "Your order {number} was cancelled"),
            new("{name}님, 주문이 취소되었습니다.\n환불 금액: {amount}", "{name}, your order was cancelled.\nGiven back: {amount}")),
        new(Topics.OrderRefunded,
            new("주문 {number} 환불이 완료되었습니다", "A refund for order {number}"),
            new("{name}님, {amount}이(가) 환불되었습니다.\n카드사에 따라 표시되기까지 며칠 걸릴 수 있습니다.", "{name}, {amount} was given back to you.\nIt can take some days until your bank shows it.")),
        new(Topics.Welcome,
            new("{name}님, 가입을 환영합니다", "Welcome, {name}"),
            new("회원이 되어 주셔서 감사합니다.", "Thank you for joining us.")),
        new(Topics.VerifyEmail,
            new("이메일 주소를 확인해 주세요", "Please confirm your e-mail address"),
            new("{name}님, 아래 링크를 눌러 이메일 주소를 확인해 주세요.\n링크는 {until}까지 한 번만 사용할 수 있습니다.", "{name}, please confirm your e-mail address with the link below.\nIt can be used once, until {until}."),
            LinkText: new("이메일 확인", "Confirm address"), Link: "/account/verify-email?token={secret}"),
        new(Topics.ResetPassword,
            new("비밀번호 재설정", "Reset your password"),
            new("{name}님, 아래 링크에서 새 비밀번호를 정하실 수 있습니다.\n링크는 {until}까지 한 번만 사용할 수 있습니다.\n요청하지 않으셨다면 이 메일을 무시하세요.", "{name}, you can choose a new password with the link below.\nIt can be used once, until {until}.\nIf you did not ask for this, ignore this mail."),
            LinkText: new("비밀번호 재설정", "Choose a password"), Link: "/account/reset-password?token={secret}"),
    }.ToDictionary(t => t.Topic);
}
