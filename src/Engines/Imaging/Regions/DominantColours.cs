using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Regions;

public sealed record ColourShare(Colour Colour, double Share);

/// <summary>The colours a person would name first: means of the fullest cells of a coarse grid over red, green and blue.</summary>
public sealed class DominantColours
{
    private const int Side = 6;
    private const int WorkSide = 64;
    private const int Most = 5;

    private readonly int[] counts = new int[Side * Side * Side];
    private readonly long[] sums = new long[Side * Side * Side * 3];

    /// <summary>The colours of the foreground, commonest first; of the whole picture when nothing stands out.</summary>
    public static IReadOnlyList<ColourShare> Of(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var work = Resizer.Fit(image, WorkSide, WorkSide, ResizeFilter.Area);
        var background = BackgroundEstimate.Of(work);
        DominantColours all = new(), front = new();
        for (var y = 0; y < work.Height; y++)
        {
            for (var x = 0; x < work.Width; x++)
            {
                var colour = BackgroundEstimate.At(work, x, y);
                all.Add(colour);
                if (!background.IsPlain || BackgroundEstimate.Distance(colour, background.Colour) >= BackgroundEstimate.Near)
                {
                    front.Add(colour);
                }
            }
        }

        return front.counts.Sum() > work.Width * work.Height / 100 ? front.Ranked() : all.Ranked();
    }

    internal void Add(Colour c)
    {
        var cell = (Cell(c.Red) * Side * Side) + (Cell(c.Green) * Side) + Cell(c.Blue);
        counts[cell]++;
        sums[3 * cell] += c.Red;
        sums[(3 * cell) + 1] += c.Green;
        sums[(3 * cell) + 2] += c.Blue;
    }

    internal IReadOnlyList<ColourShare> Ranked()
    {
        double total = counts.Sum();
        return
        [
            .. Enumerable.Range(0, counts.Length)
                .Where(cell => counts[cell] > 0)
                .OrderByDescending(cell => counts[cell])
                .Take(Most)
                .Select(cell => new ColourShare(new(Mean(cell, 0), Mean(cell, 1), Mean(cell, 2)), counts[cell] / total)),
        ];
    }

    private static int Cell(byte value) => value * Side / 256;

    private byte Mean(int cell, int channel) => (byte)(sums[(3 * cell) + channel] / counts[cell]);
}
