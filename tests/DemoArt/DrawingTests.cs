using System.Xml.Linq;
using Maru.Demo;
using Maru.DemoArt.Drawing;
using Maru.DemoArt.Range;

namespace Maru.DemoArt.Tests;

public sealed class DrawingTests
{
    [Fact]
    public void ToSvg_WhenAnyProductIsDrawn_IsWellFormedAndTheSameEachTime()
    {
        foreach (var goods in Shelves.Goods)
        {
            var hex = Words.Colors[goods.Colors.Split(' ')[0]].Hex;
            var svg = goods.Art.ToSvg(hex, goods.Slug);
            Should.NotThrow(() => XDocument.Parse(svg), goods.Slug);
            svg.ShouldNotContain("NaN", customMessage: goods.Slug);
            goods.Art.ToSvg(hex, goods.Slug).ShouldBe(svg, goods.Slug);
        }
    }

    [Theory]
    [InlineData("#26272a")]
    [InlineData("#d9481c")]
    [InlineData("#faf7f2")]
    [InlineData("#2f4a3c")]
    public void Hex_WhenReadBack_IsTheColourThatWentIn(string hex) => Tone.Of(hex).Hex.ShouldBe(hex);

    [Fact]
    public void Lit_WhenRaisedAndLowered_KeepsItsHue()
    {
        var tone = Tone.Of("#2f4a3c");
        tone.Lit(0.2).L.ShouldBeGreaterThan(tone.L);
        tone.Lit(-0.1).L.ShouldBeLessThan(tone.L);
        tone.Lit(0.2).H.ShouldBe(tone.H);
    }

    [Fact]
    public void Mirror_WhenAppliedTwice_GivesThePathBack()
    {
        const string path = "M430 10 C450 20 470.5 30 500 40 L400 90Z";
        Paths.Mirror(path).ShouldBe("M370 10 C350 20 329.5 30 300 40 L400 90Z");
        Paths.Mirror(Paths.Mirror(path)).ShouldBe(path);
    }

    [Fact]
    public void Close_WhenAHalfIsClosed_IsSymmetrical()
    {
        var (x, _, w, _) = Paths.Bounds(new Drawing.Half(400, 100).To(520, 120).Bend(540, 200, 500, 300).To(400, 320).Close());
        (x + w / 2).ShouldBe(400, 0.01);
    }

    [Fact]
    public void Products_WhenWrittenAgain_AreTheCommittedCatalogue()
    {
        var committed = DemoShop.Products();
        var written = Catalogue.Products();
        written.Select(p => p.Slug).ShouldBe(committed.Select(p => p.Slug));
        written.Select(p => p.Description).ShouldBe(committed.Select(p => p.Description));
        written.SelectMany(p => p.Variants).Select(v => (v.Sku, v.PriceKrw)).ShouldBe(committed.SelectMany(p => p.Variants).Select(v => (v.Sku, v.PriceKrw)));
    }
}
