using Maru.DemoArt.Drawing.Clothes;
using Maru.DemoArt.Drawing.Things;

namespace Maru.DemoArt.Drawing;

/// <summary>A few things of a kind standing together: the picture of a category.</summary>
internal static class Groups
{
    public const int Width = 1200;

    public const int Height = 900;

    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["cat-outerwear"] = () => Draw("#8d7a5c", null, s =>
        {
            var parka = new Top { Cloth = Cloth.Nylon, Quilt = Quilt.Bands, Bands = 7, Collar = Collar.Hood, Front = Front.Zip, Fur = true, Pockets = Pockets.Hand, Hem = Hem.Drawcord };
            new Top { Cloth = Cloth.Wool, Collar = Collar.Notch, Front = Front.Buttons, Length = 800, Pockets = Pockets.Flap }.Place(s, "#b08650", "g1", 270, 470, 0.72);
            new Top { Cloth = Cloth.Fleece, Collar = Collar.Stand, Front = Front.Zip, Pockets = Pockets.Hand, Length = 540 }.Place(s, "#e9dcc0", "g2", 930, 470, 0.78);
            parka.Place(s, "#2f4a3c", "g3", 600, 470, 0.86);
        }),
        ["cat-clothing"] = () => Draw("#7b8fa6", null, s =>
        {
            new Bottom { Wash = 0.6 }.Place(s, "#4a6c98", "g1", 290, 470, 0.78, -4);
            new Top { Cloth = Cloth.Chunky, Weave = Weave.Cable, Hem = Hem.Ribbed, RibCuffs = true, Length = 520 }.Place(s, "#ebe3d2", "g2", 640, 450, 0.82);
            new Top { Cloth = Cloth.Brushed, Weave = Weave.Plaid, Collar = Collar.Shirt, Front = Front.Buttons, Hem = Hem.Curved, Accent = "#26272a" }.Place(s, "#a5362f", "g3", 950, 490, 0.74, 4);
        }),
        ["cat-shoes"] = () => Draw("#a5886a", 700, s =>
        {
            new Shoe { Cut = Cut.Chelsea, Tread = Tread.Welt, Sole = "#2b231d", Cloth = Cloth.Leather }.Place(s, "#5a3c28", "g1", 340, 610, 0.66);
            new Shoe { Cut = Cut.Hiker, Tread = Tread.Lug, Sole = "#2e2c2a", Accent = "#4a3b2c" }.Place(s, "#6b7358", "g2", 850, 620, 0.68);
            new Shoe { Cut = Cut.Court, Tread = Tread.Cup, Accent = "#d2571f", Cloth = Cloth.Leather }.Place(s, "#f3f1ec", "g3", 590, 772, 0.7);
        }),
        ["cat-accessories"] = () => Draw("#98a88b", 640, s =>
        {
            new Hat { Cut = HatCut.Fedora, Cloth = Cloth.Wool, Accent = "#2c241d" }.Place(s, "#a9814f", "g1", 360, 560, 0.66);
            new Hat { Cut = HatCut.Pompom, Cloth = Cloth.Chunky, Weave = Weave.FairIsle, Accent = "#e9dcc0" }.Place(s, "#a5362f", "g2", 800, 580, 0.7);
            new Glasses { Frame = Frame.Panto, Tortoise = true, Lens = "#4a3b28" }.Place(s, "#b0702e", "g3", 400, 760, 0.52);
            new Watch { Dial = Dial.Field, Face = "#f1ead8" }.Place(s, "#6d4a32", "g4", 830, 720, 0.34, 78);
        }),
        ["cat-bags"] = () => Draw("#8b8566", 700, s =>
        {
            new Bag { Cut = BagCut.RollTop, LeatherTrim = true }.Place(s, "#6e6a48", "g1", 380, 730, 0.8);
            new Bag { Cut = BagCut.Tote, LeatherTrim = true }.Place(s, "#e9dcc0", "g2", 860, 730, 0.72);
            new Bag { Cut = BagCut.Waist, Cloth = Cloth.Nylon }.Place(s, "#d2571f", "g3", 610, 820, 0.5);
        }),
        ["cat-camping"] = () => Draw("#7f8a6a", 690, s =>
        {
            new Tent { Pitch = Pitch.Ridge, Cloth = Cloth.Canvas }.Place(s, "#e6d7b4", "g1", 470, 640, 0.94);
            new Seat { Cut = SeatCut.Low }.Place(s, "#636841", "g2", 900, 760, 0.66);
            new Lamp { Cut = LampCut.Hurricane }.Place(s, "#a14e35", "g3", 640, 812, 0.46);
            new Cup { Cut = CupCut.Enamel }.Place(s, "#f3f1ec", "g4", 330, 816, 0.36);
        }),
    };

    private static string Draw(string ground, double? floor, Action<Scene> goods)
    {
        var scene = new Scene(Width, Height);
        scene.Room(Tone.Of(ground), floor);
        goods(scene);
        return scene.ToSvg();
    }
}
