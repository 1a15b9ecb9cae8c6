namespace Maru.Engines.Imaging.Decoding;

/// <summary>What a picture may cost. All but the time are checked on the header, before a pixel is decoded.</summary>
public sealed record DecodeLimits
{
    public static DecodeLimits Default { get; } = new();

    public long MaxBytes { get; init; } = 32L << 20;

    public long MaxPixels { get; init; } = 40_000_000;

    public int MaxSide { get; init; } = 16_384;

    /// <summary>Bytes the decoder may hold at once: pixels, and what the format needs beside them.</summary>
    public long MaxMemory { get; init; } = 512L << 20;

    /// <summary>Passes of a progressive JPEG. A file of thousands of empty passes costs minutes and is only ever an attack.</summary>
    public int MaxScans { get; init; } = 100;

    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For who will shrink the picture anyway: a JPEG may come at a half, a quarter or an eighth of its size as long as its
    /// shorter side keeps this many pixels, in a fraction of the time. 0 asks for the whole size. A hint: other formats
    /// and the managed decoder pass over it.
    /// </summary>
    public int EnoughSide { get; init; }

    /// <summary>False keeps to the managed decoders even where a native library is present.</summary>
    public bool AllowNative { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal DecodeResult? Refuse(ImageFormat format, long width, long height, long bytesPerPixel)
    {
        if (width <= 0 || height <= 0)
        {
            return new DecodeResult.Damaged(format, "the header names no size");
        }

        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            return new DecodeResult.TooLarge(width, height, MaxPixels, MaxSide);
        }

        return width * height * bytesPerPixel > MaxMemory ? new DecodeResult.TooLarge(width, height, MaxMemory / bytesPerPixel, MaxSide) : null;
    }

    internal Deadline Start() => new(Clock, MaxTime);
}

internal readonly struct Deadline(TimeProvider clock, TimeSpan allowed)
{
    private readonly long start = clock.GetTimestamp();

    public bool HasPassed => clock.GetElapsedTime(start) > allowed;

    public TimeSpan Allowed => allowed;
}
