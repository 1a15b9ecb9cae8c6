using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum Frame { Square, Round, Aviator, Cat, Wrap, Brow, Hex, Oversize, Narrow, Panto }

/// <summary>Sunglasses lying open, seen from the front; their lenses throw coloured shade on the ground.</summary>
internal sealed record Glasses : Art
{
    public Glasses() => Scale = 1.18;

    public override double? Floor => 610;

    public Frame Frame { get; init; }

    public string Lens { get; init; } = "#3a3f3c";

    public bool Mirrored { get; init; }

    public bool Wire { get; init; }

    public bool Tortoise { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var lens = LensPath();
        var both = F($"{lens} {Mirror(lens)}");
        var tint = Tone.Of(Lens);
        scene.Draw($"<path d='{both}' fill='{tint.Lit(0.16)}' opacity='.34' transform='translate(46 150) scale(1 .82) translate(0 84)' filter='url(#{scene.Blur(12)})'/>");
        scene.Contact(412, 612, 262, tone, 0.1);
        Temples(scene, tone);
        foreach (var right in new[] { false, true })
        {
            var d = right ? lens : Mirror(lens);
            var (x, y, w, h) = Bounds(d);
            var fill = Mirrored
                ? scene.Linear(x, y, x + w * 0.6, y + h, (0, tint.Lit(0.22).Hex, 0.97), (0.45, tint.Hex, 0.96), (0.75, (tint with { H = tint.H + 1.1 }).Lit(0.12).Hex, 0.96), (1, tint.Lit(-0.2).Hex, 0.97))
                : scene.Linear(x, y, x, y + h, (0, tint.Lit(-0.1).Hex, 0.95), (0.55, tint.Hex, 0.88), (1, tint.Lit(0.16).Hex, 0.74));
            scene.Draw($"<path d='{d}' fill='url(#{fill})'/>");
            scene.Draw($"<g clip-path='url(#{scene.Clip(d)})'><path d='M{x + w * 0.08} {y + h * 0.9} L{x + w * 0.42} {y - 10} L{x + w * 0.62} {y - 10} L{x + w * 0.28} {y + h}Z' fill='#fff' opacity='.2' filter='url(#{scene.Blur(3)})'/><path d='M{x + w * 0.4} {y + h} L{x + w * 0.7} {y - 10} L{x + w * 0.75} {y - 10} L{x + w * 0.46} {y + h}Z' fill='#fff' opacity='.14' filter='url(#{scene.Blur(2)})'/><path d='{d}' fill='none' stroke='#000' stroke-width='18' opacity='.3' filter='url(#{scene.Blur(7)})'/></g>");
        }

        FrameFront(scene, tone, lens, dice);
    }

    private string LensPath() => Frame switch
    {
        Frame.Square => "M440 470 C452 452 620 444 656 462 C664 500 656 568 632 590 C590 606 490 606 462 586 C444 566 436 510 440 470Z",
        Frame.Round => Ellipse(548, 524, 98, 92),
        Frame.Aviator => "M436 462 C470 444 620 440 660 466 C672 520 640 616 560 622 C480 624 430 540 436 462Z",
        Frame.Cat => "M446 490 C470 462 590 452 676 428 C686 470 664 570 600 590 C540 604 470 590 452 552 C444 532 442 510 446 490Z",
        Frame.Wrap => "M426 500 C440 462 600 452 700 476 C706 520 680 566 620 574 C540 580 470 586 440 556 C426 540 424 520 426 500Z",
        Frame.Brow => "M446 486 C480 470 610 470 648 486 C660 540 620 606 552 606 C480 606 440 550 446 486Z",
        Frame.Hex => "M452 530 L490 452 L606 448 L652 526 L612 600 L492 604Z",
        Frame.Oversize => "M430 458 C460 436 640 430 676 456 C690 520 670 610 620 628 C560 640 480 636 450 606 C428 570 424 500 430 458Z",
        Frame.Narrow => "M438 500 C460 478 620 474 664 490 C668 530 640 562 600 566 C540 572 470 570 450 552 C436 536 434 516 438 500Z",
        _ => "M450 500 C452 446 644 442 648 496 C652 560 606 608 548 608 C492 608 446 562 450 500Z",
    };

    private void Temples(Scene s, Tone tone)
    {
        // The arms run back from the corners, seen through and above the lenses.
        foreach (var right in new[] { false, true })
        {
            var d = Wire ? "M664 486 C658 446 640 404 616 372 C608 362 598 368 604 378 C628 410 644 450 650 486Z" : "M668 478 C662 440 642 396 614 360 C604 350 588 358 596 372 C620 404 638 444 642 482Z";
            new Piece(s, right ? d : Mirror(d), tone.Lit(-0.06), Wire ? Cloth.Metal : Cloth.Gloss with { Grain = null }) { Round = 7, Cast = 0.25 }.Place();
        }
    }

    private void FrameFront(Scene s, Tone tone, string lens, Dice dice)
    {
        var stuff = Wire ? Cloth.Metal : Cloth.Gloss with { Grain = null };
        var wide = Wire ? 9.0 : Frame is Frame.Oversize or Frame.Square or Frame.Cat ? 26 : 20;
        var mask = s.Define($"<mask id='ID' maskUnits='userSpaceOnUse' x='0' y='300' width='800' height='450'><path d='{lens} {Mirror(lens)}' fill='none' stroke='#fff' stroke-width='{wide}' stroke-linejoin='round'/><path d='{Bridge()}' fill='{(Wire ? "none" : "#fff")}' stroke='#fff' stroke-width='{(Wire ? 8 : 4)}' stroke-linejoin='round'/>{Extra()}</mask>");
        // A piece the size of the room, cut down to the rims by a mask: rims take the light as tubes.
        var relief = s.Define($"<filter id='ID' x='0' y='300' width='800' height='450' filterUnits='userSpaceOnUse' color-interpolation-filters='sRGB'><feGaussianBlur in='SourceAlpha' stdDeviation='{wide * 0.2}' result='b'/><feOffset in='b' dx='2.500' dy='2.500' result='p'/><feOffset in='b' dx='-2.500' dy='-2.500' result='q'/><feComposite in='SourceAlpha' in2='q' operator='out' result='dark'/><feComposite in='SourceAlpha' in2='p' operator='out' result='light'/><feFlood flood-color='#fff' flood-opacity='.75'/><feComposite in2='light' operator='in' result='l'/><feFlood flood-color='#000' flood-opacity='.5'/><feComposite in2='dark' operator='in' result='d'/><feMerge><feMergeNode in='SourceGraphic'/><feMergeNode in='d'/><feMergeNode in='l'/></feMerge></filter>");
        var fill = Tortoise ? Tortoiseshell(s, tone, dice) : stuff == Cloth.Metal ? Steel(s, tone) : tone.Hex;
        s.Draw($"<g opacity='.35' transform='translate(4 8)' filter='url(#{s.Blur(5)})'><rect y='300' width='800' height='450' fill='#000' mask='url(#{mask})'/></g>");
        s.Draw($"<g filter='url(#{relief})'><rect y='300' width='800' height='450' fill='{fill}' mask='url(#{mask})'/></g>");
        foreach (var x in new[] { 660, 140 })
        {
            s.Draw($"<circle cx='{x}' cy='474' r='3.500' fill='#d8d2c6' opacity='{(Wire ? 0 : 0.9)}'/>");
        }
    }

    private string Bridge() => Frame switch
    {
        Frame.Aviator => "M352 470 C380 462 420 462 448 470 M350 500 C380 484 420 484 450 500",
        _ when Wire => "M350 500 C376 474 424 474 450 500",
        Frame.Wrap => "M376 486 C390 476 410 476 424 486 L428 524 C412 508 388 508 372 524Z",
        _ => "M352 488 C376 470 424 470 448 488 L450 520 C424 496 376 496 350 520Z",
    };

    private string Extra() => Frame switch
    {
        Frame.Brow => "<path d='M438 494 C476 458 620 456 668 478 L664 508 C620 492 500 488 446 510Z M362 494 C324 458 180 456 132 478 L136 508 C180 492 300 488 354 510Z' fill='#fff'/>",
        Frame.Cat => "<path d='M600 452 L692 416 L680 478Z M200 452 L108 416 L120 478Z' fill='#fff' stroke='#fff' stroke-width='10' stroke-linejoin='round'/>",
        _ when Wire => "",
        _ => "<path d='M640 456 L676 462 L674 490 L648 492Z M160 456 L124 462 L126 490 L152 492Z' fill='#fff' stroke='#fff' stroke-width='8' stroke-linejoin='round'/>",
    };

    private static string Steel(Scene s, Tone tone) => F($"url(#{s.Linear(100, 440, 700, 620, (0, tone.Lit(0.2).Hex, 1), (0.3, tone.Lit(-0.05).Hex, 1), (0.5, tone.Lit(0.22).Hex, 1), (0.75, tone.Lit(-0.1).Hex, 1), (1, tone.Lit(0.1).Hex, 1))})");

    private static string Tortoiseshell(Scene s, Tone tone, Dice dice)
    {
        var spots = new System.Text.StringBuilder();
        for (var i = 0; i < 90; i++)
        {
            spots.Append(F($"<ellipse cx='{dice.Between(60, 740):0}' cy='{dice.Between(400, 660):0}' rx='{dice.Between(6, 22):0}' ry='{dice.Between(4, 13):0}' fill='#2a1408' opacity='{dice.Between(0.35, 0.85):0.##}' transform='rotate({dice.Between(-40, 40):0} 400 500)'/>"));
        }

        var blur = s.Blur(3);
        return F($"url(#{s.Define(F($"<pattern id='ID' width='800' height='1000' patternUnits='userSpaceOnUse'><rect width='800' height='1000' fill='{tone}'/><g filter='url(#{blur})'>{spots}</g></pattern>"))})");
    }
}
