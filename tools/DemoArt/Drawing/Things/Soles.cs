using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

/// <summary>What a shoe stands on.</summary>
internal static class Soles
{
    public static void Draw(Scene s, Tread tread, Tone tone, Tone accent)
    {
        switch (tread)
        {
            case Tread.Cup:
                new Piece(s, "M116 652 C112 676 116 712 138 720 C260 724 560 724 668 720 C688 716 692 690 688 648 C560 672 260 676 116 652Z", tone, Cloth.Rubber) { Round = 12, Cast = 0.2 }
                    .Seam(F($"M112 704 C260 710 560 710 692 702"), 2.4).Stitch(F($"M118 672 C260 692 560 690 686 668"), tone.Lit(-0.14), 1.6, "6 4").Place();
                break;
            case Tread.Foam:
                var foam = "M124 652 C106 668 116 704 160 714 C260 724 330 706 420 712 C520 722 640 722 686 712 C704 700 702 668 690 644 C684 636 678 636 672 640 C560 662 470 668 400 672 C280 680 200 676 124 652Z";
                new Piece(s, foam, tone.Lit(-0.035), Cloth.Matte) { Round = 20, Cast = 0.2 }
                    .Crease(F($"M300 690 C420 672 560 680 706 660"), 8, 0.5).Fold(F($"M300 702 C420 684 560 692 706 674"), 8, 0.5)
                    .Paint($"<path d='M440 690 C540 676 640 672 700 652 L700 700 C640 690 540 696 440 706Z' fill='{accent}' opacity='.85'/>").Place();
                new Piece(s, "M118 692 C132 708 160 716 200 720 C280 724 330 712 420 718 C520 728 640 728 690 716 C698 710 700 704 701 698 C640 716 520 712 420 706 C330 700 260 716 160 706 C140 702 128 698 118 692Z", accent.Lit(-0.1), Cloth.Rubber) { Round = 6, Cast = 0 }.Place();
                break;
            case Tread.Lug:
                var teeth = "M120 690 L128 716 L152 722 L158 712 L176 712 L182 726 L214 727 L220 714 L240 714 L246 728 L280 728 L286 715 L306 715 L312 728 L346 728 L352 714 L372 714 L380 724 L452 716 L460 708 L476 708 L482 728 L518 728 L524 714 L544 714 L550 728 L584 728 L590 714 L610 714 L616 728 L648 727 L654 714 L668 714 L674 724 L690 718 L696 684 L400 676Z";
                new Piece(s, teeth, tone.Lit(-0.1), Cloth.Rubber) { Round = 6, Cast = 0.1 }.Place();
                new Piece(s, "M108 648 C102 672 108 698 124 706 C260 716 560 712 690 704 C704 690 702 660 696 640 C560 668 260 674 108 648Z", tone, Cloth.Rubber) { Round = 12, Cast = 0.3 }.Seam("M108 684 C260 698 560 694 698 680", 2.6, 0.5).Place();
                break;
            case Tread.Welt:
                new Piece(s, "M118 684 C122 704 134 712 160 714 C250 720 330 716 430 700 L470 690 L474 726 C540 730 620 730 684 726 L690 668 C560 690 260 700 118 684Z", tone.Lit(-0.06), Cloth.Rubber) { Round = 8, Cast = 0.1 }.Place();
                new Piece(s, "M104 664 C102 680 106 692 118 694 C260 706 560 700 692 684 C696 674 696 664 692 656 C560 680 260 688 104 664Z", tone, Cloth.Leather) { Round = 7, Cast = 0.3 }.Stitch("M110 674 C260 694 560 688 692 668", Tone.Of("#e7d3a8"), 2, "6 4").Place();
                break;
            case Tread.Crepe:
                new Piece(s, "M110 656 C102 676 106 704 122 714 C260 724 560 724 680 718 C696 708 698 672 692 650 C560 676 260 682 110 656Z", tone, Cloth.Suede) { Round = 10, Cast = 0.2 }
                    .Crease("M104 676 C260 694 560 690 696 672", 5, 0.5).Crease("M104 692 C260 708 560 706 696 688", 5, 0.5).Place();
                break;
            case Tread.Slab:
                new Piece(s, "M112 650 C104 680 112 716 140 722 C260 726 560 726 670 722 C692 716 698 676 690 644 C560 668 260 674 112 650Z", tone, Cloth.Matte) { Round = 18, Cast = 0.2 }.Place();
                break;
            default:
                throw new InvalidOperationException($"{tread} is not drawn.");
        }
    }

    /// <summary>The dark line where upper meets sole.</summary>
    public static void Edge(Scene s, Tread tread, Tone tone)
    {
        var d = tread switch
        {
            Tread.Foam => "M124 652 C200 674 280 680 400 673 C470 668 560 662 676 640",
            Tread.Welt => "M112 666 C260 688 560 680 690 657",
            _ => "M118 654 C260 676 560 672 688 648",
        };
        s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='9' opacity='.28' transform='translate(0 -3)' filter='url(#{s.Blur(4)})'/><path d='{d}' fill='none' stroke='{tone.Lit(0.1)}' stroke-width='2' opacity='.6' transform='translate(0 2)'/>");
    }
}
