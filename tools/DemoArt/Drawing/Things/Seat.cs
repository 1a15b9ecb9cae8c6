using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum SeatCut { Low, Director, Lounge, Stool, Table, Bench, Cot }

/// <summary>Camp furniture: tubes or staves, and cloth hung between them.</summary>
internal sealed record Seat : Art
{
    public Seat() => Scale = 1.08;

    public override double? Floor => 770;

    public SeatCut Cut { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        scene.Contact(404, 762, Cut is SeatCut.Stool ? 170 : Cut is SeatCut.Bench or SeatCut.Cot ? 310 : 240, tone, 0.17);
        var wood = Tone.Of("#b98a55");
        var tube = Tone.Of("#3a3b3d");
        switch (Cut)
        {
            case SeatCut.Low:
                Bar(scene, tube, 13, "M250 420 L300 640 L560 764", "M560 420 L510 640 L250 764", "M236 660 L210 752", "M574 660 L604 752");
                Sling(scene, tone, "M238 400 C330 424 480 424 572 400 C580 470 566 560 550 640 C470 668 340 668 260 640 C244 560 230 470 238 400Z");
                Sling(scene, tone.Lit(0.015), "M258 636 C340 664 470 664 552 636 C580 660 600 690 606 706 C500 744 310 744 204 706 C212 690 230 660 258 636Z");
                Bar(scene, tube, 13, "M204 706 L240 400", "M606 706 L570 400");
                Bar(scene, wood, 20, "M176 574 L262 560", "M548 560 L634 574");
                break;
            case SeatCut.Director:
                Bar(scene, wood, 17, "M250 596 L560 770", "M550 596 L240 770", "M240 770 L560 770");
                Bar(scene, wood, 20, "M226 330 L226 590", "M574 330 L574 590");
                Sling(scene, tone, "M214 336 C330 350 470 350 586 336 L586 436 C470 452 330 452 214 436Z");
                Sling(scene, tone.Lit(-0.02), "M226 580 C330 600 470 600 574 580 L590 622 C470 648 330 648 210 622Z");
                Bar(scene, wood, 22, "M196 512 L250 512", "M550 512 L604 512");
                Bar(scene, wood, 17, "M216 516 L222 600", "M584 516 L578 600", "M216 620 L216 770", "M584 620 L584 770");
                break;
            case SeatCut.Lounge:
                Bar(scene, tube, 14, "M260 300 L520 770", "M540 300 L280 770", "M226 640 L190 766", "M574 640 L612 766");
                Sling(scene, tone, "M262 250 C340 236 460 236 538 250 C560 340 556 480 560 580 C470 612 330 612 240 580 C244 480 240 340 262 250Z", pillow: true);
                Sling(scene, tone.Lit(0.02), "M240 576 C330 608 470 608 560 576 C596 610 616 650 622 676 C500 716 300 716 178 676 C184 650 204 610 240 576Z");
                Bar(scene, wood, 20, "M150 520 C180 500 220 500 246 508", "M554 508 C580 500 620 500 650 520");
                Bar(scene, tube, 14, "M160 520 L186 680", "M640 520 L614 680");
                break;
            case SeatCut.Stool:
                Bar(scene, tube, 15, "M280 560 L520 770", "M520 560 L280 770", "M330 545 L560 745", "M470 545 L240 745");
                Sling(scene, tone, "M256 548 C320 520 480 520 544 548 C560 560 556 590 540 600 C460 630 340 630 260 600 C244 590 240 560 256 548Z");
                break;
            case SeatCut.Table:
                Bar(scene, tube, 15, "M230 560 L560 770", "M570 560 L240 770", "M190 545 L190 740", "M610 545 L610 740");
                for (var i = 0; i < 9; i++)
                {
                    var (x, w) = (130 + i * 60.0, 57.0);
                    var lean = (x + w / 2 - 400) * 0.14;
                    var d = F($"M{x + lean * -1} 500 L{x + w - (x + w - 400) * 0.14 - 1} 500 L{x + w} 566 L{x} 566Z");
                    new Piece(scene, d, tone.Lit(i % 2 == 0 ? 0 : -0.02), WoodGrain) { Round = 5, Cast = 0.2 }.Place();
                    new Piece(scene, F($"M{x} 566 L{x + w} 566 L{x + w} 586 L{x} 586Z"), tone.Lit(-0.12), WoodGrain) { Round = 4, Cast = 0.25 }.Place();
                }

                break;
            case SeatCut.Bench:
                Bar(scene, wood, 19, "M150 440 L150 770", "M650 440 L650 770", "M110 770 L190 770", "M610 770 L690 770", "M150 640 L650 770", "M650 640 L150 770");
                Sling(scene, tone, "M150 400 C320 420 480 420 650 400 L650 540 C480 566 320 566 150 540Z");
                Sling(scene, tone.Lit(0.02), "M150 576 C320 604 480 604 650 576 L676 644 C480 680 320 680 124 644Z");
                Bar(scene, wood, 24, "M112 500 L180 500", "M620 500 L688 500");
                break;
            case SeatCut.Cot:
                foreach (var x in new[] { 160.0, 400, 640 })
                {
                    Bar(scene, tube, 13, F($"M{x - 56} 640 L{x + 40} 764"), F($"M{x + 56} 640 L{x - 40} 764"));
                }

                Sling(scene, tone, "M92 556 L708 556 C730 580 744 620 746 640 C540 676 260 676 54 640 C56 620 70 580 92 556Z");
                Bar(scene, tube, 15, "M54 642 C260 678 540 678 746 642");
                break;
            default:
                throw new InvalidOperationException($"{Cut} is not drawn.");
        }
    }

    public static Cloth WoodGrain { get; } = new("wood") { Grain = Cloth.Noise(0.09, 0.008, 2, 1), GrainGain = 0.5 };

    private static void Bar(Scene s, Tone t, double wide, params string[] lines)
    {
        foreach (var d in lines)
        {
            s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='{wide}' opacity='.25' stroke-linecap='round' transform='translate(4 6)' filter='url(#{s.Blur(4)})'/><path d='{d}' fill='none' stroke='{t.Lit(-0.1)}' stroke-width='{wide}' stroke-linecap='round'/><path d='{d}' fill='none' stroke='{t}' stroke-width='{wide * 0.7}' stroke-linecap='round' transform='translate(-1.500 -1)'/><path d='{d}' fill='none' stroke='{t.Lit(0.22)}' stroke-width='{wide * 0.24}' stroke-linecap='round' transform='translate(-3 -2)' opacity='.8'/>");
        }
    }

    private static void Sling(Scene s, Tone t, string d, bool pillow = false)
    {
        var (x, y, w, h) = Bounds(d);
        var p = new Piece(s, d, t, Cloth.Canvas) { Round = 24, Cast = 0.35 };
        p.Crease(F($"M{x + w * 0.2} {y + 10} C{x + w * 0.3} {y + h * 0.5} {x + w * 0.24} {y + h * 0.7} {x + w * 0.36} {y + h}"), 18, 0.25).Crease(F($"M{x + w * 0.8} {y + 10} C{x + w * 0.7} {y + h * 0.5} {x + w * 0.76} {y + h * 0.7} {x + w * 0.64} {y + h}"), 18, 0.28);
        p.Stitch(F($"M{x + 12} {y + 14} C{x + w * 0.3} {y + 26} {x + w * 0.7} {y + 26} {x + w - 12} {y + 14}"), null, 1.5, "6 4");
        p.Place();
        if (pillow)
        {
            new Piece(s, Box(x + w * 0.18, y + 6, w * 0.64, 84, 30), t.Lit(0.03), Cloth.Canvas) { Round = 24, Cast = 0.4 }.Place();
        }
    }
}
