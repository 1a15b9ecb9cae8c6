using Maru.DemoArt.Drawing;
using Maru.DemoArt.Drawing.Clothes;
using Maru.DemoArt.Drawing.Things;
using Frame = Maru.DemoArt.Drawing.Things.Frame;

namespace Maru.DemoArt.Range;

/// <summary>What came in last. It stands behind the rest so that article numbers given before stay as they are.</summary>
internal static class LateArrivals
{
    public static IEnumerable<Shelf> Shelves()
    {
        var puffer = new Top { Cloth = Cloth.Nylon, Quilt = Quilt.Bands, Bands = 6, Collar = Collar.Stand, Front = Front.Zip, Pockets = Pockets.Hand, Hem = Hem.Drawcord };
        var coat = new Top { Cloth = Cloth.Wool, Collar = Collar.Notch, Front = Front.Buttons, Length = 800, Pockets = Pockets.Flap, Scale = 0.96, Flare = 10 };
        var knit = new Top { Cloth = Cloth.Knit, Hem = Hem.Ribbed, RibCuffs = true, Length = 520 };
        var shirt = new Top { Cloth = Cloth.Poplin, Collar = Collar.Shirt, Front = Front.Buttons, Hem = Hem.Curved, Length = 560 };
        var tee = new Top { Cloth = Cloth.Jersey, Sleeve = 0.34, Length = 520 };
        yield return new Shelf("down-jackets")
            .Add("세로 누빔 패딩", "Vertical Quilt Padded Jacket", "otter", 149, 40, "cream pine", puffer with { Quilt = Quilt.Vertical, Cloth = Cloth.Matte, Collar = Collar.Band, Front = Front.Snaps }, "synth", "synthfill daily slim")
            .Add("양면 패딩 점퍼", "Reversible Padded Jumper", "hangyeol", 129, 30, "moss black", puffer with { Weave = Weave.Block, Accent = "#cdb894", Length = 510 }, "synth", "synthfill wind daily")
            .Add("후드 패딩 조끼", "Hooded Padded Vest", "oreum", 119, 35, "camel navy", puffer with { Sleeve = 0, Collar = Collar.Hood }, "nylon", "duck hood light")
            .Add("카모 다운 재킷", "Camo Down Jacket", "baramgol", 259, 50, "olive", puffer with { Weave = Weave.Camo, Accent = "#3b3a2a", Collar = Collar.Hood }, "nylon", "duck hood wind");
        yield return new Shelf("coats")
            .Add("발마칸 코트", "Balmacaan Coat", "otter", 269, 35, "grey camel", coat with { Collar = Collar.Shirt, Front = Front.Hidden, Pockets = Pockets.Hand, Loose = true }, "wool", "over warm daily")
            .Add("보아 무스탕", "Boa Shearling Jacket", "soljae", 289, 45, "brown black", coat with { Cloth = Cloth.Suede, Accent = "#e3d6bd", Length = 540, Scale = 1.08, Front = Front.Zip, Collar = Collar.Shawl }, "suede", "warm hand crop");
        yield return new Shelf("shells")
            .Add("우비 판초", "Rain Poncho Jacket", "neoul", 49, 30, "yellow teal", new Top { Cloth = Cloth.Gloss, Collar = Collar.Hood, Front = Front.Snaps, Length = 640, Width = 192, Flare = 26, Pockets = Pockets.Flap, Loose = true }, "shell", "proof hood light2")
            .Add("코치 재킷", "Coach Jacket", "hangyeol", 79, 40, "navy brick", new Top { Cloth = Cloth.Nylon, Collar = Collar.Shirt, Front = Front.Snaps, Pockets = Pockets.Hand, Length = 540, Hem = Hem.Drawcord }, "nylon", "wind light daily");
        yield return new Shelf("knitwear")
            .Add("케이블 가디건", "Cable Cardigan", "soljae", 139, 35, "cream espresso", knit with { Cloth = Cloth.Chunky, Weave = Weave.Cable, Collar = Collar.V, Front = Front.Buttons }, "lamb", "cable warm hand")
            .Add("모크넥 니트", "Mock-Neck Sweater", "hangyeol", 69, 30, "black rose", knit with { Collar = Collar.Mock }, "acrylic", "slim soft daily")
            .Add("굵은 줄무늬 니트", "Wide-Stripe Sweater", "maru", 79, 45, "mustard sky", knit with { Weave = Weave.WideStripes, Accent = "#ebe3d2" }, "acrylic", "stripe over daily")
            .Add("집업 니트 가디건", "Zip Knit Cardigan", "otter", 99, 30, "pine charcoal", knit with { Front = Front.Zip, Collar = Collar.Stand, Pockets = Pockets.Hand, Cloth = Cloth.Rib }, "lamb", "zip warm daily");
        yield return new Shelf("shirts")
            .Add("밴드칼라 셔츠", "Band-Collar Shirt", "maru", 52, 25, "white clay", shirt with { Collar = Collar.Band }, "organic", "soft daily slim")
            .Add("긴팔 캠프 체크 남방", "Camp Check Overshirt", "campworks", 72, 30, "camel teal", shirt with { Cloth = Cloth.Brushed, Weave = Weave.Plaid, Hem = Hem.Straight, Pockets = Pockets.ChestFlaps, Loose = true, Accent = "#2b2d31" }, "flannel", "plaid warm over")
            .Add("피싱 셔츠", "Angler Shirt", "neoul", 68, 40, "sky sand", shirt with { Cloth = Cloth.Matte, Hem = Hem.Straight, Pockets = Pockets.ChestFlaps, Sleeve = 0.36 }, "stretch", "wick uv breathe");
        yield return new Shelf("tees")
            .Add("포켓 티셔츠", "Pocket Tee", "hangyeol", 27, 30, "grey brick", tee with { Pockets = Pockets.Chest }, "cotton", "daily fade soft")
            .Add("오버핏 반팔 티", "Oversized Tee", "maru", 33, 25, "charcoal cream", tee with { Loose = true, Width = 190 }, "organic", "over soft fade")
            .Add("커피 티셔츠", "Coffee Tee", "gama", 32, 30, "espresso white", tee with { Print = Print.Cup }, "cotton", "print soft daily")
            .Add("민소매 러닝 탑", "Running Tank", "oreum", 29, 45, "black mint", tee with { Sleeve = 0, Width = 158 }, "stretch", "wick breathe flex");
        yield return new Shelf("jeans").Add("카펜터 데님", "Carpenter Jeans", "haru", 99, 30, "raw ivory", new Bottom { Leg = Leg.Wide, Cargo = true, Wash = 0.2 }, "denim", "wide cargo retro");
        yield return new Shelf("trousers")
            .Add("플리스 안감 등산바지", "Fleece-Lined Hiking Trousers", "baramgol", 109, 45, "black moss", new Bottom { Cloth = Cloth.Matte, Leg = Leg.Straight, KneePatch = true }, "stretch", "warm water trail")
            .Add("카고 조거 팬츠", "Cargo Joggers", "oreum", 69, 35, "khaki charcoal", new Bottom { Cloth = Cloth.Canvas, Leg = Leg.Jogger, Cargo = true, Drawstring = true }, "cotton", "cargo taper daily")
            .Add("스웨트 쇼츠", "Sweat Shorts", "hangyeol", 35, 40, "grey pine", new Bottom { Cloth = Cloth.Brushed, Leg = Leg.Short, Drawstring = true, Scale = 1.2 }, "cotton", "soft daily breathe");
        yield return new Shelf("sneakers")
            .Add("코듀로이 스니커즈", "Corduroy Sneakers", "maru", 69, 35, "camel teal", new Shoe { Cut = Cut.Canvas, Tread = Tread.Cup, Cloth = Cloth.Cord, Accent = "#8a4a2a" }, "cord", "retro soft daily")
            .Add("하이탑 레더 스니커즈", "Leather High-Tops", "stone", 149, 30, "white pine", new Shoe { Cut = Cut.HighTop, Tread = Tread.Cup, Cloth = Cloth.Leather, Accent = "#2b3850" }, "leather", "ankle retro cushion")
            .Add("워킹화", "Walking Shoes", "oreum", 95, 40, "charcoal beige", new Shoe { Cut = Cut.Trail, Tread = Tread.Foam, Sole = "#ece7db", Cloth = Cloth.Matte }, "mesh", "cushion breathe daily");
        yield return new Shelf("boots")
            .Add("스웨이드 첼시 부츠", "Suede Chelsea Boots", "stone", 169, 40, "sand charcoal", new Shoe { Cut = Cut.Chelsea, Tread = Tread.Crepe, Sole = "#d9b98a" }, "suede", "slipon soft daily")
            .Add("캠프 패딩 부츠", "Camp Padded Boots", "campworks", 79, 50, "black olive", new Shoe { Cut = Cut.Winter, Tread = Tread.Slab, Sole = "#3a3a38", Cloth = Cloth.Nylon, Accent = "#3a3a38" }, "nylon", "warm light2 camp");
        yield return new Shelf("sunglasses").Add("육각 뿔테 선글라스", "Hexagon Acetate Sunglasses", "bitgarim", 92, 35, "honey black", new Glasses { Frame = Frame.Hex, Lens = "#3b4a42" }, "acetate", "uv retro daily");
        yield return new Shelf("watches")
            .Add("나토 다이버 시계", "Nato Diver Watch", "dalbit", 239, 35, "navy olive", new Watch { Dial = Dial.Diver, Strap = Strap.Nato, Face = "#26282b" }, "canvas", "diver lume retro")
            .Add("스틸 필드 워치", "Steel Field Watch", "dalbit", 259, 25, "gunmetal charcoal", new Watch { Dial = Dial.Field, Strap = Strap.Steel }, "metal", "lume sapphire daily")
            .Add("러버 크로노그래프", "Rubber Chronograph", "dalbit", 269, 45, "black persimmon", new Watch { Dial = Dial.Chrono, Strap = Strap.Rubber, Face = "#2a2c2e" }, "rubber", "sapphire lume trail");
        yield return new Shelf("backpacks").Add("가죽 포인트 데이팩", "Leather-Trim Daypack", "moa", 99, 35, "sand plum", new Bag { LeatherTrim = true }, "canvas", "laptop retro daily");
        yield return new Shelf("bags")
            .Add("캔버스 메신저백", "Canvas Messenger", "campworks", 79, 40, "khaki navy", new Bag { Cut = BagCut.Messenger }, "canvas", "water daily pocket")
            .Add("능선 에코백", "Ridge Eco Bag", "oreum", 25, 30, "pine cream", new Bag { Cut = BagCut.TallTote, Badge = Print.Ridge }, "organic", "print light2 daily")
            .Add("캔버스 버킷백", "Canvas Bucket Bag", "moa", 69, 30, "teal beige", new Bag { Cut = BagCut.Bucket }, "canvas", "daily light2 gift");
        yield return new Shelf("tents").Add("사막 티피 쉘터", "Desert Tipi Shelter", "campworks", 269, 45, "camel charcoal", new Tent { Pitch = Pitch.Tipi, Accent = "#2b2d31", Scale = 0.98 }, "rip", "two airy wind");
        yield return new Shelf("drinkware")
            .Add("큰 머그컵", "Big Mug", "gama", 26, 30, "sage indigo", new Cup { Scale = 1.16 }, "stone", "glaze micro daily")
            .Add("차박 텀블러", "Car Camping Tumbler", "campworks", 29, 45, "khaki persimmon", new Cup { Cut = CupCut.Tumbler, Scale = 1 }, "steel18", "insulate camp daily");
    }
}
