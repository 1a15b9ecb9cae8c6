using Maru.Contracts;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Decoding;

namespace Maru.Modules.Vision.Searching;

/// <summary>Reads the pictures that strangers send: within limits, and as many at a time as there are processors, however many come.</summary>
internal sealed class PictureReader
{
    public const int MostBytes = 12 << 20;

    /// <summary>Enough to find regions and to look at one of them.</summary>
    private const int EnoughSide = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly DecodeLimits Limits = new() { MaxBytes = MostBytes, MaxMemory = 256 << 20, MaxTime = TimeSpan.FromSeconds(5), EnoughSide = EnoughSide };

    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    /// <param name="crop">A small part asks for more of the picture's own size.</param>
    /// <param name="look">What to do with it, in its place in the queue.</param>
    public async Task<Result<T>> ReadAsync<T>(byte[] file, PictureArea? crop, Func<Image, T> look, CancellationToken ct) where T : class
    {
        if (!await _places.WaitAsync(Patience, ct))
        {
            return new Unavailable("Visual search");
        }

        try
        {
            var limits = crop is { } area ? Limits with { EnoughSide = (int)(EnoughSide / Math.Max(0.1, Math.Min(area.Width, area.Height))) } : Limits;
            return ImageDecoder.Decode(file, limits) switch
            {
                DecodeResult.Decoded(var image, _) => look(image),
                var refused => new PictureRefused(ProblemOf(refused), refused.Describe()),
            };
        }
        finally
        {
            _places.Release();
        }
    }

    private static PictureProblem ProblemOf(DecodeResult refused) => refused switch
    {
        DecodeResult.TooManyBytes or DecodeResult.TooLarge => PictureProblem.TooLarge,
        DecodeResult.TooSlow => PictureProblem.TooSlow,
        DecodeResult.Unsupported => PictureProblem.NotSupported,
        _ => PictureProblem.Damaged,
    };
}
