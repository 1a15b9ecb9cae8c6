using FsCheck;
using FsCheck.Fluent;
using Maru.Engines.Imaging.Decoding;

namespace Maru.Engines.Imaging.Tests.Decoding;

/// <summary>Whatever a file holds, decoding answers with a value, in bounded memory; it never throws and never reads outside.</summary>
public sealed class DecoderFuzzTests
{
    private static readonly DecodeLimits Tight = new() { MaxPixels = 100_000, MaxSide = 2000, MaxMemory = 4 << 20, MaxTime = TimeSpan.FromSeconds(5) };

    public static TheoryData<string> Files =>
    [
        "baseline-420.jpg", "baseline-422.jpg", "progressive-420.jpg", "progressive-444.jpg", "grey.jpg", "cmyk.jpg", "turned.jpg",
        "rgb16.png", "interlaced.png", "palette4.png", "bilevel.png", "lossy.webp", "lossless.webp", "animated.webp",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_WhenBytesAreChanged_AnswersWithAValue(string name)
    {
        var file = Pictures.Read(name);
        var random = new Random(name.Length);
        for (var round = 0; round < 400; round++)
        {
            var changed = (byte[])file.Clone();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                changed[random.Next(2, changed.Length)] = (byte)random.Next(256);
            }

            Both(changed.AsSpan(0, random.Next(4) == 0 ? random.Next(changed.Length) : changed.Length));
        }
    }

    /// <summary>PNG's checksums would stop most changes at the door; here they are made right again.</summary>
    [Theory]
    [InlineData("rgb16.png")]
    [InlineData("interlaced.png")]
    [InlineData("palette4.png")]
    public void Decode_WhenPngLiesWithRightChecksums_AnswersWithAValue(string name)
    {
        var file = Pictures.Read(name);
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var changed = (byte[])file.Clone();
            changed[random.Next(16, 29)] = (byte)random.Next(20);
            changed[random.Next(40, changed.Length - 16)] ^= (byte)(1 << random.Next(8));
            Mend(changed);
            Both(changed);
        }
    }

    [Fact]
    public void Decode_WhenBytesAreRandom_AnswersWithAValue() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), body =>
        {
            Both([0xFF, 0xD8, 0xFF, .. body]);
            Both([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. body]);
            Both([.. "RIFF\0\0\0\0WEBP"u8, .. body]);
            Both(body);
        }).QuickCheckThrowOnFailure();

    private static void Both(ReadOnlySpan<byte> file)
    {
        ImageDecoder.Decode(file, Tight).Describe().ShouldNotBeEmpty();
        ImageDecoder.Decode(file, Tight with { AllowNative = false }).Describe().ShouldNotBeEmpty();
    }

    private static void Mend(Span<byte> png)
    {
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || at + 12 + length > png.Length)
            {
                return;
            }

            var sum = Imaging.Decoding.Png.PngChecksum.Of(png.Slice(at + 4, 4 + length));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png[(at + 8 + length)..], sum);
            at += 12 + length;
        }
    }
}
