using Maru.DemoArt.Drawing;
using Maru.DemoArt.Drawing.Clothes;

namespace Maru.DemoArt.Range;

internal static class Wardrobe
{
    public static IEnumerable<Shelf> Shelves() => [Knitwear(), Shirts(), Tees(), Sweats(), Jeans(), Trousers()];

    private static Shelf Knitwear()
    {
        var knit = new Top { Cloth = Cloth.Knit, Hem = Hem.Ribbed, RibCuffs = true, Length = 520 };
        return new Shelf("knitwear")
            .Add("어부 꽈배기 니트", "Fisherman Cable Sweater", "soljae", 129, 30, "ivory navy moss", knit with { Cloth = Cloth.Chunky, Weave = Weave.Cable }, "lamb", "cable warm hand", "cream rose")
            .Add("폴라 터틀넥 스웨터", "Polar Turtleneck", "soljae", 99, 25, "espresso ivory charcoal", knit with { Collar = Collar.Turtle }, "merino", "soft warm slim", "camel black wine")
            .Add("라운드 램스울 니트", "Crew Lambswool Sweater", "soljae", 79, 40, "mustard grey teal", knit, "lamb", "soft daily fade")
            .Add("브이넥 캐시미어 니트", "V-Neck Cashmere Sweater", "soljae", 189, 35, "camel navy", knit with { Collar = Collar.V }, "cash", "soft slim hand", "pink grey")
            .Add("버튼 가디건", "Button Cardigan", "hangyeol", 89, 30, "sage charcoal cream", knit with { Collar = Collar.V, Front = Front.Buttons, Pockets = Pockets.Patch }, "acrylic", "soft daily over", "lilac ivory")
            .Add("숄칼라 헤비 가디건", "Shawl-Collar Heavy Cardigan", "soljae", 159, 45, "brown navy", knit with { Cloth = Cloth.Chunky, Collar = Collar.Shawl, Front = Front.Buttons, Pockets = Pockets.Patch, Length = 560 }, "lamb", "warm pocket hand")
            .Add("눈꽃 노르딕 스웨터", "Snowflake Nordic Sweater", "tarn", 119, 30, "navy red pine", knit with { Weave = Weave.FairIsle, Accent = "#e6d9bd" }, "lamb", "nordic warm soft")
            .Add("아가일 니트", "Argyle Sweater", "otter", 89, 50, "pine wine", knit with { Weave = Weave.Argyle, Accent = "#c9a86a" }, "lamb", "retro daily soft")
            .Add("마린 스트라이프 니트", "Marine Stripe Sweater", "neoul", 79, 35, "ivory white", knit with { Weave = Weave.Stripes, Accent = "#2b3850", Collar = Collar.Boat }, "cotton", "stripe daily soft")
            .Add("하프집 립 니트", "Half-Zip Ribbed Sweater", "hangyeol", 85, 30, "black olive beige", knit with { Cloth = Cloth.Rib, Collar = Collar.Stand, Front = Front.QuarterZip }, "acrylic", "zip slim daily")
            .Add("와플 니트 베스트", "Waffle Knit Vest", "maru", 55, 20, "cream brick navy", knit with { Cloth = Cloth.Waffle, Collar = Collar.V, Sleeve = 0, RibCuffs = false }, "cotton", "soft daily slim")
            .Add("마블 루즈 니트", "Marled Loose Sweater", "maru", 75, 40, "grey apricot", knit with { Weave = Weave.Marl, Loose = true, Cloth = Cloth.Chunky }, "acrylic", "over soft warm");
    }

    private static Shelf Shirts()
    {
        var shirt = new Top { Cloth = Cloth.Poplin, Collar = Collar.Shirt, Front = Front.Buttons, Hem = Hem.Curved, Pockets = Pockets.Chest, Length = 560 };
        return new Shelf("shirts")
            .Add("옥스퍼드 버튼다운 셔츠", "Oxford Button-Down Shirt", "hangyeol", 59, 30, "white sky pink", shirt, "cotton", "daily slim fade", "white lilac")
            .Add("산장 플란넬 체크 셔츠", "Lodge Flannel Check Shirt", "otter", 69, 35, "red pine navy", shirt with { Cloth = Cloth.Brushed, Weave = Weave.Plaid, Pockets = Pockets.ChestFlaps, Accent = "#26272a" }, "flannel", "plaid warm daily", "mustard wine")
            .Add("여름 리넨 셔츠", "Summer Linen Shirt", "neoul", 65, 20, "ivory sage sky", shirt with { Cloth = Cloth.Linen, Collar = Collar.Band, Pockets = Pockets.None }, "linen", "breathe soft daily")
            .Add("반소매 캠프 셔츠", "Short-Sleeve Camp Shirt", "neoul", 49, 40, "mint sand navy", shirt with { Sleeve = 0.36, Hem = Hem.Straight, Cloth = Cloth.Linen, Length = 520 }, "linen", "breathe over daily")
            .Add("데님 웨스턴 셔츠", "Denim Western Shirt", "haru", 79, 30, "denim pale black", shirt with { Cloth = Cloth.Denim, Front = Front.Snaps, Pockets = Pockets.ChestFlaps }, "denim", "wash retro daily")
            .Add("코듀로이 오버셔츠", "Corduroy Overshirt", "otter", 89, 45, "camel olive brick", shirt with { Cloth = Cloth.Cord, Hem = Hem.Straight, Pockets = Pockets.ChestFlaps, Width = 182 }, "cord", "over warm pocket", "cream rose")
            .Add("스트라이프 셔츠", "Pinstripe Shirt", "hangyeol", 55, 25, "white sky", shirt with { Weave = Weave.Pinstripe, Accent = "#5d7da6", Pockets = Pockets.None }, "cotton", "stripe slim daily")
            .Add("깅엄 체크 셔츠", "Gingham Shirt", "maru", 49, 30, "white ivory", shirt with { Weave = Weave.Gingham, Accent = "#2f4a3c" }, "cotton", "plaid daily fade")
            .Add("하이킹 롤업 셔츠", "Roll-Up Hiking Shirt", "tarn", 75, 35, "khaki silver teal", shirt with { Cloth = Cloth.Matte, Pockets = Pockets.ChestFlaps, Hem = Hem.Straight }, "stretch", "wick flex trail");
    }

    private static Shelf Tees()
    {
        var tee = new Top { Cloth = Cloth.Jersey, Sleeve = 0.34, Length = 520 };
        return new Shelf("tees")
            .Add("한결 무지 티셔츠", "Hangyeol Plain Tee", "hangyeol", 25, 20, "white black navy sage", tee, "organic", "soft fade daily", "ivory pink black")
            .Add("백두 능선 프린트 티", "Ridge Print Tee", "maru", 35, 30, "white pine black", tee with { Print = Print.Ridge }, "organic", "print soft fade")
            .Add("노을 그래픽 반팔", "Sunset Graphic Tee", "neoul", 32, 40, "cream navy", tee with { Print = Print.Sun, Accent = "#d2571f" }, "cotton", "print retro daily")
            .Add("파도 티셔츠", "Wave Tee", "neoul", 32, 35, "sky white", tee with { Print = Print.Wave, Accent = "#2f6f74" }, "cotton", "print breathe daily")
            .Add("야영 티셔츠", "Camp Night Tee", "campworks", 34, 25, "olive sand black", tee with { Print = Print.Camp }, "cotton", "print fade daily")
            .Add("마루 로고 티", "Maru Logo Tee", "maru", 29, 10, "ivory persimmon pine", tee with { Print = Print.Letters, Loose = true }, "organic", "print over soft")
            .Add("등고선 티셔츠", "Contour Map Tee", "tarn", 36, 30, "charcoal teal", tee with { Print = Print.Map }, "stretch", "wick print trail")
            .Add("마린 긴팔 티셔츠", "Breton Long-Sleeve Tee", "neoul", 45, 30, "ivory white", tee with { Sleeve = 1, Weave = Weave.Stripes, Accent = "#2b3850", Collar = Collar.Boat }, "cotton", "stripe soft daily", "ivory mint")
            .Add("헨리넥 와플 티", "Waffle Henley", "otter", 49, 35, "espresso grey ivory", tee with { Sleeve = 1, Cloth = Cloth.Waffle, Collar = Collar.Henley }, "cotton", "soft warm daily")
            .Add("피케 폴로 셔츠", "Pique Polo Shirt", "hangyeol", 45, 30, "navy white wine", tee with { Collar = Collar.Polo, Cloth = Cloth.Canvas }, "cotton", "fade breathe daily")
            .Add("홀치기 염색 티", "Tie-Dye Tee", "maru", 39, 50, "lilac sky apricot", tee with { Weave = Weave.TieDye, Accent = "#f3f1ec" }, "cotton", "hand soft retro")
            .Add("메리노 베이스레이어", "Merino Base Layer", "tarn", 79, 25, "black teal", tee with { Sleeve = 1, Width = 162, Raglan = true }, "merino", "wick soft slim", "plum black");
    }

    private static Shelf Sweats()
    {
        var sweat = new Top { Cloth = Cloth.Brushed, Hem = Hem.Ribbed, RibCuffs = true, Length = 510, Loose = true };
        return new Shelf("sweats")
            .Add("기본 맨투맨", "Everyday Sweatshirt", "hangyeol", 49, 30, "grey navy cream", sweat, "cotton", "warm fade daily", "lilac ivory")
            .Add("후드티", "Pullover Hoodie", "hangyeol", 59, 35, "black grey pine", sweat with { Collar = Collar.Hood, Pockets = Pockets.Kangaroo }, "cotton", "hood warm over", "pink cream")
            .Add("후드 집업", "Zip Hoodie", "maru", 65, 25, "charcoal moss", sweat with { Collar = Collar.Hood, Front = Front.Zip, Pockets = Pockets.Kangaroo, Cloth = Cloth.Jersey }, "organic", "zip hood daily")
            .Add("잎사귀 스웨트셔츠", "Leaf Sweatshirt", "maru", 55, 40, "sage mustard", sweat with { Print = Print.Leaf }, "organic", "print soft over")
            .Add("컵 자수 맨투맨", "Cup Emblem Sweatshirt", "gama", 55, 20, "ivory brick", sweat with { Print = Print.Cup }, "cotton", "print warm daily")
            .Add("배색 스웨트셔츠", "Colour-Block Sweatshirt", "oreum", 62, 45, "teal sand", sweat with { Weave = Weave.Block, Accent = "#2b3850", Raglan = true }, "cotton", "retro warm over");
    }

    private static Shelf Jeans()
    {
        var jean = new Bottom { Wash = 0.6 };
        return new Shelf("jeans")
            .Add("스트레이트 청바지", "Straight Jeans", "haru", 89, 30, "denim raw black", jean, "denim", "wash daily fade", "pale denim")
            .Add("슬림 데님 팬츠", "Slim Jeans", "haru", 79, 40, "raw denim", jean with { Leg = Leg.Slim, Wash = 0.35 }, "denim", "slim flex daily", "black pale")
            .Add("와이드 데님", "Wide-Leg Jeans", "haru", 95, 35, "pale denim ivory", jean with { Leg = Leg.Wide, Wash = 0.5 }, "denim", "wide wash retro", "denim white")
            .Add("셀비지 생지 데님", "Raw Selvedge Jeans", "haru", 169, 15, "raw black", jean with { Wash = 0, TurnUps = true }, "denim", "selvedge hand fade")
            .Add("테이퍼드 워시드 진", "Tapered Washed Jeans", "haru", 99, 45, "denim pale", jean with { Leg = Leg.Tapered, Wash = 0.9 }, "denim", "taper wash daily")
            .Add("부츠컷 청바지", "Bootcut Jeans", "otter", 92, 30, "denim raw", jean with { Leg = Leg.Flare }, "denim", "retro wash slim")
            .Add("찢어진 데님", "Ripped Jeans", "maru", 75, 60, "pale black", jean with { Ripped = true, Wash = 0.8 }, "denim", "wash retro daily")
            .Add("데님 반바지", "Denim Shorts", "neoul", 55, 35, "pale denim white", jean with { Leg = Leg.Short, Scale = 1.2 }, "denim", "wash breathe daily");
    }

    private static Shelf Trousers()
    {
        var pant = new Bottom { Cloth = Cloth.Matte, Leg = Leg.Straight };
        return new Shelf("trousers")
            .Add("치노 팬츠", "Chino Trousers", "hangyeol", 65, 30, "beige navy olive", pant, "cotton", "daily slim fade", "sand black")
            .Add("울 슬랙스", "Wool Slacks", "soljae", 119, 35, "charcoal navy beige", pant with { Cloth = Cloth.Wool, Crease = true, Leg = Leg.Tapered }, "wool", "taper hand slim", "grey black")
            .Add("트레킹 팬츠", "Trekking Pants", "oreum", 99, 40, "charcoal khaki navy", pant with { KneePatch = true, Leg = Leg.Tapered }, "stretch", "flex water trail", "black teal")
            .Add("카고 바지", "Cargo Pants", "campworks", 79, 30, "olive black sand", pant with { Cargo = true, Cloth = Cloth.Canvas }, "cotton", "cargo wide daily")
            .Add("코듀로이 와이드 팬츠", "Corduroy Wide Trousers", "otter", 85, 45, "brown cream pine", pant with { Cloth = Cloth.Cord, Leg = Leg.Wide }, "cord", "wide warm retro")
            .Add("조거 팬츠", "Joggers", "hangyeol", 49, 30, "grey black navy", pant with { Cloth = Cloth.Brushed, Leg = Leg.Jogger, Drawstring = true }, "cotton", "soft warm daily", "cream lilac")
            .Add("리넨 이지 팬츠", "Linen Easy Trousers", "neoul", 62, 25, "ivory sage", pant with { Cloth = Cloth.Linen, Leg = Leg.Wide, Drawstring = true }, "linen", "breathe wide soft")
            .Add("하이킹 반바지", "Hiking Shorts", "tarn", 59, 40, "khaki charcoal teal", pant with { Leg = Leg.Short, Cargo = false, Scale = 1.2 }, "stretch", "flex wick trail");
    }
}
