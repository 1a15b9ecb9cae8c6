using System.Buffers.Binary;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Encoding;

namespace Maru.Engines.Imaging.Tests.Decoding;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData("baseline-444.jpg", 1)]
    [InlineData("baseline-422.jpg", 1)]
    [InlineData("baseline-420.jpg", 1)]
    [InlineData("progressive-420.jpg", 1)]
    [InlineData("progressive-444.jpg", 1)]
    [InlineData("grey.jpg", 1)]
    [InlineData("cmyk.jpg", 2)]
    [InlineData("turned.jpg", 1)]
    [InlineData("rgb16.png", 0)]
    [InlineData("interlaced.png", 0)]
    [InlineData("palette4.png", 0)]
    [InlineData("bilevel.png", 0)]
    [InlineData("greyalpha.png", 0)]
    [InlineData("grey2-transparent.png", 0)]
    public void Decode_WhenManaged_GivesTheReferencePicture(string name, int tolerance) =>
        Pictures.LargestDifference(Pictures.Decode(Pictures.Read(name), Pictures.Managed), Expected(name)).ShouldBeLessThanOrEqualTo(tolerance);

    [Theory]
    [InlineData("baseline-444.jpg")]
    [InlineData("baseline-420.jpg")]
    [InlineData("progressive-420.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("turned.jpg")]
    public void Decode_WhenNativeIsAllowed_AgreesWithTheManagedDecoder(string name)
    {
        var file = Pictures.Read(name);
        Pictures.LargestDifference(Pictures.Decode(file), Pictures.Decode(file, Pictures.Managed)).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("lossless.webp", 0)]
    [InlineData("lossy.webp", 0)]
    public void Decode_WhenWebP_IsDecodedOrClearlyRefused(string name, int tolerance)
    {
        if (ImageDecoder.SupportedFormats.Contains(ImageFormat.WebP))
        {
            Pictures.LargestDifference(Pictures.Decode(Pictures.Read(name)), Expected(name)).ShouldBeLessThanOrEqualTo(tolerance);
        }

        ImageDecoder.Decode(Pictures.Read(name), Pictures.Managed).ShouldBeOfType<DecodeResult.Unsupported>().Reason.ShouldContain("libwebp");
    }

    [Theory]
    [InlineData("animated.gif", ImageFormat.Gif)]
    [InlineData("animated.webp", ImageFormat.WebP)]
    public void Decode_WhenAnimated_IsRefusedByName(string name, ImageFormat format) =>
        ImageDecoder.Decode(Pictures.Read(name), DecodeLimits.Default).ShouldBeOfType<DecodeResult.Unsupported>().Format.ShouldBe(format);

    [Fact]
    public void Decode_WhenSvgWithScript_IsRefused()
    {
        var svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8;
        ImageDecoder.Decode(svg, DecodeLimits.Default).ShouldBeOfType<DecodeResult.Unsupported>().Format.ShouldBe(ImageFormat.Svg);
    }

    [Fact]
    public void Decode_WhenEmptyOrUnknown_IsRefused()
    {
        ImageDecoder.Decode([], DecodeLimits.Default).ShouldBeOfType<DecodeResult.Unsupported>().Reason.ShouldBe("The file is empty.");
        ImageDecoder.Decode("hello"u8, DecodeLimits.Default).ShouldBeOfType<DecodeResult.Unsupported>().Format.ShouldBe(ImageFormat.Unknown);
    }

    [Theory]
    [InlineData(20_000, 20_000)]
    [InlineData(1, 2_000_000)]
    [InlineData(65_000, 65_000)]
    public void Decode_WhenPngClaimsTooManyPixels_IsRefusedFromTheHeader(int width, int height)
    {
        var png = PngEncoder.Encode(Pictures.Sample(4, 4));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Imaging.Decoding.Png.PngChecksum.Of(png.AsSpan(12, 17)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImageDecoder.Decode(png, DecodeLimits.Default).ShouldBe(new DecodeResult.TooLarge(width, height, DecodeLimits.Default.MaxPixels, DecodeLimits.Default.MaxSide));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_WhenJpegClaimsTooManyPixels_IsRefusedFromTheHeader(bool native)
    {
        var jpeg = Pictures.Read("baseline-420.jpg");
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 65_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 65_000);
        ImageDecoder.Decode(jpeg, new DecodeLimits { AllowNative = native }).ShouldBeOfType<DecodeResult.TooLarge>();
    }

    [Fact]
    public void Decode_WhenFileHasMoreBytesThanAllowed_IsRefused() =>
        ImageDecoder.Decode(Pictures.Read("grey.jpg"), new DecodeLimits { MaxBytes = 100 }).ShouldBeOfType<DecodeResult.TooManyBytes>();

    [Fact]
    public void Decode_WhenMemoryWouldNotSuffice_IsRefused() =>
        ImageDecoder.Decode(Pictures.Read("baseline-420.jpg"), new DecodeLimits { MaxMemory = 5000 }).ShouldBeOfType<DecodeResult.TooLarge>();

    [Fact]
    public void Decode_WhenJpegHasTooManyPasses_IsRefused() =>
        ImageDecoder.Decode(Pictures.Read("progressive-420.jpg"), new DecodeLimits { MaxScans = 3 }).ShouldBeOfType<DecodeResult.Unsupported>();

    [Fact]
    public void Decode_WhenTimeIsUp_Stops() =>
        ImageDecoder.Decode(Pictures.Read("baseline-420.jpg"), Pictures.Managed with { MaxTime = TimeSpan.FromTicks(-1) }).ShouldBeOfType<DecodeResult.TooSlow>();

    [Theory]
    [InlineData("baseline-420.jpg", true)]
    [InlineData("baseline-420.jpg", false)]
    [InlineData("progressive-444.jpg", false)]
    [InlineData("rgb16.png", false)]
    [InlineData("interlaced.png", false)]
    public void Decode_WhenCutAnywhere_IsDamagedAndNeverThrows(string name, bool native)
    {
        var file = Pictures.Read(name);
        var limits = new DecodeLimits { AllowNative = native };

        // the last two bytes of a JPEG are its end marker: every decoder does without
        for (var length = 16; length < file.Length - 12; length += 7)
        {
            ImageDecoder.Decode(file.AsSpan(0, length), limits).ShouldNotBeOfType<DecodeResult.Decoded>();
        }
    }

    [Fact]
    public void Decode_WhenNamedWrongly_GoesByContent() =>
        ImageDecoder.Decode(Pictures.Read("bilevel.png"), DecodeLimits.Default).ShouldBeOfType<DecodeResult.Decoded>().Format.ShouldBe(ImageFormat.Png);

    [Fact]
    public void Decode_WhenOnePixel_IsDecoded()
    {
        var image = Image.Filled(1, 1, new(10, 20, 30));
        Pictures.Decode(PngEncoder.Encode(image)).Pixels.ShouldBe(image.Pixels);
        foreach (var native in (bool[])[true, false])
        {
            var jpeg = JpegEncoder.Encode(image, new() { Quality = 95, AllowNative = native });
            Pictures.LargestDifference(Pictures.Decode(jpeg, new DecodeLimits { AllowNative = native }), image).ShouldBeLessThan(6);
        }
    }

    [Fact]
    public void Decode_WhenLessIsEnough_MayComeSmallerButNeverTooSmall()
    {
        var jpeg = JpegEncoder.Encode(Pictures.Sample(400, 301), JpegOptions.Default);
        foreach (var enough in (int[])[1, 38, 39, 100, 151, 300, 1000])
        {
            var image = Pictures.Decode(jpeg, new DecodeLimits { EnoughSide = enough });
            Math.Min(image.Width, image.Height).ShouldBeGreaterThanOrEqualTo(Math.Min(enough, 301));
            ((double)image.Width / image.Height).ShouldBe(400.0 / 301, 0.05);
        }
    }

    private static Image Expected(string name) =>
        Pictures.Decode(Pictures.Read(Path.GetFileNameWithoutExtension(name) + ".expected.png"), Pictures.Managed);
}
