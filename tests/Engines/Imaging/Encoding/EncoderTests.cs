using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Encoding;

namespace Maru.Engines.Imaging.Tests.Encoding;

public sealed class EncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 33)]
    [InlineData(64, 48)]
    public void EncodePng_WhenDecoded_GivesTheSamePixels(int width, int height)
    {
        var image = Pictures.Sample(width, height);
        image.Pixels[3] = 100;
        Pictures.Decode(PngEncoder.Encode(image)).Pixels.ShouldBe(image.Pixels);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void EncodeJpeg_WhenDecoded_IsClose(bool native, bool fullColour)
    {
        var image = Pictures.Sample(61, 47);
        var file = JpegEncoder.Encode(image, new() { Quality = 92, AllowNative = native, FullColour = fullColour });
        Pictures.MeanDifference(Pictures.Decode(file), image).ShouldBeLessThan(fullColour ? 2 : 4);
        Pictures.MeanDifference(Pictures.Decode(file, Pictures.Managed), image).ShouldBeLessThan(fullColour ? 2 : 4);
    }

    [Fact]
    public void EncodeJpeg_WhenQualityFalls_TakesFewerBytes()
    {
        var image = Pictures.Sample(200, 150);
        var sizes = new[] { 10, 50, 75, 95 }.Select(q => JpegEncoder.Encode(image, new() { Quality = q, AllowNative = false }).Length).ToArray();
        sizes.ShouldBe(sizes.Order());
    }

    [Fact]
    public void EncodeJpeg_WhenTransparent_ShowsTheBackground()
    {
        var image = Image.Filled(16, 16, new(255, 0, 0, 0));
        var decoded = Pictures.Decode(JpegEncoder.Encode(image, new() { Background = new(0, 0, 255) }), DecodeLimits.Default);
        Pictures.LargestDifference(decoded, Image.Filled(16, 16, new(0, 0, 255))).ShouldBeLessThan(5);
    }
}
