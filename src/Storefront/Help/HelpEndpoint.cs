using Maru.Contracts;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Help;

public sealed record HelpTopic(LocalizedText Title, IReadOnlyList<LocalizedText> Paragraphs);

/// <summary>What a shopper asks before buying.</summary>
internal static class HelpEndpoint
{
    private static readonly Dictionary<string, HelpTopic> Topics = new()
    {
        ["shipping"] = new(new LocalizedText("배송 안내", "Shipping"),
        [
            new("주문할 때 받는 곳과 무게에 맞는 배송 방법과 도착 예정일을 보여 드려요.", "At checkout you see the ways to ship to your address, what each costs and when it should arrive."),
            new("보낸 뒤에는 주문 페이지에서 운송장 번호와 진행을 볼 수 있어요.", "Once it is sent, the order's page shows the tracking number and how far it has come."),
        ]),
        ["returns"] = new(new LocalizedText("교환·반품", "Returns"),
        [
            new("받은 날부터 7일 안에 교환이나 반품을 신청할 수 있어요. 물건에 문제가 있으면 배송비는 저희가 내요.", "You can return or exchange within seven days of receiving it. If something is wrong with it, we pay for the way back."),
            new("물건을 살펴본 뒤 결제한 수단으로 돌려 드려요. 쓴 포인트도 함께 돌아와요.", "After we have looked at it, the money goes back the way it came, and so do the points you used."),
        ]),
        ["privacy"] = new(new LocalizedText("개인정보", "Privacy"),
        [
            new("이름, 이메일, 주소는 사람마다 다른 열쇠로 잠가 두어요. 카드 번호는 받지도 저장하지도 않아요.", "Names, e-mail and addresses are locked with a key of your own. Card numbers are neither received nor kept."),
            new("내 계정에서 모든 정보를 내려받을 수 있고, 지우면 열쇠를 없애서 아무도 다시 읽을 수 없어요.", "You can download everything from your account; when you erase it the key is destroyed and nobody can read it again."),
        ]),
    };

    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/help/{topic}", (string topic, HttpContext context) =>
    {
        var visit = Visit.Of(context);
        return Topics.TryGetValue(topic, out var found) ? Pages.Show<HelpPage>(context, visit, new { Topic = found }) : NotFoundPage.Show(context, visit);
    });
}
