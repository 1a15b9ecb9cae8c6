using Maru.DemoArt.Drawing;
using Maru.DemoArt.Drawing.Things;

namespace Maru.DemoArt.Range;

internal static class Camp
{
    public static IEnumerable<Shelf> Shelves() => [Tents(), Seats(), Lamps(), Cups()];

    private static Shelf Tents() => new Shelf("tents")
        .Add("보름 돔 텐트", "Full Moon Dome Tent", "campworks", 289, 30, "sand moss", new Tent { Pitch = Pitch.Dome }, "rip", "three water airy")
        .Add("기찻길 터널 텐트", "Railway Tunnel Tent", "campworks", 459, 25, "moss beige", new Tent { Pitch = Pitch.Tunnel }, "rip", "four proof wind")
        .Add("초가 A형 텐트", "Choga A-Frame Tent", "campworks", 329, 35, "cream khaki", new Tent { Pitch = Pitch.Ridge, Cloth = Cloth.Canvas }, "tc", "two retro airy")
        .Add("들녘 티피 텐트", "Field Tipi Tent", "campworks", 379, 40, "cream brick", new Tent { Pitch = Pitch.Tipi, Accent = "#5a4632" }, "tc", "four retro airy")
        .Add("안채 캐빈 텐트", "Cabin Tent", "campworks", 599, 20, "beige sage", new Tent { Pitch = Pitch.Cabin, Accent = "#4b5a4a" }, "tc", "four water airy")
        .Add("설산 지오데식 텐트", "Snow Geodesic Tent", "baramgol", 649, 15, "persimmon yellow", new Tent { Pitch = Pitch.Geodesic, Accent = "#3b3b3d" }, "rip", "three wind proof")
        .Add("나래 렉타 타프", "Narae Tarp", "campworks", 129, 30, "khaki sand", new Tent { Pitch = Pitch.Tarp }, "rip", "sun uv water")
        .Add("정자 스크린 쉘터", "Pavilion Screen Shelter", "campworks", 349, 45, "sage cream", new Tent { Pitch = Pitch.Screen }, "rip", "sun airy four")
        .Add("홀로 비비 텐트", "Solo Bivy Tent", "tarn", 199, 30, "pine charcoal", new Tent { Pitch = Pitch.Bivy }, "rip", "one light2 proof")
        .Add("팡 원터치 텐트", "Pop-Up Tent", "campworks", 99, 50, "teal mustard", new Tent { Pitch = Pitch.Pop }, "poly", "fast uv sun")
        .Add("백패킹 2인 텐트", "Backpacking Two-Person Tent", "tarn", 319, 25, "olive silver", new Tent { Pitch = Pitch.Dome, Accent = "#d2571f", Scale = 0.96 }, "rip", "two light2 proof");

    private static Shelf Seats() => new Shelf("furniture")
        .Add("로우 캠핑 의자", "Low Camp Chair", "campworks", 79, 30, "khaki black mustard", new Seat { Cut = SeatCut.Low }, "alu", "fold sturdy light2")
        .Add("감독 의자", "Director's Chair", "campworks", 99, 35, "cream navy", new Seat { Cut = SeatCut.Director }, "ash", "fold sturdy hand")
        .Add("릴렉스 체어", "Lounge Chair", "campworks", 119, 40, "moss charcoal", new Seat { Cut = SeatCut.Lounge }, "alu", "fold sturdy soft")
        .Add("접이식 스툴", "Folding Stool", "oreum", 35, 25, "persimmon teal", new Seat { Cut = SeatCut.Stool }, "alu", "fold light2 camp")
        .Add("우드 롤테이블", "Wooden Roll Table", "campworks", 149, 30, "honey espresso", new Seat { Cut = SeatCut.Table }, "ash", "fold hand camp")
        .Add("2인용 캠핑 벤치", "Two-Seat Camp Bench", "campworks", 129, 20, "beige pine", new Seat { Cut = SeatCut.Bench }, "ash", "fold sturdy retro")
        .Add("야전침대", "Camp Cot", "campworks", 139, 45, "olive sand", new Seat { Cut = SeatCut.Cot, Scale = 0.96 }, "alu", "fold sturdy camp");

    private static Shelf Lamps() => new Shelf("lanterns")
        .Add("호롱 허리케인 랜턴", "Horong Hurricane Lantern", "lumen", 59, 30, "brick pine gold", new Lamp { Cut = LampCut.Hurricane }, "metal", "retro camp dim")
        .Add("가스등 랜턴", "Gaslight Lantern", "lumen", 89, 25, "black moss", new Lamp { Cut = LampCut.Gas }, "metal", "dim retro camp")
        .Add("달항아리 LED 무드등", "Moon Jar LED Lamp", "gama", 69, 20, "ash sand", new Lamp { Cut = LampCut.Moon }, "porcelain", "dim charge gift")
        .Add("돔 LED 랜턴", "Dome LED Lantern", "lumen", 49, 40, "mustard charcoal sage", new Lamp { Cut = LampCut.Dome }, "poly", "charge dim camp")
        .Add("튜브 랜턴", "Tube Lantern", "lumen", 39, 35, "persimmon black", new Lamp { Cut = LampCut.Tube }, "poly", "charge light2 water")
        .Add("촛불 랜턴", "Candle Lantern", "lumen", 45, 30, "gold gunmetal", new Lamp { Cut = LampCut.Candle }, "metal", "retro gift camp")
        .Add("전구 모양 무드등", "Bulb Mood Lamp", "lumen", 35, 45, "black ivory", new Lamp { Cut = LampCut.Bulb }, "glass", "charge dim camp");

    private static Shelf Cups() => new Shelf("drinkware")
        .Add("가마터 머그컵", "Kiln Mug", "gama", 24, 20, "celadon clay ash", new Cup(), "stone", "glaze micro gift")
        .Add("두툼한 커피잔", "Thick Coffee Cup", "gama", 22, 30, "cream navy brick", new Cup { Cut = CupCut.Low }, "stone", "glaze micro daily")
        .Add("법랑 캠핑 머그", "Enamel Camp Mug", "campworks", 15, 25, "white pine red", new Cup { Cut = CupCut.Enamel }, "enamel", "camp retro light2")
        .Add("진공 텀블러", "Vacuum Tumbler", "oreum", 35, 35, "black sage pink", new Cup { Cut = CupCut.Tumbler }, "steel18", "insulate daily gift")
        .Add("보온병", "Thermos Flask", "oreum", 45, 30, "pine silver navy", new Cup { Cut = CupCut.Thermos }, "steel18", "insulate camp trail")
        .Add("손잡이 물병", "Loop Water Bottle", "tarn", 32, 40, "sky mustard charcoal", new Cup { Cut = CupCut.Bottle }, "steel18", "insulate light2 trail")
        .Add("유리 티포트", "Glass Teapot", "gama", 49, 20, "honey pine", new Cup { Cut = CupCut.Teapot }, "glass", "hand gift daily")
        .Add("캠핑 주전자", "Camp Kettle", "campworks", 39, 35, "steel black", new Cup { Cut = CupCut.Kettle }, "steel18", "camp light2 retro")
        .Add("핸드드립 드리퍼", "Pour-Over Dripper", "gama", 29, 30, "ash clay celadon", new Cup { Cut = CupCut.Dripper }, "stone", "glaze hand gift")
        .Add("에스프레소 잔", "Espresso Cup", "gama", 16, 25, "clay white teal", new Cup { Cut = CupCut.Espresso }, "stone", "glaze micro gift")
        .Add("빨대 콜드컵", "Straw Cold Cup", "maru", 19, 50, "mint lilac apricot", new Cup { Cut = CupCut.Straw }, "poly", "insulate light2 daily")
        .Add("시에라 컵", "Sierra Cup", "campworks", 18, 30, "steel gold", new Cup { Cut = CupCut.Sierra }, "steel18", "camp light2 retro");
}
