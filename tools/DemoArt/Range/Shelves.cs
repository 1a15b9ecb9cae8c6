using Maru.Demo;

namespace Maru.DemoArt.Range;

/// <summary>The shop's shelves: categories, brands and sellers.</summary>
internal static class Shelves
{
    public static IReadOnlyList<Goods> Goods { get; } = [.. new[] { Outerwear.Shelves(), Wardrobe.Shelves(), Accessories.Shelves(), Camp.Shelves(), LateArrivals.Shelves() }.SelectMany(s => s).SelectMany(s => s.Items)];

    public static IReadOnlyList<DemoCategory> Categories { get; } =
    [
        new("outerwear", null, "아우터", "Outerwear", "home/cat-outerwear.webp", []),
        new("down-jackets", "outerwear", "다운 · 패딩", "Down jackets", null, ["material", "fill", "fit", "season"]),
        new("coats", "outerwear", "코트", "Coats", null, ["material", "fit", "season"]),
        new("shells", "outerwear", "재킷 · 바람막이", "Jackets & shells", null, ["material", "fit", "season"]),
        new("fleece", "outerwear", "플리스 · 후리스", "Fleece", null, ["material", "fit", "season"]),
        new("clothing", null, "의류", "Clothing", "home/cat-clothing.webp", []),
        new("knitwear", "clothing", "니트 · 스웨터", "Knitwear", null, ["material", "fit", "season"]),
        new("shirts", "clothing", "셔츠", "Shirts", null, ["material", "fit", "season"]),
        new("tees", "clothing", "티셔츠", "T-shirts", null, ["material", "fit", "season"]),
        new("sweats", "clothing", "맨투맨 · 후드", "Sweatshirts & hoodies", null, ["material", "fit", "season"]),
        new("jeans", "clothing", "청바지", "Jeans", null, ["material", "fit", "season"]),
        new("trousers", "clothing", "바지", "Trousers", null, ["material", "fit", "season"]),
        new("shoes", null, "신발", "Shoes", "home/cat-shoes.webp", []),
        new("sneakers", "shoes", "운동화 · 스니커즈", "Sneakers", null, ["material", "season"]),
        new("boots", "shoes", "부츠 · 등산화", "Boots", null, ["material", "season"]),
        new("sandals", "shoes", "샌들", "Sandals", null, ["material", "season"]),
        new("accessories", null, "잡화", "Accessories", "home/cat-accessories.webp", []),
        new("hats", "accessories", "모자", "Hats", null, ["material", "season"]),
        new("sunglasses", "accessories", "선글라스", "Sunglasses", null, ["material"]),
        new("watches", "accessories", "시계", "Watches", null, ["material"]),
        new("gloves", "accessories", "장갑", "Gloves", null, ["material", "season"]),
        new("socks", "accessories", "양말", "Socks", null, ["material"]),
        new("scarves", "accessories", "목도리 · 머플러", "Scarves", null, ["material", "season"]),
        new("luggage", null, "가방", "Bags", "home/cat-bags.webp", []),
        new("backpacks", "luggage", "백팩 · 배낭", "Backpacks", null, ["material"]),
        new("bags", "luggage", "토트 · 크로스백", "Totes & shoulder bags", null, ["material"]),
        new("camping", null, "캠핑", "Camping", "home/cat-camping.webp", []),
        new("tents", "camping", "텐트 · 타프", "Tents & tarps", null, ["material", "capacity"]),
        new("furniture", "camping", "의자 · 테이블", "Chairs & tables", null, ["material"]),
        new("lanterns", "camping", "랜턴 · 조명", "Lanterns", null, ["material"]),
        new("drinkware", "camping", "컵 · 텀블러", "Mugs & tumblers", null, ["material"]),
    ];

    public static IReadOnlyList<DemoBrand> Brands { get; } =
    [
        Brand("maru", "마루", "Maru", "집에서도 산에서도 편한 물건을 만드는 마루의 자체 브랜드예요.", "Maru's own label: things at ease at home and on a hill."),
        Brand("oreum", "오름", "Oreum", "제주의 낮은 산에서 시작한 아웃도어 브랜드예요.", "Outdoor wear that began on the low hills of Jeju."),
        Brand("baramgol", "바람골", "Baramgol", "거친 날씨를 위한 방수 장비를 만들어요.", "Weatherproof kit for rough days."),
        Brand("soljae", "솔재", "Soljae", "오래 두고 입을 울과 니트를 짓는 집이에요.", "A house of wool and knitwear made to be kept."),
        Brand("hangyeol", "한결", "Hangyeol", "날마다 입는 옷을 한결같이 만들어요.", "Everyday clothes, made the same good way."),
        Brand("neoul", "너울", "Neoul", "바닷가의 여름을 닮은 옷과 신발이에요.", "Clothes and shoes with the summer coast in them."),
        Brand("tarn", "탄앤토르", "Tarn & Tor", "가벼움을 끝까지 고민하는 백패킹 브랜드예요.", "Backpacking gear that keeps asking what can be left out."),
        Brand("otter", "오터미어", "Ottermere", "호숫가 산책에 어울리는 클래식이에요.", "Classics for a walk by the lake."),
        Brand("stone", "스톤배로", "Stonebarrow", "밑창을 갈아 가며 신는 가죽 신발과 가죽 소품을 만들어요.", "Leather boots and goods meant to be mended."),
        Brand("haru", "하루데님", "Haru Denim", "하루하루 물이 빠지는 청바지를 만들어요.", "Jeans that fade one day at a time."),
        Brand("dalbit", "달빛", "Dalbit", "서울에서 조립하는 손목시계예요.", "Wristwatches assembled in Seoul."),
        Brand("bitgarim", "빛가림", "Bitgarim", "얼굴에 오래 얹어도 편한 안경과 선글라스예요.", "Eyewear that stays comfortable all day."),
        Brand("gama", "가마터", "Gamateo", "작은 가마에서 굽는 생활 도자예요.", "Everyday pottery from a small kiln."),
        Brand("campworks", "한강캠프웍스", "Hangang Campworks", "주말 야영을 위한 든든한 장비예요.", "Sturdy kit for weekend camping."),
        Brand("moa", "모아", "Moa", "하루의 짐을 차분히 담는 가방이에요.", "Bags that carry the day calmly."),
        Brand("lumen", "루멘피오르", "Lumenfjord", "저녁을 밝히는 랜턴을 만들어요.", "Lanterns for the evening."),
        Brand("beoseon", "버선", "Beoseon", "발끝까지 편한 양말을 짜요.", "Socks knitted for comfortable toes."),
    ];

    public static IReadOnlyList<DemoSeller> Sellers { get; } =
    [
        Seller("maru-direct", "마루 직영", "Maru Direct", "마루가 직접 고르고 보내요.", "Chosen and shipped by Maru.", "서울", 4.8, 1, 0),
        Seller("sandeul", "산들상사", "Sandeul Outdoor", "이월 아웃도어를 이십 년 넘게 다뤄 왔어요.", "Twenty years in end-of-season outdoor gear.", "부산", 4.6, 2, 12),
        Seller("ongi", "온기편집숍", "Ongi Select", "따뜻한 옷을 고르는 편집숍이에요.", "A select shop for warm clothes.", "대구", 4.7, 2, 14),
        Seller("northgate", "북문아울렛", "Northgate Outlet", "정품 이월 상품을 모아 싸게 팔아요.", "Genuine last-season stock at outlet prices.", "인천", 4.3, 3, 10),
        Seller("hangang", "한강캠프웍스", "Hangang Campworks", "캠핑 장비를 만들고 수리해요.", "Makes and mends camping gear.", "하남", 4.8, 2, 12),
        Seller("gamateo", "가마터 공방", "Gamateo Studio", "이천의 작은 도자 공방이에요.", "A small pottery in Icheon.", "이천", 4.9, 3, 15),
    ];

    public static string SellerOf(Goods g, int index) => g.Brand switch
    {
        "campworks" or "lumen" => "hangang",
        "gama" => "gamateo",
        "maru" or "hangyeol" or "beoseon" or "haru" => index % 4 == 3 ? "northgate" : "maru-direct",
        "soljae" or "otter" or "dalbit" or "bitgarim" => index % 3 == 2 ? "northgate" : "ongi",
        _ => index % 3 == 1 ? "maru-direct" : "sandeul",
    };

    private static DemoBrand Brand(string slug, string ko, string en, string aboutKo, string aboutEn) => new(slug, ko, en, new DemoText(aboutKo, aboutEn));

    private static DemoSeller Seller(string slug, string ko, string en, string aboutKo, string aboutEn, string city, double rating, int days, int commission) =>
        new(slug, ko, en, new DemoText(aboutKo, aboutEn), city, rating, days, commission);
}
