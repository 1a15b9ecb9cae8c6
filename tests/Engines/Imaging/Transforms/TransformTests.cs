using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Tests.Transforms;

public sealed class TransformTests
{
    [Theory]
    [InlineData(ResizeFilter.Area)]
    [InlineData(ResizeFilter.Lanczos)]
    public void Resize_WhenPlain_StaysPlain(ResizeFilter filter)
    {
        var colour = new Colour(13, 200, 77, 128);
        foreach (var (width, height) in new[] { (1, 1), (7, 5), (100, 3), (640, 480), (61, 47) })
        {
            Pictures.LargestDifference(Resizer.Resize(Image.Filled(61, 47, colour), width, height, filter), Image.Filled(width, height, colour)).ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void Resize_WhenHalvedByArea_IsTheMeanOfFour()
    {
        var image = new Image(2, 2, [0, 0, 0, 255, 100, 0, 0, 255, 0, 40, 0, 255, 0, 0, 8, 255]);
        Resizer.Resize(image, 1, 1, ResizeFilter.Area).Pixels.ShouldBe([25, 10, 2, 255]);
    }

    [Fact]
    public void Resize_WhenTransparentPixelsHideAColour_DoesNotBleedIt()
    {
        var image = new Image(2, 1, [255, 0, 0, 0, 0, 0, 255, 255]);
        Resizer.Resize(image, 1, 1, ResizeFilter.Area).Pixels.ShouldBe([0, 0, 255, 128]);
    }

    [Theory]
    [InlineData(ResizeFilter.Area)]
    [InlineData(ResizeFilter.Lanczos)]
    public void Resize_WhenShrunkAndEnlarged_IsClose(ResizeFilter filter)
    {
        var image = Pictures.Sample(120, 90);
        var back = Resizer.Resize(Resizer.Resize(image, 60, 45, filter), 120, 90, filter);
        Pictures.MeanDifference(image, back).ShouldBeLessThan(2.5);
    }

    [Fact]
    public void Fit_WhenLarger_KeepsProportions()
    {
        var fitted = Resizer.Fit(Pictures.Sample(400, 100), 50, 50, ResizeFilter.Area);
        (fitted.Width, fitted.Height).ShouldBe((50, 13));
    }

    [Fact]
    public void Fit_WhenSmaller_IsNotEnlarged() => Resizer.Fit(Pictures.Sample(20, 10), 50, 50, ResizeFilter.Lanczos).Width.ShouldBe(20);

    [Fact]
    public void Apply_WhenTurnedFourTimes_IsTheSame()
    {
        var image = Pictures.Sample(9, 5);
        var turned = image;
        for (var i = 0; i < 4; i++)
        {
            turned = Orientation.Apply(turned, 6);
        }

        turned.Pixels.ShouldBe(image.Pixels);
        foreach (var own in (int[])[1, 2, 3, 4, 5, 7])
        {
            Orientation.Apply(Orientation.Apply(image, own), own).Pixels.ShouldBe(image.Pixels);
        }

        Orientation.Apply(Orientation.Apply(image, 6), 8).Pixels.ShouldBe(image.Pixels);
    }

    [Fact]
    public void Crop_WhenPartlyOutside_GivesWhatIsInside()
    {
        var image = Pictures.Sample(20, 10);
        var part = Cropper.Crop(image, new(15, 5, 20, 20)).ShouldNotBeNull();
        (part.Width, part.Height).ShouldBe((5, 5));
        part.Row(0)[..4].ToArray().ShouldBe(image.Row(5).Slice(60, 4).ToArray());
        Cropper.Crop(image, new(30, 0, 5, 5)).ShouldBeNull();
    }

    [Fact]
    public void Draw_WhenHalfTransparent_Mixes()
    {
        var below = Image.Filled(3, 3, Colour.White);
        Composer.Draw(below, Image.Filled(2, 2, new(255, 0, 0, 128)), 2, 2);
        below.Row(2).Slice(8, 4).ToArray().ShouldBe([255, 127, 127, 255]);
        below.Row(1)[..4].ToArray().ShouldBe([255, 255, 255, 255]);
    }
}
