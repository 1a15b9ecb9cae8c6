using Maru.Contracts.Notifications;
using static Maru.Modules.Notifications.Texts.Variables;

namespace Maru.Modules.Notifications.Texts;

/// <summary>From the order to the refund.</summary>
internal static class OrderTopics
{
    private const string LineList = "\n\n{{#lines}}\n- {{product}}{{#options}} {{options}}{{/options}} × {{quantity}}: {{total}}\n{{/lines}}";
    private const string ToOrder = "/orders/{{order}}";

    public static IReadOnlyList<Topic> All { get; } =
    [
        Of(Topics.OrderPaid,
            new("주문 {{number}} 결제가 완료되었습니다",
                "{{name}}님, 주문해 주셔서 감사합니다.\n\n결제 금액: {{amount}}\n\n상품이 출발하면 다시 알려 드리겠습니다." + LineList, null,
                "주문 {{number}} 결제가 완료되었어요. {{amount}}", "주문 보기"),
            new("Your order {{number}} is paid",
                "Thank you for your order, {{name}}.\n\nPaid: {{amount}}\n\nWe will write again when your goods are on their way." + LineList, null,
                "Your order {{number}} is paid: {{amount}}.", "See the order"),
            Amount, Lines),
        Of(Topics.OrderAwaitingPayment,
            new("주문 {{number}} 입금을 기다리고 있습니다",
                "입금하실 금액: {{amount}}\n\n입금 계좌: {{bank}} {{account}}\n\n예금주: {{holder}}\n\n{{#until}}입금 기한: {{until}}{{/until}}" + LineList, null,
                "주문 {{number}}: {{bank}} {{account}}로 {{amount}}을 입금해 주세요.{{#until}} 기한 {{until}}{{/until}}", "주문 보기"),
            new("Order {{number}} waits for your bank transfer",
                "Please transfer {{amount}}.\n\nAccount: {{bank}} {{account}}\n\nAccount holder: {{holder}}\n\n{{#until}}Please pay by {{until}}.{{/until}}" + LineList, null,
                "Order {{number}}: please transfer {{amount}} to {{bank}} {{account}}{{#until}} by {{until}}{{/until}}.", "See the order"),
            Amount, Lines, new("bank", "국민은행", "KB"), new("account", "123-456-7890", "123-456-7890"), new("holder", "마루", "Maru"), Until),
        Of(Topics.OrderFailed,
            new("주문 {{number}}을(를) 진행하지 못했습니다",
                "{{name}}님, 결제 기한이 지났거나 상품이 품절되어 주문이 취소되었습니다.\n\n이미 결제된 금액이 있다면 자동으로 환불됩니다.", null,
                "주문 {{number}}을(를) 진행하지 못했어요. 결제된 금액은 자동으로 환불돼요.", "주문 보기"),
            new("Order {{number}} did not go through",
                "{{name}}, the payment was not completed in time or the goods sold out, so the order was not made.\n\nIf anything was paid, it is given back automatically.", null,
                "Order {{number}} did not go through. Anything that was paid is given back.", "See the order")),
        Of(Topics.OrderShipped,
            new("주문 {{number}} 상품이 출발했습니다",
                "{{name}}님, 주문하신 상품이 출발했습니다.\n\n택배사: {{carrier}}\n\n{{#tracking}}운송장 번호: {{tracking}}{{/tracking}}", null,
                "주문 {{number}} 상품이 출발했어요. {{carrier}} {{tracking}}", "배송 보기"),
            new("Your order {{number}} is on its way",
                "{{name}}, your goods have been sent.\n\nCarrier: {{carrier}}\n\n{{#tracking}}Tracking number: {{tracking}}{{/tracking}}", null,
                "Your order {{number}} is on its way: {{carrier}} {{tracking}}", "Follow the parcel"),
            new("carrier", "한진택배", "Hanjin"), new("tracking", "123456789012", "123456789012")),
        Of(Topics.OrderDelivered,
            new("주문 {{number}} 상품이 도착했습니다",
                "{{name}}님, 주문하신 상품이 배송되었습니다.\n\n문제가 있으면 주문 내역에서 반품이나 교환을 신청하실 수 있습니다." + LineList, null,
                "주문 {{number}} 상품이 도착했어요.", "주문 보기"),
            new("Your order {{number}} has arrived",
                "{{name}}, your order was delivered.\n\nIf anything is wrong, you can ask for a return or an exchange on the order's page." + LineList, null,
                "Your order {{number}} has arrived.", "See the order"),
            Lines),
        Of(Topics.OrderCancelled,
            new("주문 {{number}}이(가) 취소되었습니다", "{{name}}님, 주문이 취소되었습니다.\n\n환불 금액: {{amount}}", null, "주문 {{number}}이(가) 취소되었어요. 환불 금액 {{amount}}", "주문 보기"),
            new("Your order {{number}} was cancelled", "{{name}}, your order was cancelled.\n\nGiven back: {{amount}}", null, "Your order {{number}} was cancelled. Given back: {{amount}}.", "See the order"),
            Amount),
        Of(Topics.OrderRefunded,
            new("주문 {{number}} 환불이 완료되었습니다", "{{name}}님, {{amount}}이(가) 환불되었습니다.\n\n카드사에 따라 표시되기까지 며칠 걸릴 수 있습니다.", null, "주문 {{number}}에서 {{amount}}이(가) 환불되었어요.", "주문 보기"),
            new("A refund for order {{number}}", "{{name}}, {{amount}} was given back to you.\n\nIt can take some days until your bank shows it.", null, "{{amount}} of order {{number}} was given back to you.", "See the order"),
            Amount),
        Of(Topics.ReturnRequested,
            new("주문 {{number}} 반품·교환 신청을 받았습니다", "{{name}}님, 신청을 받았습니다. 확인하는 대로 안내해 드리겠습니다.", null, "주문 {{number}} 반품·교환 신청을 받았어요.", "신청 보기"),
            new("We have your return request for order {{number}}", "{{name}}, we have your request and will write as soon as it is looked at.", null, "We have your return request for order {{number}}.", "See the request")),
        Of(Topics.ReturnSettled,
            new("주문 {{number}} 반품·교환이 처리되었습니다", "{{name}}님, 반품·교환 처리가 끝났습니다.\n\n{{#amount}}환불 금액: {{amount}}{{/amount}}", null, "주문 {{number}} 반품·교환 처리가 끝났어요.", "주문 보기"),
            new("Your return for order {{number}} is settled", "{{name}}, your return is settled.\n\n{{#amount}}Given back: {{amount}}{{/amount}}", null, "Your return for order {{number}} is settled.", "See the order"),
            Amount),
    ];

    private static Topic Of(string name, TemplateContent ko, TemplateContent en, params Variable[] more) =>
        new(name, NotificationKind.Orders, ko, en, [Number, Variables.Order, .. more], ToOrder);
}
