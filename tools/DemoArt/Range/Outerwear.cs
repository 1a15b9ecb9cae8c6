using Maru.DemoArt.Drawing;
using Maru.DemoArt.Drawing.Clothes;

namespace Maru.DemoArt.Range;

internal static class Outerwear
{
    public static IEnumerable<Shelf> Shelves() => [Down(), Coats(), Shells(), Fleece()];

    private static Shelf Down()
    {
        var parka = new Top { Cloth = Cloth.Nylon, Quilt = Quilt.Bands, Bands = 8, Collar = Collar.Hood, Front = Front.Zip, Pockets = Pockets.Hand, Length = 650, Hem = Hem.Drawcord, Scale = 1.02 };
        var puffer = parka with { Cloth = Cloth.Gloss, Bands = 5, Collar = Collar.Stand, Length = 490, Width = 184, Hem = Hem.Drawcord };
        var slim = parka with { Bands = 12, Collar = Collar.Stand, Length = 540, Width = 168 };
        return new Shelf("down-jackets")
            .Add("하늘 구스 다운 파카", "Haneul Goose Down Parka", "oreum", 389, 30, "black navy moss", parka with { Fur = true }, "nylon", "goose hood fur water", "ivory black rose")
            .Add("온돌 롱패딩", "Ondol Long Down Coat", "oreum", 329, 40, "black charcoal", parka with { Length = 840, Bands = 10, Width = 180, Scale = 0.88 }, "nylon", "duck long hood pocket", "cream black")
            .Add("구름 숏패딩", "Gureum Short Puffer", "hangyeol", 189, 35, "persimmon black silver", puffer, "nylon", "duck crop daily", "pink ivory teal")
            .Add("눈마루 크롭 푸퍼", "Nunmaru Crop Puffer", "maru", 159, 25, "ivory sky black", puffer with { Bands = 4, Length = 440, Collar = Collar.Hood, Cloth = Cloth.Nylon }, "synth", "synthfill crop hood")
            .Add("깃털 경량 다운", "Feather Light Down", "tarn", 139, 50, "navy olive red", slim, "nylon", "light goose slim", "lilac black mint")
            .Add("깃털 경량 패딩 조끼", "Feather Light Down Vest", "tarn", 99, 45, "black beige pine", slim with { Sleeve = 0 }, "nylon", "light duck daily")
            .Add("능선 하이브리드 다운", "Ridge Hybrid Down Jacket", "baramgol", 249, 20, "charcoal mustard", slim with { Weave = Weave.Yoke, Accent = "#2b2d31", Bands = 9, Collar = Collar.Hood }, "synth", "synthfill wind trail")
            .Add("솔밭 퀼팅 재킷", "Solbat Quilted Jacket", "hangyeol", 119, 20, "olive navy camel", new Top { Cloth = Cloth.Matte, Quilt = Quilt.Diamonds, Collar = Collar.Shirt, Front = Front.Snaps, Pockets = Pockets.Patch }, "synth", "synthfill daily pocket", "black beige")
            .Add("물결 누빔 점퍼", "Mulgyeol Onion-Quilt Jacket", "hangyeol", 109, 30, "khaki black cream", new Top { Cloth = Cloth.Nylon, Quilt = Quilt.Onion, Collar = Collar.Crew, Front = Front.Snaps, Pockets = Pockets.Flap, Length = 550 }, "synth", "synthfill light daily")
            .Add("빙벽 익스페디션 다운", "Icewall Expedition Down", "baramgol", 549, 15, "red yellow", parka with { Bands = 6, Cloth = Cloth.Nylon, Width = 190, Length = 600, Weave = Weave.Yoke, Accent = "#26272a", Pockets = Pockets.Hand | Pockets.ChestZip }, "nylon", "goose hood wind trail")
            .Add("산책 쉐브론 다운", "Sanchaek Chevron Down", "otter", 219, 35, "brown sage navy", parka with { Quilt = Quilt.Chevrons, Collar = Collar.Funnel, Length = 580, Bands = 6, Cloth = Cloth.Matte }, "nylon", "duck wind pocket")
            .Add("벤치 박스 다운 코트", "Bench Box-Quilt Down Coat", "otter", 359, 45, "black sand", parka with { Quilt = Quilt.Boxes, Length = 800, Bands = 9, Belt = true, Collar = Collar.Hood, Scale = 0.9 }, "nylon", "goose long hood");
    }

    private static Shelf Coats()
    {
        var coat = new Top { Cloth = Cloth.Wool, Collar = Collar.Notch, Front = Front.Buttons, Length = 800, Pockets = Pockets.Flap, Scale = 0.96, Width = 174, Flare = 10 };
        return new Shelf("coats")
            .Add("한옥 싱글 코트", "Hanok Single Coat", "soljae", 298, 30, "camel charcoal navy", coat, "wool", "hand slim daily", "camel grey")
            .Add("처마 더블 코트", "Cheoma Double Coat", "soljae", 348, 40, "navy beige", coat with { Front = Front.Double, Collar = Collar.Peak }, "wool", "hand warm pocket", "ivory espresso")
            .Add("마당 로브 코트", "Madang Robe Coat", "soljae", 318, 35, "camel sage", coat with { Front = Front.None, Collar = Collar.Shawl, Belt = true, Pockets = Pockets.Patch, Length = 830 }, "cash", "hand soft over")
            .Add("서리 더플 코트", "Seori Duffle Coat", "hangyeol", 239, 30, "navy camel wine", coat with { Collar = Collar.Hood, Front = Front.Toggles, Pockets = Pockets.Patch, Length = 700, Scale = 0.95 }, "wool", "hood warm retro")
            .Add("부두 피코트", "Budu Pea Coat", "neoul", 219, 25, "navy black", coat with { Front = Front.Double, Length = 600, Pockets = Pockets.Hand, Scale = 1.04 }, "wool", "wind warm retro")
            .Add("빗길 트렌치 코트", "Bitgil Trench Coat", "otter", 259, 20, "beige khaki black", coat with { Cloth = Cloth.Poplin, Front = Front.Double, Belt = true, Length = 790 }, "cotton", "water wind daily", "sand black")
            .Add("간이역 맥 코트", "Station Mac Coat", "otter", 209, 45, "sand navy", coat with { Cloth = Cloth.Poplin, Collar = Collar.Shirt, Front = Front.Hidden, Pockets = Pockets.Hand, Length = 740 }, "cotton", "water slim daily")
            .Add("아궁이 퍼 칼라 코트", "Agungi Shearling-Collar Coat", "soljae", 398, 50, "espresso olive", coat with { Cloth = Cloth.Suede, Accent = "#e3d6bd", Length = 640, Scale = 1.02, Pockets = Pockets.Patch }, "suede", "warm hand pocket")
            .Add("체크 울 코트", "Checked Wool Coat", "soljae", 279, 35, "grey brown", coat with { Weave = Weave.Plaid }, "wool", "plaid warm hand");
    }

    private static Shelf Shells()
    {
        var shell = new Top { Cloth = Cloth.Shell, Collar = Collar.Hood, Front = Front.Zip, Pockets = Pockets.Hand | Pockets.ChestZip, Hem = Hem.Drawcord, Length = 580, Scale = 1.04 };
        return new Shelf("shells")
            .Add("장마 레인 재킷", "Jangma Rain Jacket", "baramgol", 198, 30, "yellow navy teal", shell, "shell", "proof hood breathe", "mint red")
            .Add("마루금 하드쉘", "Marugeum Hardshell", "baramgol", 398, 20, "persimmon black", shell with { Accent = "#26272a", Weave = Weave.Yoke }, "shell", "proof wind trail")
            .Add("산들 바람막이", "Sandeul Windbreaker", "oreum", 89, 40, "sage white black", shell with { Cloth = Cloth.Nylon, Pockets = Pockets.Hand, Length = 540 }, "nylon", "light wind daily", "lilac sky")
            .Add("레트로 아노락", "Retro Anorak", "oreum", 109, 35, "teal mustard navy", shell with { Front = Front.HalfZip, Pockets = Pockets.Kangaroo, Weave = Weave.Block, Accent = "#e9dcc0" }, "nylon", "retro wind hood")
            .Add("들길 필드 재킷", "Deulgil Field Jacket", "otter", 159, 30, "olive khaki black", shell with { Cloth = Cloth.Canvas, Collar = Collar.Shirt, Front = Front.Zip, Pockets = Pockets.ChestFlaps | Pockets.Bellows, Length = 620 }, "cotton", "pocket wind daily")
            .Add("항공 MA-1 점퍼", "Flight Bomber Jacket", "hangyeol", 139, 45, "olive black navy", shell with { Cloth = Cloth.Nylon, Collar = Collar.Crew, Hem = Hem.Ribbed, RibCuffs = true, Length = 480, Width = 184, Pockets = Pockets.Hand, Accent = "#c65a2e" }, "nylon", "wind crop retro")
            .Add("가죽 라이더 재킷", "Leather Rider Jacket", "stone", 429, 30, "black brown", shell with { Cloth = Cloth.Leather, Collar = Collar.Notch, Front = Front.Hidden, Pockets = Pockets.Hand | Pockets.ChestZip, Length = 490, Belt = true }, "leather", "crop hand slim")
            .Add("데님 트러커", "Denim Trucker Jacket", "haru", 119, 25, "denim raw black", shell with { Cloth = Cloth.Denim, Collar = Collar.Shirt, Front = Front.Snaps, Pockets = Pockets.ChestFlaps, Length = 480, Hem = Hem.Straight }, "denim", "wash daily retro", "pale ivory")
            .Add("소프트쉘 트레일 재킷", "Softshell Trail Jacket", "tarn", 149, 30, "charcoal pine", shell with { Cloth = Cloth.Matte, Collar = Collar.Stand, Pockets = Pockets.Hand | Pockets.ChestZip }, "stretch", "flex wind trail");
    }

    private static Shelf Fleece()
    {
        var fleece = new Top { Cloth = Cloth.Fleece, Collar = Collar.Stand, Front = Front.Zip, Pockets = Pockets.Hand, Length = 540, Width = 180 };
        return new Shelf("fleece")
            .Add("양지 보아 후리스", "Yangji Boa Fleece", "hangyeol", 89, 40, "cream brown black", fleece with { Pockets = Pockets.Hand | Pockets.ChestZip }, "fleece", "warm zip daily", "ivory apricot")
            .Add("오름 배색 플리스", "Oreum Contrast Fleece", "oreum", 129, 30, "beige moss navy", fleece with { Weave = Weave.Yoke, Accent = "#2b3850", Pockets = Pockets.Chest }, "fleece", "warm wind retro")
            .Add("뽀글이 하프집", "Fluffy Half-Zip Fleece", "maru", 69, 35, "sky mustard ivory", fleece with { Front = Front.HalfZip, Pockets = Pockets.Kangaroo }, "fleece", "soft warm daily")
            .Add("그리드 미드레이어", "Grid Mid-Layer", "tarn", 99, 25, "teal charcoal", fleece with { Cloth = Cloth.Waffle, Width = 168, Pockets = Pockets.ChestZip }, "fleece", "breathe flex trail", "rose black")
            .Add("플리스 조끼", "Fleece Gilet", "hangyeol", 59, 30, "camel olive black", fleece with { Sleeve = 0 }, "fleece", "warm zip daily")
            .Add("후드 플리스 재킷", "Hooded Fleece Jacket", "oreum", 119, 40, "grey pine", fleece with { Collar = Collar.Hood, Cloth = Cloth.Brushed }, "fleece", "hood warm daily")
            .Add("노르딕 플리스 풀오버", "Nordic Fleece Pullover", "tarn", 109, 20, "wine navy", fleece with { Front = Front.QuarterZip, Weave = Weave.Nordic, Accent = "#e9dcc0", Pockets = Pockets.None }, "fleece", "nordic warm soft");
    }
}
