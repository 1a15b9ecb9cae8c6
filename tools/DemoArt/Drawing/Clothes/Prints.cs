using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>Screen prints: a few plain emblems of hills, water and camp.</summary>
internal static class Prints
{
    public static void Draw(Print print, Piece piece, Tone ink, Tone cloth, double y)
    {
        var second = new Tone(Math.Clamp(ink.L - 0.14, 0.2, 0.9), Math.Max(0.09, ink.C), ink.H + 0.7);
        switch (print)
        {
            case Print.Ridge:
                piece.Paint($"<path d='M310 {y + 96} L362 {y + 14} L392 {y + 58} L424 {y + 4} L490 {y + 96}Z' fill='{ink}'/><path d='M424 {y + 18} L441 {y + 44} L430 {y + 40} L422 {y + 50} L412 {y + 42}Z M362 {y + 28} L374 {y + 45} L363 {y + 43} L352 {y + 46}Z' fill='{cloth}'/><path d='M310 {y + 108} H490 M330 {y + 118} H470' stroke='{ink}' stroke-width='4'/>");
                break;
            case Print.Sun:
                piece.Paint($"<circle cx='400' cy='{y + 46}' r='50' fill='{ink}'/><path d='M346 {y + 60} H454 M346 {y + 74} H454 M350 {y + 87} H450' stroke='{cloth}' stroke-width='5'/><path d='M318 {y + 112} Q359 {y + 92} 400 {y + 112} T482 {y + 112}' fill='none' stroke='{second}' stroke-width='6'/>");
                break;
            case Print.Wave:
                for (var i = 0; i < 4; i++)
                {
                    piece.Paint($"<path d='M306 {y + 20 + i * 26} q23 -26 47 0 t47 0 t47 0 t47 0' fill='none' stroke='{(i % 2 == 0 ? ink : second)}' stroke-width='9' stroke-linecap='round'/>");
                }

                break;
            case Print.Camp:
                piece.Paint($"<path d='M400 {y} L478 {y + 104} H322Z' fill='{ink}'/><path d='M400 {y + 34} L430 {y + 104} H370Z' fill='{cloth}'/><path d='M400 {y} L408 {y - 14} M400 {y} L392 {y - 14} M300 {y + 106} H500' stroke='{ink}' stroke-width='5'/><circle cx='470' cy='{y + 10}' r='13' fill='{second}'/>");
                break;
            case Print.Letters:
                piece.Paint($"<text x='400' y='{y + 60}' font-family='DejaVu Sans' font-weight='bold' font-size='64' letter-spacing='6' text-anchor='middle' fill='{ink}'>MARU</text><text x='400' y='{y + 92}' font-family='DejaVu Sans' font-size='17' letter-spacing='7' text-anchor='middle' fill='{ink}'>OPEN FLOOR GOODS</text>");
                break;
            case Print.Leaf:
                piece.Paint($"<g transform='translate(400 {y + 56}) rotate(24)'><path d='M0 -66 C46 -40 46 26 0 66 C-46 26 -46 -40 0 -66Z' fill='{ink}'/><path d='M0 -52 V84 M0 -20 L22 -36 M0 -20 L-22 -36 M0 6 L28 -12 M0 6 L-28 -12 M0 32 L22 16 M0 32 L-22 16' stroke='{cloth}' stroke-width='4' fill='none'/></g>");
                break;
            case Print.Cup:
                piece.Paint($"<path d='M352 {y + 24} h82 v50 q0 26 -26 26 h-30 q-26 0 -26 -26z' fill='{ink}'/><path d='M434 {y + 36} h12 q20 0 20 20 t-20 20 h-12' fill='none' stroke='{ink}' stroke-width='9'/><path d='M376 {y + 10} q-8 -14 0 -24 t0 -24 M406 {y + 10} q-8 -14 0 -24 t0 -24' fill='none' stroke='{second}' stroke-width='5' stroke-linecap='round'/>");
                break;
            case Print.Map:
                for (var i = 0; i < 6; i++)
                {
                    var r = 14 + i * 13;
                    piece.Paint($"<path d='{Through([(400 - r, y + 50), (400 - r * 0.5, y + 50 - r * 0.7), (400 + r * 0.4, y + 50 - r * 0.9), (400 + r * 1.15, y + 46), (400 + r * 0.6, y + 50 + r * 0.72), (400 - r * 0.5, y + 50 + r * 0.8)], closed: true)}' fill='none' stroke='{(i % 3 == 0 ? second : ink)}' stroke-width='3.500'/>");
                }

                break;
            case Print.None:
                break;
            default:
                throw new InvalidOperationException($"{print} is not drawn.");
        }
    }
}
