using Maru.Contracts.Notifications;
using static Maru.Modules.Notifications.Texts.Variables;

namespace Maru.Modules.Notifications.Texts;

/// <summary>What other modules have people told of, each with its own switch, and the digest of it.</summary>
internal static class ShoppingTopics
{
    private const string ToProduct = "/p/{{slug}}";

    public static IReadOnlyList<Topic> All { get; } =
    [
        new("price-alert", NotificationKind.Watched,
            Ko("{{product}} 가격이 내려갔습니다", "지켜보시던 {{product}}의 가격이 {{former}}에서 {{price}}(으)로 내려갔습니다.", "{{product}} 가격이 {{price}}(으)로 내려갔어요.", "상품 보기"),
            En("{{product}} costs less now", "{{product}}, which you watch, went from {{former}} to {{price}}.", "{{product}} went from {{former}} to {{price}}.", "See it"),
            [Product, Slug, new("price", "39,000원", "39,000 KRW"), new("former", "45,000원", "45,000 KRW")], ToProduct),
        new("back-in-stock", NotificationKind.Watched,
            Ko("{{product}}이(가) 다시 들어왔습니다", "기다리시던 {{product}}을(를) 다시 살 수 있습니다.", "기다리시던 {{product}}이(가) 다시 들어왔어요.", "상품 보기"),
            En("{{product}} is back", "{{product}}, which you waited for, can be bought again.", "{{product}} is back in stock.", "See it"),
            [Product, Slug], ToProduct),
        new("similar-in-stock", NotificationKind.Watched,
            Ko("{{wanted}}와(과) 비슷한 상품이 있습니다", "{{wanted}}은(는) 아직 없지만, 비슷한 {{product}}이(가) 있습니다.", "{{wanted}} 대신 {{product}}은(는) 어떠세요?", "상품 보기"),
            En("Something like {{wanted}}", "{{wanted}} is still sold out, but {{product}} is much like it.", "{{product}} is much like {{wanted}}, and in stock.", "See it"),
            [Product, Slug, new("wanted", "면 셔츠", "Cotton shirt")], ToProduct),
        new("level-up", NotificationKind.Rewards,
            Ko("{{tier}} 등급이 되었습니다", "{{name}}님, {{tier}} 등급이 되신 것을 축하합니다.", "{{tier}} 등급이 되었어요.", "혜택 보기"),
            En("You reached {{tier}}", "Congratulations, {{name}}: you reached {{tier}}.", "You reached {{tier}}.", "See what it brings"),
            [new("tier", "골드", "Gold")], "/account"),
        new("badge", NotificationKind.Rewards,
            Ko("{{badge}} 배지를 받았습니다", "{{name}}님, {{badge}} 배지를 받으셨습니다.", "{{badge}} 배지를 받았어요.", "배지 보기"),
            En("A badge: {{badge}}", "{{name}}, you earned the badge {{badge}}.", "You earned the badge {{badge}}.", "See your badges"),
            [new("badge", "첫 리뷰", "First review")], "/account"),
        new("group-buy-invitation", NotificationKind.Social,
            Ko("{{product}} 함께 사기에 초대받았습니다", "{{product}}을(를) 함께 사면 {{price}}입니다.\n\n{{#until}}{{until}}까지 참여할 수 있습니다.{{/until}}", "{{product}}을(를) 함께 사면 {{price}}예요.", "참여하기"),
            En("Buy {{product}} together", "Together {{product}} costs {{price}}.\n\n{{#until}}You can join until {{until}}.{{/until}}", "Together {{product}} costs {{price}}.", "Join"),
            [Product, Slug, new("price", "35,000원", "35,000 KRW"), Until], ToProduct),
        new("cart-reminder", NotificationKind.Marketing,
            Ko("장바구니에 {{product}}이(가) 남아 있습니다", "{{name}}님, 장바구니에 담아 두신 {{product}}이(가) 기다리고 있습니다.{{#offer}}\n\n{{offer}}{{/offer}}", "장바구니에 {{product}}이(가) 남아 있어요.", "장바구니 보기"),
            En("{{product}} is still in your cart", "{{name}}, {{product}} is waiting in your cart.{{#offer}}\n\n{{offer}}{{/offer}}", "{{product}} is still in your cart.", "See the cart"),
            [Product, new("offer", "오늘까지 5% 할인", "5% off until tonight")], "/cart"),
        new("promotion", NotificationKind.Marketing,
            Ko("{{title}}", "{{text}}", "{{title}}", "보러 가기"), En("{{title}}", "{{text}}", "{{title}}", "See more"),
            [new("title", "여름 세일", "Summer sale"), new("text", "여름 상품을 30% 할인합니다.", "Summer goods, 30% off."), new("path", "c/summer", "c/summer")], "/{{path}}"),
        new("low-stock", NotificationKind.Staff,
            Ko("{{sku}} 재고가 {{left}}개 남았습니다", "{{sku}} 재고가 {{left}}개 남았습니다.", "{{sku}} 재고 {{left}}개", "재고 보기"),
            En("{{sku}}: {{left}} left", "There are {{left}} pieces of {{sku}} left.", "{{sku}}: {{left}} left", "See stock"),
            [new("sku", "SHIRT-M", "SHIRT-M"), new("left", "3", "3")], "/admin"),
        new(Topics.Digest, NotificationKind.Watched,
            Ko("모아 보는 소식 {{count}}건", "{{name}}님, 그동안의 소식입니다.\n\n{{#items}}\n- {{title}}: {{brief}}{{#link}} {{link}}{{/link}}\n{{/items}}", "새 소식 {{count}}건", "보러 가기"),
            En("{{count}} things worth knowing", "{{name}}, this is what there was.\n\n{{#items}}\n- {{title}}: {{brief}}{{#link}} {{link}}{{/link}}\n{{/items}}", "{{count}} things worth knowing", "Look around"),
            [
                new("count", "1", "1"),
                new("items", "", "", [new("title", "리넨 셔츠가 다시 들어왔습니다", "Linen shirt is back"), new("brief", "다시 살 수 있어요.", "It can be bought again."), new("link", "https://shop.example/p/linen-shirt", "https://shop.example/p/linen-shirt")]),
            ], "/", MailOnly: true),
    ];

    private static TemplateContent Ko(string subject, string text, string brief, string action) => new(subject, text, null, brief, action);

    private static TemplateContent En(string subject, string text, string brief, string action) => new(subject, text, null, brief, action);
}
