using System.Globalization;
using Maru.Demo;
using Maru.DemoArt.Drawing;

namespace Maru.DemoArt.Range;

/// <summary>What a whole category has in common: sizes, weights, seasons, care, words people search by.</summary>
internal static class Care
{
    private static readonly HashSet<string> Worn = ["down-jackets", "coats", "shells", "fleece", "knitwear", "shirts", "tees", "sweats"];

    public static IReadOnlyList<string> Sizes(Goods g) => g.Category switch
    {
        "jeans" or "trousers" => g.Cut == "women" ? ["25", "26", "27", "28", "29", "30"] : ["28", "30", "32", "34", "36"],
        "sneakers" or "boots" or "sandals" => g.Cut == "women" ? ["225", "230", "235", "240", "245", "250"] : g.Cut == "men" ? ["250", "255", "260", "265", "270", "275", "280", "290"] : ["230", "240", "250", "260", "270", "280"],
        "gloves" => ["S", "M", "L"],
        "socks" => ["230-250", "255-280"],
        _ when Worn.Contains(g.Category) => g.Cut == "women" ? ["XS", "S", "M", "L", "XL"] : ["S", "M", "L", "XL", "XXL"],
        "hats" when g.Features.Contains("shade", StringComparison.Ordinal) => ["M", "L"],
        _ => ["ONE"],
    };

    public static int Grams(Goods g, string size)
    {
        var basis = g.Category switch
        {
            "down-jackets" => g.Features.Contains("light ", StringComparison.Ordinal) ? 320 : 950,
            "coats" => 1400,
            "shells" => 480,
            "fleece" => 460,
            "knitwear" => 420,
            "shirts" => 260,
            "tees" => 190,
            "sweats" => 480,
            "jeans" => 720,
            "trousers" => 480,
            "sneakers" => 680,
            "boots" => 1200,
            "sandals" => 520,
            "hats" => 110,
            "sunglasses" => 60,
            "watches" => 140,
            "gloves" => 90,
            "socks" => 60,
            "scarves" => 180,
            "backpacks" => 900,
            "bags" => 480,
            "tents" => 4200,
            "furniture" => 3100,
            "lanterns" => 640,
            _ => 380,
        };
        var step = size switch { "XS" => -6, "S" => -3, "L" => 3, "XL" => 6, "XXL" => 9, _ => int.TryParse(size, CultureInfo.InvariantCulture, out var n) ? (n > 200 ? (n - 255) / 5 : n - 31) : 0 };
        return basis * (100 + step) / 100;
    }

    public static IEnumerable<(string Name, DemoText Text)> Attributes(Goods g)
    {
        bool Has(string code) => g.Features.Split(' ').Contains(code);
        if (Worn.Contains(g.Category) || g.Category is "jeans" or "trousers")
        {
            yield return ("fit", Has("over") ? new("오버핏", "Oversized") : Has("slim") ? new("슬림핏", "Slim") : Has("wide") ? new("와이드핏", "Wide") : Has("taper") ? new("테이퍼드핏", "Tapered") : new("레귤러핏", "Regular"));
            yield return ("gender", g.Cut switch { "men" => new("남성", "Men"), "women" => new("여성", "Women"), _ => new("남녀공용", "Unisex") });
        }

        if (Has("goose") || Has("duck") || Has("synthfill"))
        {
            yield return ("fill", Has("goose") ? new("구스다운", "Goose down") : Has("duck") ? new("덕다운", "Duck down") : new("합성 보온재", "Synthetic"));
        }

        if (Has("proof") || Has("water"))
        {
            yield return ("waterproof", Has("proof") ? new("완전 방수", "Waterproof") : new("생활 방수", "Water-repellent"));
        }

        if (g.Category == "tents")
        {
            yield return ("capacity", Has("one") ? new("1인용", "1 person") : Has("two") ? new("2인용", "2 people") : Has("three") ? new("3인용", "3 people") : new("4인용", "4 people"));
        }

        if (Worn.Contains(g.Category) || g.Category is "boots" or "gloves" or "scarves" or "hats" or "sandals" or "sneakers" or "jeans" or "trousers")
        {
            var winter = g.Category is "down-jackets" or "coats" or "gloves" or "scarves" || Has("warm");
            var summer = g.Category == "sandals" || Has("breathe") || g.En.Contains("Short", StringComparison.Ordinal);
            yield return ("season", winter ? new("겨울", "Winter") : summer ? new("여름", "Summer") : new("사계절", "All year"));
        }
    }

    public static IReadOnlyList<string> Tags(Goods g)
    {
        var words = Synonyms.GetValueOrDefault(g.Category, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        words.AddRange(g.Features.Split(' '));
        if (g.Off >= 40)
        {
            words.Add("아울렛");
        }

        return words;
    }

    public static DemoText For(string category, Dice dice) => dice.Of(category switch
    {
        _ when Worn.Contains(category) => Clothes,
        "jeans" or "trousers" => Legs,
        "sneakers" or "boots" or "sandals" => Feet,
        "tents" or "furniture" or "lanterns" => Outside,
        "drinkware" => Table,
        _ => Small,
    });

    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["down-jackets"] = "패딩 다운 점퍼 푸퍼 파카",
        ["coats"] = "코트 외투 겉옷",
        ["shells"] = "바람막이 윈드브레이커 점퍼 자켓",
        ["fleece"] = "플리스 후리스 뽀글이",
        ["knitwear"] = "니트 스웨터 가디건 쉐타",
        ["shirts"] = "셔츠 남방",
        ["tees"] = "티셔츠 반팔 티",
        ["sweats"] = "맨투맨 스웨트셔츠 후드",
        ["jeans"] = "청바지 데님 진",
        ["trousers"] = "바지 팬츠 슬랙스",
        ["sneakers"] = "운동화 스니커즈 신발",
        ["boots"] = "부츠 워커 등산화 신발",
        ["sandals"] = "샌들 슬리퍼 신발",
        ["hats"] = "모자 캡 비니",
        ["sunglasses"] = "선글라스 썬글라스 안경",
        ["watches"] = "시계 손목시계 워치",
        ["gloves"] = "장갑 글러브",
        ["socks"] = "양말 삭스",
        ["scarves"] = "목도리 머플러 스카프",
        ["backpacks"] = "백팩 배낭 책가방",
        ["bags"] = "가방 토트백 에코백",
        ["tents"] = "텐트 타프 쉘터",
        ["furniture"] = "캠핑의자 체어 테이블",
        ["lanterns"] = "랜턴 조명 등",
        ["drinkware"] = "머그컵 텀블러 컵 보온병",
    };

    private static readonly DemoText[] Clothes =
    [
        new("평소 사이즈대로 고르시면 됩니다. 넉넉하게 입고 싶으면 한 치수 크게 골라 주세요. 찬물에 단독으로 세탁하고 그늘에 말려 주세요.", "Take your usual size, or one up for a looser wear. Wash cold and alone, dry in the shade."),
        new("어깨가 넓은 분은 한 치수 크게 추천해요. 세탁망에 넣어 약하게 빨고 건조기는 피해 주세요.", "Broad shoulders do better one size up. Gentle wash in a bag; skip the dryer."),
        new("모델은 키 178cm에 M을 입었어요. 보관할 때는 옷걸이에 걸어 통풍이 되는 곳에 두세요.", "The model is 178 cm and wears M. Hang it somewhere airy between seasons."),
    ];

    private static readonly DemoText[] Legs =
    [
        new("허리 단면을 재 보고 고르시면 정확해요. 처음 두세 번은 뒤집어서 따로 빨아 주세요.", "Measure the waist of a pair you like. Wash inside out and alone the first few times."),
        new("허리가 애매하면 한 치수 크게 고르고 벨트를 추천해요. 밑단 수선 여유가 3cm 있어요.", "Between sizes, go up and wear a belt. There are 3 cm of hem to let down."),
    ];

    private static readonly DemoText[] Feet =
    [
        new("발볼이 넓거나 두꺼운 양말을 신으면 5mm 크게 고르세요. 젖었을 때는 신문지를 넣어 그늘에 말려 주세요.", "Wide feet or thick socks: go up 5 mm. If they get wet, fill with paper and dry in the shade."),
        new("정사이즈로 나왔어요. 신은 뒤에는 솔로 흙을 털고 하루쯤 쉬게 해 주세요.", "True to size. Brush off the dirt and rest them a day between wears."),
    ];

    private static readonly DemoText[] Outside =
    [
        new("젖은 채로 접어 두지 말고 다 말린 뒤에 넣어 주세요. 부품은 따로 주문할 수 있고 수리도 받아요.", "Never pack it wet. Spare parts are sold singly, and we repair."),
        new("전용 주머니가 들어 있어요. 처음 쓰기 전에 집에서 한 번 펼쳐 보세요.", "A carry bag is included. Try it at home once before the first trip."),
    ];

    private static readonly DemoText[] Table =
    [
        new("손으로 만들어 크기와 색이 조금씩 다를 수 있어요. 부드러운 수세미로 닦아 주세요.", "Made by hand, so size and shade vary a little. Clean with a soft sponge."),
        new("처음 쓰기 전에 따뜻한 물로 한 번 헹궈 주세요. 뜨거울 때 찬물에 바로 담그지 마세요.", "Rinse with warm water before first use. Do not plunge it into cold water while hot."),
    ];

    private static readonly DemoText[] Small =
    [
        new("가볍게 묻은 것은 마른 천으로 닦아 주세요. 종이 상자에 담아 보내 드려요.", "Wipe with a dry cloth. It ships in a paper box."),
        new("햇볕이 강한 곳에 오래 두지 마세요. 사용한 뒤에는 그늘에서 쉬게 해 주세요.", "Keep it out of strong sun, and let it rest in the shade after use."),
    ];
}
