using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>The measures of one top and the order its parts are laid in: back of the neck, sleeves, body, then what is sewn on.</summary>
internal sealed class TopCut
{
    private readonly Top _top;
    private readonly Dice _dice;

    public TopCut(Top top, Scene scene, Tone tone, Dice dice)
    {
        (_top, Scene, Tone, _dice) = (top, scene, tone, dice);
        Puff = top.Quilt switch { Quilt.None => 0, Quilt.Diamonds or Quilt.Onion or Quilt.Vertical => 2.5, _ => Math.Clamp(52 / top.Bands, 4, 12) };
        Chest = top.Width + (top.Loose ? 14 : 0) + Puff;
        Shoulder = Chest * (top.Loose ? 1.02 : 0.93);
        Neck = top.Collar switch { Collar.Boat => 104, Collar.Crew or Collar.Henley => 70, Collar.V => 68, Collar.Stand or Collar.Funnel => 74, Collar.Hood => 76, _ => 66 };
        HemHalf = Chest + top.Flare;
        var above = top.Collar switch { Collar.Hood => 148, Collar.Stand or Collar.Funnel => 60, Collar.Turtle => 70, _ => 28 };
        var below = top.Length + (top.Hem == Hem.Ribbed ? 60 : 24);
        Y = 500 - (above + below) / 2 + above;
        HemY = Y + top.Length;
        Drop = top.Collar switch { Collar.Crew or Collar.Henley => 46, Collar.V => 168, Collar.Boat => 26, Collar.Notch or Collar.Peak or Collar.Shawl => 230, _ => 34 };
        Accent = Tone.Of(top.Accent ?? tone.Lit(tone.L < 0.5 ? 0.16 : -0.18).Hex);
    }

    public Scene Scene { get; }

    public Tone Tone { get; }

    public Tone Accent { get; }

    public Top Top => _top;

    public Dice Dice => _dice;

    public double Y { get; }

    public double HemY { get; }

    public double Neck { get; }

    public double Drop { get; }

    public double Shoulder { get; }

    public double Chest { get; }

    public double HemHalf { get; }

    public double Puff { get; }

    public double[] BandLines { get; private set; } = [];

    public void Draw()
    {
        var body = BodyOutline();
        var sleeve = _top.Sleeve > 0 ? Sleeves.Outline(this) : null;
        Scene.Laid(sleeve is null ? body : F($"{body} {sleeve} {Mirror(sleeve)}"), Tone);
        Collars.Behind(this);
        if (sleeve is not null)
        {
            Sleeves.Draw(this, Mirror(sleeve), left: true);
            Sleeves.Draw(this, sleeve, left: false);
        }

        var piece = new Piece(Scene, body, Tone, _top.Cloth) { Round = Puff > 5 ? 26 : 24, Cast = 0.3 };
        Fabrics.Paint(this, piece);
        if (_top.Quilt == Quilt.None)
        {
            Drape(piece);
        }
        else
        {
            Quilts.Body(this, piece);
        }

        HemLine(piece);
        Fronts.Lines(this, piece);
        Fabrics.Emblem(this, piece);
        piece.Place();
        Trims.Pockets(this);
        Trims.Ribs(this);
        Fronts.Closures(this);
        Trims.Belt(this);
        Collars.Over(this);
    }

    public double SideX(double y)
    {
        var t = Math.Clamp((y - Y - 200) / (HemY - Y - 200), 0, 1);
        var waist = _top.Belt ? -Math.Sin(t * Math.PI) * 20 : -Math.Sin(t * Math.PI) * (_top.Loose ? 0 : 5);
        return 400 + Chest + (HemHalf - Chest) * t + waist;
    }

    private string BodyOutline()
    {
        var under = Y + 196;
        var tip = 400 + Shoulder;
        var half = new Half(400, Y + Drop);
        if (_top.Collar is Collar.V or Collar.Notch or Collar.Peak or Collar.Shawl)
        {
            half.Curve(418, Y + Drop * 0.72, 400 + Neck * 0.8, Y + Drop * 0.3, 400 + Neck, Y);
        }
        else
        {
            half.Curve(400 + Neck * 0.62, Y + Drop, 400 + Neck * 0.92, Y + Drop * 0.55, 400 + Neck, Y);
        }

        half.Curve(400 + Neck + 30, Y + 10, tip - 60, Y + 24 - Puff, tip - 12, Y + 48 - Puff * 0.5);
        if (_top.Sleeve <= 0)
        {
            half.Curve(tip - 34, Y + 100, tip - 30, Y + 160, 400 + Chest, under);
        }
        else
        {
            half.Curve(tip - 22, Y + 96, tip - 30, Y + 150, 400 + Chest, under);
        }

        if (Puff > 3)
        {
            var first = Y + 60;
            var count = (int)_top.Bands;
            BandLines = [.. Enumerable.Range(1, count - 1).Select(i => first + (HemY - 18 - first) * i / count)];
            half.Scallops(BandLines.Where(y => y > under + 20).Select(y => (SideX(y), y)).Append((400 + HemHalf - 4, HemY - 14)), Puff);
        }
        else
        {
            for (var i = 1; i <= 4; i++)
            {
                var y = under + (HemY - under) * i / 4;
                var before = under + (HemY - under) * (i - 1) / 4;
                half.Curve(SideX(before + (y - before) / 3), before + (y - before) / 3, SideX(y - (y - before) / 3), y - (y - before) / 3, SideX(y), y);
            }
        }

        var inset = _top.Hem switch { Hem.Ribbed => 16, Hem.Drawcord => 10, _ => 4 };
        var x = 400 + HemHalf;
        return _top.Hem switch
        {
            Hem.Curved => half.Curve(x - 4, HemY + 12, x - 22, HemY - 26, x - 46, HemY - 12).Curve(x - 90, HemY + 22, 460, HemY + 44, 400, HemY + 44).Close(),
            Hem.Split => half.Bend(x - 2, HemY + 12, x - 14, HemY + 13).Curve(x - 60, HemY + 20, 450, HemY + 22, 400, HemY + 22).Close(),
            _ => half.Bend(x - inset * 0.2, HemY + 8, x - inset, HemY + 10).Curve(x - 70, HemY + 18, 450, HemY + 20, 400, HemY + 20).Close(),
        };
    }

    /// <summary>Folds where cloth hangs from the shoulder and is caught under the arm.</summary>
    private void Drape(Piece piece)
    {
        var heavy = _top.Cloth == Cloth.Wool || _top.Cloth == Cloth.Leather || _top.Cloth == Cloth.Fleece;
        var strong = heavy ? 0.24 : 0.3;
        foreach (var side in new[] { -1, 1 })
        {
            for (var i = 0; i < 4; i++)
            {
                var x = 400 + side * (Chest - 8);
                var y = Y + 188 + i * 15;
                var ex = 400 + side * _dice.Between(36, 104);
                var ey = Y + 150 + i * 62 + _dice.Between(0, 50);
                var d = F($"M{x} {y} C{x - side * 34} {y + 4 + i * 6} {ex + side * 40} {ey - 20} {ex} {ey}");
                piece.Crease(d, _dice.Between(9, 16), strong);
                piece.Fold(F($"M{x} {y + 15} C{x - side * 34} {y + 20 + i * 6} {ex + side * 40} {ey - 2} {ex} {ey + 16}"), _dice.Between(9, 16), strong * 0.9);
            }

            for (var i = 0; i < 3; i++)
            {
                var x = 400 + side * _dice.Between(40, HemHalf - 14);
                var top = HemY - _dice.Between(130, 300);
                var d = F($"M{x} {HemY + 6} C{x + side * 4} {HemY - 60} {x - side * 18} {top + 60} {x - side * _dice.Between(4, 30)} {top}");
                piece.Crease(d, _dice.Between(12, 22), strong * 0.8);
                piece.Fold(F($"M{x + 17} {HemY + 6} C{x + 19 + side * 4} {HemY - 60} {x + 15 - side * 18} {top + 60} {x + 12 - side * 12} {top + 20}"), _dice.Between(12, 20), strong * 0.7);
            }

            var sx = 400 + side * (Shoulder - 18);
            piece.Fold(F($"M{sx} {Y + 74} C{sx - side * 24} {Y + 120} {sx - side * 30} {Y + 170} {sx - side * 14} {Y + 220}"), 24, 0.3);
        }
    }

    private void HemLine(Piece piece)
    {
        if (_top.Hem == Hem.Ribbed)
        {
            return;
        }

        var lift = _top.Quilt == Quilt.None ? 22 : 16;
        var d = _top.Hem == Hem.Curved
            ? F($"M{400 - HemHalf + 6} {HemY - 22} C{400 - HemHalf + 60} {HemY - 4} {340} {HemY + 26} 400 {HemY + 26} C460 {HemY + 26} {400 + HemHalf - 60} {HemY - 4} {400 + HemHalf - 6} {HemY - 22}")
            : F($"M{400 - HemHalf - 6} {HemY + 8 - lift} Q400 {HemY + 34 - lift} {400 + HemHalf + 6} {HemY + 8 - lift}");
        piece.Seam(d, 2.4);
    }
}
