using Maru.DemoArt.Drawing.Clothes;
using Maru.DemoArt.Drawing.Things;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>The scene the shop opens with: an open wooden floor at the edge of the hills, things for a trip laid out on it.</summary>
internal static class Home
{
    public const int Width = 2400;

    public const int Height = 1200;

    private const double Edge = 812;

    /// <param name="tall">For a phone: the right part of the scene, the boots moved into it.</param>
    public static string Draw(bool evening, bool tall)
    {
        var s = new Scene(Width, Height);
        Sky(s, evening);
        Hills(s, evening);
        Meadow(s, evening);
        new Tent { Pitch = Pitch.Ridge, Cloth = Cloth.Canvas }.Place(s, "#e6d7b4", "home tent", 850, 762, 0.34);
        Pines(s, evening);
        Floor(s, evening);
        Frame(s, evening);
        Goods(s, tall);
        Light(s, evening);
        var svg = s.ToSvg();
        return tall ? svg.Replace(F($"width='{Width}' height='{Height}' viewBox='0 0 {Width} {Height}'"), "width='1080' height='1440' viewBox='1436 0 900 1200'", StringComparison.Ordinal) : svg;
    }

    private static void Sky(Scene s, bool evening)
    {
        var sky = evening
            ? s.Linear(0, 0, 0, 760, (0, "#39485a", 1), (0.5, "#8c7f86", 1), (0.8, "#e0a57c", 1), (1, "#f0c795", 1))
            : s.Linear(0, 0, 0, 760, (0, "#cfdcdc", 1), (0.45, "#e6e7dc", 1), (0.8, "#f6e6cd", 1), (1, "#f8ddb8", 1));
        s.Draw($"<rect width='{Width}' height='{Height}' fill='url(#{sky})'/>");
        var sun = evening
            ? s.Radial(460, 330, 700, (0, "#ffd9a0", 0.9), (0.14, "#ffc489", 0.5), (0.5, "#f0a878", 0.18), (1, "#f0a878", 0))
            : s.Radial(460, 330, 760, (0, "#fff6df", 0.95), (0.12, "#fff1d0", 0.7), (0.5, "#ffe9c0", 0.25), (1, "#ffe9c0", 0));
        s.Draw($"<rect width='{Width}' height='900' fill='url(#{sun})'/><circle cx='460' cy='330' r='54' fill='#fffaf0' opacity='.9' filter='url(#{s.Blur(3)})'/>");
        for (var i = 0; i < 5; i++)
        {
            var (x, y) = (700 + i * 310, 130 + i % 3 * 60);
            s.Draw($"<path d='M{x - 190} {y} C{x - 90} {y - 30} {x + 40} {y - 26} {x + 190} {y - 4} C{x + 60} {y + 14} {x - 90} {y + 16} {x - 190} {y}Z' fill='{(evening ? "#c9a79a" : "#fffaf0")}' opacity='{(evening ? 0.4 : 0.5)}' filter='url(#{s.Blur(12)})'/>");
        }
    }

    private static void Hills(Scene s, bool evening)
    {
        var dice = new Dice("hills");
        string[] tones = evening ? ["#8f8591", "#736f80", "#56606c", "#3f5057", "#2c3d3c"] : ["#c3cdc9", "#a9bab3", "#8aa298", "#68877a", "#49695a"];
        for (var layer = 0; layer < 5; layer++)
        {
            var y = 420 + layer * 74;
            var high = 150 - layer * 17;
            var points = new List<(double, double)>();
            for (var x = -100.0; x <= 2500; x += 130 - layer * 8)
            {
                var ridge = Math.Sin(x * 0.0021 + layer * 1.9) * 0.6 + Math.Sin(x * 0.0057 + layer * 4.2) * 0.34 + dice.Between(-0.14, 0.14);
                points.Add((x, y - ridge * high * 0.62));
            }

            var tone = Tone.Of(tones[layer]);
            var fill = s.Linear(0, y - high, 0, y + 210, (0, tone.Lit(-0.02).Hex, 1), (0.55, tone.Lit(0.05).Hex, 1), (1, tone.Lit(0.15).Muted(0.7).Hex, 1));
            s.Draw($"<path d='{Through(points)} L2520 900 L-100 900Z' fill='url(#{fill})'/>");
            s.Draw($"<path d='{Through(points)}' fill='none' stroke='#fff3da' stroke-width='5' opacity='{(evening ? 0.12 : 0.24)}' transform='translate(0 3)' filter='url(#{s.Blur(2)})'/>");
        }
    }

    private static void Meadow(Scene s, bool evening)
    {
        var grass = evening ? s.Linear(0, 690, 0, 830, (0, "#58604f", 1), (1, "#39443a", 1)) : s.Linear(0, 690, 0, 830, (0, "#b3b98e", 1), (0.5, "#98a576", 1), (1, "#768a60", 1));
        s.Draw($"<path d='M-20 742 C300 700 700 694 1100 724 C1500 744 2000 706 2420 736 L2420 860 L-20 860Z' fill='url(#{grass})'/>");
        var dice = new Dice("grass");
        var blades = new System.Text.StringBuilder();
        for (var i = 0; i < 900; i++)
        {
            var (x, y) = (dice.Between(0, 2400), dice.Between(740, 822));
            blades.Append(F($"M{x:0} {y:0}q{dice.Between(-3, 3):0.#} -6 {dice.Between(-5, 5):0.#} {-dice.Between(8, 20):0.#}"));
        }

        s.Draw($"<path d='{blades}' stroke='{(evening ? "#2f3a30" : "#66794f")}' stroke-width='2.200' fill='none' opacity='.5'/>");
    }

    private static void Pines(Scene s, bool evening)
    {
        foreach (var (x, y, high) in new[] { (150.0, 778.0, 300.0), (60, 786, 220), (250, 772, 190), (1180, 752, 120), (1130, 750, 90), (1420, 752, 110) })
        {
            var tone = Tone.Of(evening ? "#24322d" : "#3c5a48").Lit(high < 150 ? 0.14 : 0);
            s.Draw($"<path d='M{x} {y} L{x} {y - high * 0.4}' stroke='#5b4634' stroke-width='{high * 0.035}'/>");
            for (var i = 0; i < 6; i++)
            {
                var (t, half) = (i / 6.0, high * (0.25 - i * 0.034));
                var top = y - high * (0.24 + t * 0.72);
                s.Draw($"<path d='M{x} {top - high * 0.13} C{x + half * 0.3} {top - high * 0.04} {x + half * 0.8} {top + high * 0.03} {x + half} {top + high * 0.08} C{x + half * 0.3} {top + high * 0.1} {x - half * 0.3} {top + high * 0.1} {x - half} {top + high * 0.08} C{x - half * 0.8} {top + high * 0.03} {x - half * 0.3} {top - high * 0.04} {x} {top - high * 0.13}Z' fill='{tone.Lit(-0.05 + t * 0.06)}'/><path d='M{x} {top - high * 0.13} C{x - half * 0.3} {top - high * 0.04} {x - half * 0.8} {top + high * 0.03} {x - half} {top + high * 0.08} C{x - half * 0.5} {top + high * 0.06} {x - half * 0.1} {top} {x} {top - high * 0.13}Z' fill='#fff0cc' opacity='.13'/>");
            }
        }
    }

    private static void Floor(Scene s, bool evening)
    {
        var wood = Tone.Of(evening ? "#7a5335" : "#b5834f");
        // The floor's front boards run away from us; their joints meet far behind the hills.
        double[] near = [-620, -330, -60, 200, 470, 720, 990, 1250, 1500, 1770, 2040, 2290, 2560, 2830, 3100];
        for (var i = 0; i < near.Length - 1; i++)
        {
            double Far(double x) => 1200 + (x - 1200) * 0.62;
            var d = F($"M{Far(near[i])} {Edge} L{Far(near[i + 1])} {Edge} L{near[i + 1]} 1210 L{near[i]} 1210Z");
            new Piece(s, d, wood.Lit(i % 3 == 0 ? -0.022 : i % 3 == 1 ? 0.016 : 0), Board) { Round = 4, Cast = 0, EdgeShade = 0.3, Gain = 0.5 }.Place();
        }

        var shine = s.Linear(0, Edge, 0, 1210, (0, "#fff3d6", evening ? 0.2 : 0.55), (0.3, "#fff0d0", evening ? 0.08 : 0.2), (1, "#2a1608", 0.3));
        s.Draw($"<rect y='{Edge}' width='2400' height='400' fill='url(#{shine})'/>");
        s.Draw($"<rect y='{Edge - 3}' width='2400' height='16' fill='{wood.Lit(0.1)}'/><rect y='{Edge + 11}' width='2400' height='5' fill='#2a1608' opacity='.35'/><rect y='{Edge - 24}' width='2400' height='22' fill='#20180f' opacity='.3' filter='url(#{s.Blur(9)})'/>");
    }

    private static Cloth TrayGrain { get; } = new("tray") { Grain = Cloth.Noise(0.006, 0.08, 3, 1), GrainGain = 0.6 };

    private static Cloth Board { get; } = new("board") { Grain = Cloth.Noise(0.05, 0.004, 3, 1), GrainGain = 0.55, Reach = 3 };

    private static void Frame(Scene s, bool evening)
    {
        var wood = Tone.Of(evening ? "#4b3220" : "#7a5234");
        var grain = new Cloth("post") { Grain = Cloth.Noise(0.06, 0.006, 3, 1), GrainGain = 0.6, FormGain = 2.6 };
        // Paper doors, drawn aside to the right; the evening lamp or the morning sun stands behind them.
        var paper = s.Linear(1760, 100, 2300, 800, (0, "#fdf6e6", 1), (0.6, "#f6e8cb", 1), (1, "#ead5ae", 1));
        s.Draw($"<rect x='1800' y='86' width='620' height='{Edge - 86}' fill='url(#{paper})'/>");
        for (var x = 1824; x < 2400; x += 47)
        {
            s.Draw($"<rect x='{x}' y='86' width='9' height='{Edge - 180}' fill='{wood}'/><rect x='{x + 9}' y='86' width='5' height='{Edge - 180}' fill='#6b4a2a' opacity='.18'/>");
        }

        foreach (var y in new[] { 86, 150, 214, 330, 446, 510, 574 })
        {
            s.Draw($"<rect x='1800' y='{y}' width='600' height='9' fill='{wood}'/><rect x='1800' y='{y + 9}' width='600' height='6' fill='#6b4a2a' opacity='.2'/>");
        }

        new Piece(s, F($"M1800 632 L2420 632 L2420 {Edge} L1800 {Edge}Z"), wood.Lit(0.02), grain) { Round = 6, Cast = 0.3 }.Place();
        foreach (var x in new[] { 1826, 2030, 2234 })
        {
            new Piece(s, Box(x, 662, 176, 118, 4), wood.Lit(0.06), grain) { Round = 7, Cast = 0.3 }.Place();
        }

        new Piece(s, F($"M1772 40 L1806 40 L1806 {Edge} L1772 {Edge}Z"), wood.Lit(-0.02), grain) { Round = 8, Cast = 0.5 }.Place();
        new Piece(s, F($"M-20 -20 L2420 -20 L2420 78 L-20 92Z"), wood.Lit(-0.05), new Cloth("beam") { Grain = Cloth.Noise(0.004, 0.06, 3, 1), GrainGain = 0.6 }) { Round = 18, Cast = 0.6 }.Place();
        new Piece(s, F($"M-20 60 L64 60 L70 {Edge + 26} L-20 {Edge + 30}Z"), wood.Lit(-0.03), grain) { Round = 24, Cast = 0.5 }.Place();
        new Piece(s, F($"M1560 60 L1648 60 L1652 {Edge + 22} L1556 {Edge + 22}Z"), wood, grain) { Round = 26, Cast = 0.5 }.Place();
        new Piece(s, F($"M1540 {Edge + 14} L1668 {Edge + 14} L1680 {Edge + 52} L1528 {Edge + 52}Z"), Tone.Of("#a9a294"), Cloth.Suede) { Round = 9, Cast = 0.5 }.Place();
    }

    private static void Goods(Scene s, bool tall)
    {
        // A parka on a peg of the door frame.
        s.Draw($"<path d='M2084 214 q4 -22 24 -22' fill='none' stroke='#4a3220' stroke-width='13' stroke-linecap='round'/>");
        new Top { Cloth = Cloth.Nylon, Quilt = Quilt.Bands, Bands = 7, Collar = Collar.Hood, Front = Front.Zip, Pockets = Pockets.Hand, Hem = Hem.Drawcord, Scale = 1 }.Place(s, "#c9501f", "home parka", 2088, 420, 0.6);
        new Seat { Cut = SeatCut.Director }.Place(s, "#e9dcc0", "home chair", 2130, 1010, 0.78);
        new Bag { Cut = BagCut.Trek, Cloth = Cloth.Matte, Accent = "#3a3128" }.Place(s, "#2f4a3c", "home pack", 1700, 1016, 0.64);
        new Shoe { Cut = Cut.Hiker, Tread = Tread.Lug, Sole = "#2e2c2a", Accent = "#4a3b2c" }.Place(s, "#8a5f3a", "home boots", tall ? 1590 : 1370, tall ? 1120 : 1062, 0.42);
        new Lamp { Cut = LampCut.Hurricane }.Place(s, "#a8442c", "home lamp", 1900, 1074, 0.52);
        new Hat { Cut = HatCut.Straw, Cloth = Cloth.Plain, Accent = "#2b2a28" }.Place(s, "#dcc08c", "home hat", 2124, 884, 0.3, -3);
        Tray(s, 1040, 1104);
        new Cup().Place(s, "#9fbcae", "home mug", 976, 1088, 0.34);
        new Cup { Cut = CupCut.Kettle }.Place(s, "#b4b8bc", "home kettle", 1112, 1090, 0.38);
    }

    private static void Tray(Scene s, double x, double y)
    {
        s.Contact(x, y + 26, 190, Tone.Of("#6b4a2e"), 0.14);
        new Piece(s, Ellipse(x, y + 14, 196, 36), Tone.Of("#4f3320"), TrayGrain) { Round = 8, Cast = 0.3 }.Place();
        new Piece(s, Ellipse(x, y, 190, 34), Tone.Of("#6e482b"), TrayGrain) { Round = 8, Cast = 0.2 }.Place();
    }

    private static void Light(Scene s, bool evening)
    {
        // Low sun through the posts: long warm bands over the boards.
        foreach (var x in new[] { 120.0, 620, 1120 })
        {
            s.Draw($"<path d='M{x} {Edge + 16} L{x + 330} {Edge + 16} L{x + 720} 1210 L{x + 230} 1210Z' fill='#ffe6b4' opacity='{(evening ? 0.07 : 0.2)}' filter='url(#{s.Blur(16)})' style='mix-blend-mode:soft-light'/>");
        }

        var wash = s.Linear(0, 0, 2400, 1200, (0, "#fff0cf", evening ? 0.1 : 0.26), (0.5, "#fff0cf", 0), (1, "#2a1a10", 0.22));
        s.Draw($"<rect width='2400' height='1200' fill='url(#{wash})' style='mix-blend-mode:soft-light'/>");
        if (!evening)
        {
            return;
        }

        // Dusk falls on everything; then the lamps are lit again over it.
        s.Draw($"<rect width='2400' height='1200' fill='#6d6a8c' opacity='.42' style='mix-blend-mode:multiply'/>");
        foreach (var (x, y, r, strong) in new[] { (1900.0, 980.0, 420.0, 0.62), (1900, 960, 120, 0.5), (790, 735, 90, 0.55), (2110, 350, 520, 0.22) })
        {
            var lamp = s.Radial(x, y, r, (0, "#ffcf86", strong), (0.5, "#ffb562", strong * 0.35), (1, "#ffb562", 0));
            s.Draw($"<circle cx='{x}' cy='{y}' r='{r}' fill='url(#{lamp})' style='mix-blend-mode:screen'/>");
        }
    }
}
