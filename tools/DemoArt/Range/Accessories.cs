using Maru.DemoArt.Drawing;
using Maru.DemoArt.Drawing.Clothes;
using Maru.DemoArt.Drawing.Things;
using Frame = Maru.DemoArt.Drawing.Things.Frame;

namespace Maru.DemoArt.Range;

internal static class Accessories
{
    public static IEnumerable<Shelf> Shelves() => [Sneakers(), Boots(), Sandals(), Hats(), Sunglasses(), Watches(), Gloves(), Socks(), Scarves(), Backpacks(), Bags()];

    private static Shelf Sneakers() => new Shelf("sneakers")
        .Add("안뜰 러닝화", "Anttul Running Shoes", "oreum", 129, 30, "silver navy black", new Shoe { Cut = Cut.Runner, Tread = Tread.Foam, Accent = "#d2571f", Cloth = Cloth.Matte }, "mesh", "cushion breathe daily", "mint pink")
        .Add("운동장 레더 스니커즈", "Schoolyard Leather Sneakers", "stone", 119, 25, "white ivory", new Shoe { Cut = Cut.Court, Tread = Tread.Cup, Accent = "#2f4a3c", Cloth = Cloth.Leather }, "leather", "retro cushion daily", "white pink")
        .Add("캔버스 단화", "Canvas Plimsolls", "hangyeol", 45, 40, "ivory red navy black", new Shoe { Cut = Cut.Canvas, Tread = Tread.Cup, Cloth = Cloth.Canvas, Accent = "#2b3850" }, "canvas", "retro daily light2")
        .Add("하이탑 운동화", "High-Top Sneakers", "hangyeol", 79, 35, "black white wine", new Shoe { Cut = Cut.HighTop, Tread = Tread.Cup, Cloth = Cloth.Canvas }, "canvas", "ankle retro daily")
        .Add("능선 트레일 러닝화", "Ridge Trail Runners", "baramgol", 149, 30, "teal charcoal persimmon", new Shoe { Cut = Cut.Trail, Tread = Tread.Lug, Sole = "#34332f", Accent = "#2b2d31", Cloth = Cloth.Matte }, "mesh", "grip cushion trail", "lilac sky")
        .Add("스웨이드 저지 스니커즈", "Suede Court Sneakers", "otter", 109, 45, "sand pine navy", new Shoe { Cut = Cut.Court, Tread = Tread.Cup, Sole = "#d9b98a" }, "suede", "retro soft daily")
        .Add("울 슬립온", "Wool Slip-Ons", "soljae", 89, 30, "grey charcoal sage", new Shoe { Cut = Cut.SlipOn, Tread = Tread.Slab, Cloth = Cloth.Wool }, "wool", "slipon soft cushion")
        .Add("두꺼운 밑창 러너", "Thick-Sole Runner", "maru", 99, 50, "cream black", new Shoe { Cut = Cut.Runner, Tread = Tread.Slab, Cloth = Cloth.Matte }, "mesh", "cushion retro daily")
        .Add("가죽 로퍼", "Leather Loafers", "stone", 139, 35, "espresso black wine", new Shoe { Cut = Cut.Loafer, Tread = Tread.Welt, Sole = "#2c211a", Cloth = Cloth.Leather }, "leather", "slipon hand daily")
        .Add("무지 레더 코트화", "Plain Court Shoes", "hangyeol", 85, 20, "white black beige", new Shoe { Cut = Cut.Court, Tread = Tread.Cup, Cloth = Cloth.Leather, Plain = true }, "leather", "daily soft cushion");

    private static Shelf Boots() => new Shelf("boots")
        .Add("백운 등산화", "Baegun Hiking Boots", "stone", 219, 30, "brown charcoal", new Shoe { Cut = Cut.Hiker, Tread = Tread.Lug, Sole = "#2e2c2a", Accent = "#4a3b2c" }, "suede", "grip ankle proof", "sand plum")
        .Add("첼시 부츠", "Chelsea Boots", "stone", 179, 35, "black brown", new Shoe { Cut = Cut.Chelsea, Tread = Tread.Welt, Sole = "#2b231d", Cloth = Cloth.Leather }, "leather", "welt slipon daily", "camel black")
        .Add("데저트 부츠", "Desert Boots", "otter", 139, 40, "sand navy olive", new Shoe { Cut = Cut.Desert, Tread = Tread.Crepe, Sole = "#d9b98a" }, "suede", "soft retro daily")
        .Add("워커", "Work Boots", "stone", 239, 25, "camel black espresso", new Shoe { Cut = Cut.Worker, Tread = Tread.Welt, Sole = "#e5dcc8", Cloth = Cloth.Leather }, "leather", "welt ankle hand")
        .Add("장화", "Rain Boots", "neoul", 69, 30, "pine yellow navy", new Shoe { Cut = Cut.Rain, Tread = Tread.Lug, Sole = "#26302b", Cloth = Cloth.Gloss }, "rubber", "proof grip retro")
        .Add("눈길 방한 부츠", "Snow Boots", "oreum", 129, 45, "charcoal ivory wine", new Shoe { Cut = Cut.Winter, Tread = Tread.Lug, Sole = "#2b2b2c", Cloth = Cloth.Nylon, Accent = "#33302c" }, "nylon", "warm grip proof")
        .Add("경량 미드컷 등산화", "Light Mid Hikers", "baramgol", 169, 30, "moss teal", new Shoe { Cut = Cut.Hiker, Tread = Tread.Lug, Sole = "#3a3935", Accent = "#26272a", Cloth = Cloth.Matte }, "mesh", "light2 grip ankle", "lilac grey");

    private static Shelf Sandals() => new Shelf("sandals")
        .Add("계곡 스트랩 샌들", "Valley Strap Sandals", "neoul", 69, 40, "black moss sky", new Shoe { Cut = Cut.Sandal, Sole = "#3b3a37" }, "poly", "grip light2 breathe", "pink sand")
        .Add("캠프 클로그", "Camp Clogs", "campworks", 45, 30, "khaki cream charcoal", new Shoe { Cut = Cut.Clog, Tread = Tread.Slab, Sole = "#8a8578", Cloth = Cloth.Matte }, "rubber", "slipon camp light2")
        .Add("코르크 샌들", "Cork-Bed Sandals", "neoul", 79, 25, "brown black", new Shoe { Cut = Cut.Sandal, Sole = "#5a4a38", Accent = "#b98d5c" }, "leather", "cushion soft daily");

    private static Shelf Hats() => new Shelf("hats")
        .Add("산등성 볼캡", "Ridgeline Ball Cap", "oreum", 35, 30, "pine black sand", new Hat { Cut = HatCut.Cap, Badge = Print.Ridge, Accent = "#e9dcc0" }, "cotton", "adjust daily print")
        .Add("무지 야구모자", "Plain Baseball Cap", "hangyeol", 29, 20, "navy beige black wine", new Hat { Cut = HatCut.Cap }, "cotton", "adjust fade daily")
        .Add("메시 트러커 캡", "Mesh Trucker Cap", "campworks", 32, 35, "cream olive", new Hat { Cut = HatCut.Trucker, Accent = "#3b3126", Badge = Print.Camp }, "poly", "breathe adjust retro")
        .Add("파도 캠프캡", "Wave Camp Cap", "neoul", 34, 40, "sky brick", new Hat { Cut = HatCut.FivePanel, Badge = Print.Wave }, "nylon", "light2 adjust breathe")
        .Add("노을 파이브패널", "Sunset Five-Panel", "neoul", 34, 25, "mustard teal", new Hat { Cut = HatCut.FivePanel, Badge = Print.Sun }, "cotton", "retro adjust print")
        .Add("립 비니", "Ribbed Beanie", "soljae", 29, 30, "charcoal mustard moss", new Hat { Cut = HatCut.Beanie, Cloth = Cloth.Rib }, "merino", "soft warm daily")
        .Add("방울 털모자", "Pompom Hat", "tarn", 39, 35, "red navy ivory", new Hat { Cut = HatCut.Pompom, Cloth = Cloth.Chunky, Weave = Weave.FairIsle, Accent = "#e9dcc0" }, "lamb", "nordic warm gift")
        .Add("줄무늬 방울 비니", "Striped Pompom Beanie", "maru", 35, 45, "teal rose", new Hat { Cut = HatCut.Pompom, Cloth = Cloth.Knit, Weave = Weave.Stripes, Accent = "#ebe3d2" }, "acrylic", "stripe warm gift")
        .Add("숏 와치캡", "Short Watch Cap", "hangyeol", 25, 30, "black olive persimmon", new Hat { Cut = HatCut.Watch, Cloth = Cloth.Knit }, "acrylic", "daily soft fade")
        .Add("벙거지 모자", "Bucket Hat", "maru", 35, 30, "sand black sage", new Hat { Cut = HatCut.Bucket }, "cotton", "shade retro daily")
        .Add("코듀로이 버킷햇", "Corduroy Bucket Hat", "otter", 39, 40, "camel plum", new Hat { Cut = HatCut.Bucket, Cloth = Cloth.Cord }, "cord", "warm retro daily")
        .Add("사파리 부니햇", "Safari Boonie Hat", "campworks", 42, 25, "khaki beige", new Hat { Cut = HatCut.Boonie }, "rip", "shade uv adjust")
        .Add("울 페도라", "Wool Fedora", "soljae", 79, 35, "camel charcoal", new Hat { Cut = HatCut.Fedora, Cloth = Cloth.Wool, Accent = "#2c241d" }, "wool", "hand shade retro")
        .Add("라피아 밀짚모자", "Raffia Sun Hat", "neoul", 59, 30, "honey cream", new Hat { Cut = HatCut.Straw, Cloth = Cloth.Plain, Accent = "#26272a" }, "straw", "shade hand uv")
        .Add("귀달이 방한모", "Trapper Hat", "oreum", 65, 50, "moss black", new Hat { Cut = HatCut.Trapper, Cloth = Cloth.Nylon }, "nylon", "warm fur water")
        .Add("골프 썬바이저", "Sun Visor", "hangyeol", 25, 30, "white navy", new Hat { Cut = HatCut.Visor }, "cotton", "uv adjust breathe")
        .Add("울 베레모", "Wool Beret", "soljae", 39, 25, "wine black camel", new Hat { Cut = HatCut.Beret, Cloth = Cloth.Wool }, "wool", "soft hand retro")
        .Add("러닝 헤어밴드", "Running Headband", "oreum", 15, 20, "black mint persimmon", new Hat { Cut = HatCut.Headband, Cloth = Cloth.Jersey }, "stretch", "wick flex daily");

    private static Shelf Sunglasses() => new Shelf("sunglasses")
        .Add("사각 뿔테 선글라스", "Square Acetate Sunglasses", "bitgarim", 89, 40, "black tortoise", new Glasses { Frame = Frame.Square }, "acetate", "uv daily gift")
        .Add("호피 판토 선글라스", "Tortoise Panto Sunglasses", "bitgarim", 99, 30, "tortoise honey", new Glasses { Frame = Frame.Panto, Tortoise = true, Lens = "#4a3b28" }, "acetate", "uv retro hand")
        .Add("보잉 선글라스", "Aviator Sunglasses", "bitgarim", 119, 35, "gold steel gunmetal", new Glasses { Frame = Frame.Aviator, Wire = true, Lens = "#3c4a42" }, "metal", "polar uv retro")
        .Add("미러 스포츠 고글", "Mirrored Sports Shades", "baramgol", 129, 30, "black blue persimmon", new Glasses { Frame = Frame.Wrap, Lens = "#d9642a", Mirrored = true }, "acetate", "polar light2 trail")
        .Add("동그란 메탈 선글라스", "Round Wire Sunglasses", "bitgarim", 79, 45, "gold black", new Glasses { Frame = Frame.Round, Wire = true, Lens = "#2f5a66" }, "metal", "retro uv light2")
        .Add("캣아이 선글라스", "Cat-Eye Sunglasses", "bitgarim", 89, 30, "wine black ivory", new Glasses { Frame = Frame.Cat, Lens = "#4a3238" }, "acetate", "uv retro gift")
        .Add("하금테 브로우 선글라스", "Browline Sunglasses", "bitgarim", 95, 25, "tortoise charcoal", new Glasses { Frame = Frame.Brow, Wire = true, Lens = "#3a4238" }, "acetate", "retro uv daily")
        .Add("육각 틴트 선글라스", "Hexagon Tinted Glasses", "maru", 59, 50, "gunmetal gold", new Glasses { Frame = Frame.Hex, Wire = true, Lens = "#c98a4a" }, "metal", "uv light2 daily")
        .Add("오버사이즈 선글라스", "Oversized Sunglasses", "neoul", 85, 35, "black espresso rose", new Glasses { Frame = Frame.Oversize }, "acetate", "uv gift daily")
        .Add("슬림 레트로 선글라스", "Slim Retro Sunglasses", "maru", 55, 30, "red black mint", new Glasses { Frame = Frame.Narrow, Lens = "#2f2c33" }, "acetate", "retro light2 uv")
        .Add("빙하 편광 선글라스", "Glacier Polarised Sunglasses", "tarn", 149, 20, "charcoal white", new Glasses { Frame = Frame.Wrap, Lens = "#2f7f9a", Mirrored = true }, "acetate", "polar uv trail");

    private static Shelf Watches() => new Shelf("watches")
        .Add("들판 필드 워치", "Field Watch", "dalbit", 189, 30, "brown olive black", new Watch { Dial = Dial.Field, Face = "#f1ead8" }, "leather", "lume daily retro")
        .Add("너울 다이버 시계", "Diver Watch", "dalbit", 329, 25, "navy pine black", new Watch { Dial = Dial.Diver, Strap = Strap.Steel, Face = "#22344f" }, "metal", "diver sapphire lume")
        .Add("크로노그래프 손목시계", "Chronograph Watch", "dalbit", 289, 35, "espresso black", new Watch { Dial = Dial.Chrono, Face = "#ece7db" }, "leather", "sapphire retro hand")
        .Add("얇은 드레스 워치", "Thin Dress Watch", "dalbit", 219, 30, "black camel wine", new Watch { Dial = Dial.Dress, Case = "#c8a765", Face = "#f6f3ec" }, "leather", "sapphire thin gift")
        .Add("여백 미니멀 시계", "Margin Minimal Watch", "dalbit", 149, 40, "grey sand pine", new Watch { Dial = Dial.Minimal, Strap = Strap.Nato, Face = "#f3f0e8" }, "canvas", "daily thin gift")
        .Add("파일럿 워치", "Pilot Watch", "dalbit", 249, 20, "olive black", new Watch { Dial = Dial.Pilot, Strap = Strap.Nato, Face = "#26282b", Case = "#6f7276" }, "canvas", "lume retro sapphire")
        .Add("디지털 고도계 시계", "Altimeter Digital Watch", "baramgol", 199, 35, "black moss persimmon", new Watch { Dial = Dial.Digital, Strap = Strap.Rubber, Face = "#b9c4a4" }, "rubber", "lume trail light2")
        .Add("사각 클래식 시계", "Square Classic Watch", "dalbit", 179, 30, "brown navy", new Watch { Dial = Dial.Square, Case = "#c8a765", Face = "#efe7d4" }, "leather", "retro gift thin")
        .Add("로마 숫자 메시 워치", "Roman Mesh Watch", "dalbit", 169, 45, "steel gold", new Watch { Dial = Dial.Roman, Strap = Strap.Mesh, Face = "#fbf9f4" }, "metal", "thin gift daily")
        .Add("아웃도어 러버 워치", "Outdoor Rubber Watch", "tarn", 159, 30, "charcoal teal red", new Watch { Dial = Dial.Outdoor, Strap = Strap.Rubber, Face = "#2a2c2e" }, "rubber", "diver lume trail");

    private static Shelf Gloves() => new Shelf("gloves")
        .Add("터치 니트 장갑", "Touch Knit Gloves", "soljae", 25, 30, "charcoal camel wine", new Glove { Cloth = Cloth.Knit }, "acrylic", "touch soft daily")
        .Add("벙어리장갑", "Mittens", "tarn", 32, 35, "red ivory moss", new Glove { Cut = GloveCut.Mitten, Cloth = Cloth.Chunky }, "lamb", "warm gift soft")
        .Add("가죽 장갑", "Leather Gloves", "stone", 79, 40, "black brown", new Glove { Cut = GloveCut.Leather, Cloth = Cloth.Leather }, "leather", "hand touch gift")
        .Add("스키 장갑", "Ski Gloves", "baramgol", 89, 45, "black blue persimmon", new Glove { Cut = GloveCut.Ski, Cloth = Cloth.Matte }, "synth", "proof warm grip")
        .Add("반장갑", "Fingerless Gloves", "otter", 22, 20, "grey mustard", new Glove { Cut = GloveCut.Fingerless, Cloth = Cloth.Rib }, "lamb", "soft daily warm")
        .Add("플리스 장갑", "Fleece Gloves", "oreum", 29, 30, "black sage", new Glove { Cloth = Cloth.Fleece }, "fleece", "touch warm light2");

    private static Shelf Socks() => new Shelf("socks")
        .Add("등산 양말", "Hiking Socks", "beoseon", 18, 30, "moss charcoal brick", new Sock { Cut = SockCut.Hiking, Accent = "#cdb894" }, "merino", "cush2 wick trail")
        .Add("줄무늬 양말", "Striped Crew Socks", "beoseon", 9, 20, "navy mustard sage", new Sock { Weave = Weave.Stripes, Accent = "#ebe3d2" }, "cotton", "stripe daily gift")
        .Add("골지 긴 양말", "Ribbed Crew Socks", "beoseon", 8, 10, "ivory black grey", new Sock { Cloth = Cloth.Rib }, "cotton", "daily soft fade")
        .Add("발목 양말", "Ankle Socks", "beoseon", 6, 20, "white charcoal pink", new Sock { Cut = SockCut.Ankle }, "cotton", "daily wick soft")
        .Add("무릎 양말", "Knee Socks", "beoseon", 15, 30, "wine pine", new Sock { Cut = SockCut.Knee, Weave = Weave.Argyle, Accent = "#c9a86a" }, "lamb", "retro warm gift")
        .Add("수면 양말", "Bed Socks", "beoseon", 12, 40, "lilac apricot cream", new Sock { Cloth = Cloth.Fleece }, "fleece", "soft warm gift");

    private static Shelf Scarves() => new Shelf("scarves")
        .Add("체크 울 머플러", "Checked Wool Scarf", "soljae", 59, 35, "camel red grey", new Scarf { Weave = Weave.Plaid, Cloth = Cloth.Brushed }, "wool", "plaid warm gift")
        .Add("캐시미어 목도리", "Cashmere Scarf", "soljae", 129, 30, "ivory charcoal rose", new Scarf { Cloth = Cloth.Wool }, "cash", "soft hand gift")
        .Add("꽈배기 니트 목도리", "Cable Knit Scarf", "tarn", 45, 40, "cream moss", new Scarf { Cloth = Cloth.Chunky }, "lamb", "cable warm hand")
        .Add("플리스 넥워머", "Fleece Neck Warmer", "oreum", 22, 30, "black teal", new Scarf { Cut = ScarfCut.Snood, Cloth = Cloth.Fleece }, "fleece", "warm wind light2")
        .Add("줄무늬 머플러", "Striped Scarf", "maru", 39, 25, "navy mustard", new Scarf { Weave = Weave.WideStripes, Accent = "#ebe3d2", Cloth = Cloth.Knit }, "acrylic", "stripe warm daily");

    private static Shelf Backpacks() => new Shelf("backpacks")
        .Add("등굣길 데이팩", "Schoolway Daypack", "moa", 79, 30, "pine black navy", new Bag(), "poly", "laptop light2 daily")
        .Add("말아 올린 롤탑 백팩", "Roll-Top Backpack", "moa", 119, 25, "khaki navy", new Bag { Cut = BagCut.RollTop, LeatherTrim = true }, "canvas", "water laptop hand")
        .Add("종주 45L 배낭", "Traverse 45L Pack", "oreum", 239, 35, "persimmon charcoal teal", new Bag { Cut = BagCut.Trek, Cloth = Cloth.Matte, Accent = "#2b2f33" }, "rip", "load trail water")
        .Add("미니 백팩", "Mini Backpack", "maru", 55, 40, "lilac black cream", new Bag { Cut = BagCut.Mini, Cloth = Cloth.Nylon }, "poly", "light2 daily retro")
        .Add("사각 가죽끈 백팩", "Square Satchel Backpack", "moa", 129, 30, "navy grey moss", new Bag { Cut = BagCut.Square, LeatherTrim = true }, "canvas", "laptop hand retro")
        .Add("경량 하이킹 배낭", "Light Hiking Pack", "tarn", 99, 45, "moss sky", new Bag { Cut = BagCut.Daypack, Cloth = Cloth.Matte, Accent = "#2b2d31" }, "rip", "light2 trail water")
        .Add("65L 원정 배낭", "Expedition 65L Pack", "baramgol", 329, 20, "red pine", new Bag { Cut = BagCut.Trek, Cloth = Cloth.Shell, Scale = 1.12 }, "rip", "load trail proof");

    private static Shelf Bags() => new Shelf("bags")
        .Add("장바구니 토트백", "Market Tote", "moa", 59, 30, "cream navy", new Bag { Cut = BagCut.Tote, LeatherTrim = true }, "canvas", "hand daily pocket")
        .Add("야영 에코백", "Camp Eco Bag", "maru", 25, 20, "ivory sage", new Bag { Cut = BagCut.TallTote, Badge = Print.Camp }, "organic", "print light2 daily")
        .Add("파도 에코백", "Wave Eco Bag", "neoul", 25, 35, "sky sand", new Bag { Cut = BagCut.TallTote, Badge = Print.Wave }, "organic", "print light2 retro")
        .Add("주말 보스턴백", "Weekend Duffel", "moa", 139, 40, "moss black camel", new Bag { Cut = BagCut.Duffel, LeatherTrim = true }, "canvas", "water hand pocket")
        .Add("우편 메신저백", "Postman Messenger", "moa", 109, 30, "black olive", new Bag { Cut = BagCut.Messenger, LeatherTrim = true }, "canvas", "laptop retro daily")
        .Add("힙색", "Waist Pack", "oreum", 45, 35, "black teal mustard", new Bag { Cut = BagCut.Waist, Cloth = Cloth.Nylon }, "rip", "light2 water trail")
        .Add("슬링백", "Sling Bag", "hangyeol", 55, 25, "charcoal sand", new Bag { Cut = BagCut.Sling, Cloth = Cloth.Matte }, "poly", "light2 daily water")
        .Add("소프트 쿨러백", "Soft Cooler", "campworks", 75, 30, "teal cream", new Bag { Cut = BagCut.Cooler }, "poly", "camp water pocket")
        .Add("가죽 버킷백", "Leather Bucket Bag", "stone", 159, 45, "camel wine black", new Bag { Cut = BagCut.Bucket, Cloth = Cloth.Leather }, "leather", "hand gift daily")
        .Add("대형 캔버스 토트", "Big Canvas Tote", "campworks", 49, 20, "khaki ivory", new Bag { Cut = BagCut.Tote, Accent = "#2f4a3c" }, "canvas", "pocket camp light2");
}
