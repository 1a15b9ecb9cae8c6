using Maru.Engines.Imaging.Regions;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Tests.Regions;

public sealed class RegionTests
{
    private static readonly Colour Red = new(210, 30, 40);
    private static readonly Colour Navy = new(20, 30, 90);

    [Fact]
    public void Find_WhenTwoProductsLieApart_ProposesBoth()
    {
        var picture = Image.Filled(400, 300, new(245, 245, 240));
        Composer.Draw(picture, Image.Filled(120, 160, Red), 30, 60);
        Composer.Draw(picture, Image.Filled(90, 90, Navy), 260, 100);
        var found = RegionProposals.Find(picture);
        found.Count.ShouldBe(2);
        Overlap(found[0].Region, new(30, 60, 120, 160)).ShouldBeGreaterThan(0.8);
        Overlap(found[1].Region, new(260, 100, 90, 90)).ShouldBeGreaterThan(0.8);
        found[0].Colour.Red.ShouldBeGreaterThan((byte)180);
        found[1].Colour.Blue.ShouldBeGreaterThan((byte)70);
    }

    [Fact]
    public void Find_WhenTheyNearlyTouch_ProposesOne()
    {
        var picture = Image.Filled(128, 128, Colour.White);
        Composer.Draw(picture, Image.Filled(30, 60, Navy), 30, 30);
        Composer.Draw(picture, Image.Filled(30, 60, Navy), 61, 30);
        RegionProposals.Find(picture).ShouldHaveSingleItem().Region.Width.ShouldBeInRange(60, 66);
    }

    [Fact]
    public void Find_WhenTheBackgroundIsBusy_ProposesTheWhole()
    {
        var picture = new Image(100, 100);
        new Random(3).NextBytes(picture.Pixels);
        for (var i = 3; i < picture.Pixels.Length; i += 4)
        {
            picture.Pixels[i] = 255;
        }

        RegionProposals.Find(picture).ShouldHaveSingleItem().Region.ShouldBe(new Region(0, 0, 100, 100));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(500, 2)]
    public void Find_WhenThePictureIsTiny_ProposesTheWhole(int width, int height) =>
        RegionProposals.Find(Image.Filled(width, height, Red)).ShouldHaveSingleItem().Region.ShouldBe(new Region(0, 0, width, height));

    [Fact]
    public void Background_WhenStudio_IsPlain()
    {
        var picture = Image.Filled(80, 80, Colour.White);
        Composer.Draw(picture, Image.Filled(40, 40, Red), 20, 20);
        var background = BackgroundEstimate.Of(picture);
        background.IsPlain.ShouldBeTrue();
        background.Colour.ShouldBe(Colour.White);
    }

    [Fact]
    public void Colours_WhenOnWhite_NameTheProduct()
    {
        var picture = Image.Filled(80, 80, Colour.White);
        Composer.Draw(picture, Image.Filled(40, 40, Red), 20, 20);
        var first = DominantColours.Of(picture)[0];
        first.Colour.ShouldBe(Red);
        first.Share.ShouldBeGreaterThan(0.85);
    }

    private static double Overlap(Region a, Region b)
    {
        var both = a.Intersect(b).Area;
        return (double)both / (a.Area + b.Area - both);
    }
}
