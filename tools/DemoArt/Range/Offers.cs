using Maru.Demo;

namespace Maru.DemoArt.Range;

/// <summary>Promotions and coupons. Days are counted from the day the demo is loaded, so something always runs.</summary>
internal static class Offers
{
    public static IReadOnlyList<DemoPromotion> Promotions { get; } =
    [
        new("today-mug", "daily", new("오늘의 한 가지: 컵", "Today's one thing: cups"), new("오늘 자정까지 컵과 텀블러를 10% 더 낮춰 드려요.", "Mugs and tumblers, a further 10% off until midnight."), 10, ["drinkware"], [], 0, 1, null),
        new("today-socks", "daily", new("내일의 한 가지: 양말", "Tomorrow's one thing: socks"), new("세 켤레를 담으면 더 편한 가격이에요.", "Fill a drawer for less."), 15, ["socks"], [], 1, 1, null),
        new("today-hats", "daily", new("모레의 한 가지: 모자", "The day after: hats"), new("햇볕도 찬바람도 모자 하나로 가려요.", "One hat for sun or wind."), 10, ["hats"], [], 2, 1, null),
        new("week-down", "weekly", new("이번 주 다운 주간", "Down week"), new("패딩과 다운을 이번 주에만 5% 더 낮춰요.", "Every down jacket, 5% further off this week."), 5, ["down-jackets"], [], -2, 7, "home/cat-outerwear.webp"),
        new("week-denim", "weekly", new("하루데님 주간", "Haru Denim week"), new("청바지를 한 벌 더 들일 때예요.", "Time for another pair."), 10, ["jeans"], ["haru"], 5, 7, "home/cat-clothing.webp"),
        new("week-shoes", "weekly", new("걷기 좋은 주", "A week for walking"), new("운동화와 등산화를 모았어요.", "Trainers and hiking boots together."), 7, ["sneakers", "boots"], [], 12, 7, "home/cat-shoes.webp"),
        new("season-winter", "season", new("겨울 아우터 아울렛", "Winter outerwear outlet"), new("코트와 패딩을 최대 50%까지 낮췄어요.", "Coats and down, up to half price."), 5, ["coats", "down-jackets", "fleece"], [], -20, 60, "home/cat-outerwear.webp"),
        new("season-camp", "season", new("불멍의 계절", "Campfire season"), new("텐트와 의자, 랜턴을 한자리에 모았어요.", "Tents, chairs and lanterns in one place."), 8, ["tents", "furniture", "lanterns"], [], -10, 45, "home/cat-camping.webp"),
        new("season-gift", "season", new("연말 선물", "Year-end presents"), new("시계와 목도리, 도자를 상자에 담아 드려요.", "Watches, scarves and pottery, boxed."), 7, ["watches", "scarves", "drinkware"], [], 10, 40, "home/cat-accessories.webp"),
    ];

    public static IReadOnlyList<DemoCoupon> Coupons { get; } =
    [
        new("WELCOME10", new("첫 주문 10%", "10% off your first order"), 10, null, null, 30_000, 2_500, 30, 1, true),
        new("MARU5000", new("5만 원 이상 5천 원", "₩5,000 off over ₩50,000"), null, 5_000, 400, 50_000, 4_000, 60, 3, false),
        new("WINTER20000", new("20만 원 이상 2만 원", "₩20,000 off over ₩200,000"), null, 20_000, 1_500, 200_000, 15_000, 45, 1, false),
        new("CAMP15", new("캠핑 15%", "15% off camping"), 15, null, null, 100_000, 8_000, 30, 1, false),
        new("THANKS3000", new("리뷰 감사 3천 원", "₩3,000 thank-you for a review"), null, 3_000, 250, 10_000, 1_000, 90, 10, false),
    ];
}
