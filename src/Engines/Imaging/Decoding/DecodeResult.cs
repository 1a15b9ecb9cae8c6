namespace Maru.Engines.Imaging.Decoding;

/// <summary>What came of a file that somebody sent: a picture, or the reason why not.</summary>
public abstract record DecodeResult
{
    private DecodeResult()
    {
    }

    /// <summary>The picture, already turned as its EXIF orientation asks. Of an animation, its still or first picture.</summary>
    public sealed record Decoded(Image Image, ImageFormat Format) : DecodeResult;

    public sealed record TooManyBytes(long Bytes, long MaxBytes) : DecodeResult;

    public sealed record TooLarge(long Width, long Height, long MaxPixels, int MaxSide) : DecodeResult;

    public sealed record TooSlow(ImageFormat Format, TimeSpan Allowed) : DecodeResult;

    public sealed record Unsupported(ImageFormat Format, string Reason) : DecodeResult;

    public sealed record Damaged(ImageFormat Format, string Reason) : DecodeResult;

    /// <summary>One sentence for a person, in English; callers that speak other languages switch on the case instead.</summary>
    public string Describe() => this switch
    {
        Decoded d => FormattableString.Invariant($"{d.Format} picture of {d.Image.Width} x {d.Image.Height}."),
        TooManyBytes t => FormattableString.Invariant($"The file has {t.Bytes} bytes; at most {t.MaxBytes} are read."),
        TooLarge t => FormattableString.Invariant($"The picture is {t.Width} x {t.Height}; at most {t.MaxPixels} pixels and {t.MaxSide} a side are decoded."),
        TooSlow t => FormattableString.Invariant($"Decoding the {t.Format} took longer than {t.Allowed.TotalSeconds} s."),
        Unsupported u => u.Reason,
        Damaged d => FormattableString.Invariant($"The {d.Format} cannot be read: {d.Reason}."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
