using Maru.Engines.Imaging.Decoding.Jpeg;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Encoding;

public sealed record JpegOptions
{
    public static JpegOptions Default { get; } = new();

    /// <summary>1 to 100, on the scale of libjpeg.</summary>
    public int Quality { get; init; } = 85;

    /// <summary>Keeps the colour planes at full size: for logos and text, at a third more bytes.</summary>
    public bool FullColour { get; init; }

    /// <summary>What shows through where the picture is transparent; JPEG knows no transparency.</summary>
    public Colour Background { get; init; } = Colour.White;

    /// <summary>False keeps to the managed encoder even where libjpeg-turbo is present.</summary>
    public bool AllowNative { get; init; } = true;
}

/// <summary>Baseline JPEG, by libjpeg-turbo where the machine has it.</summary>
public static class JpegEncoder
{
    public static byte[] Encode(Image image, JpegOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Quality, 100);
        var opaque = image.IsOpaque() ? image : Composer.Flatten(image, options.Background);
        var native = options.AllowNative ? TurboJpeg.Instance?.Encode(opaque, options.Quality, options.FullColour) : null;
        return native ?? new ManagedJpegEncoder(opaque, options.Quality, options.FullColour).Encode();
    }
}
