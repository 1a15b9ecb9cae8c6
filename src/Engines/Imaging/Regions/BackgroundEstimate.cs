namespace Maru.Engines.Imaging.Regions;

/// <summary>The colour behind the products, read off the edge of the picture.</summary>
/// <param name="Colour">The commonest colour of the edge.</param>
/// <param name="Share">How much of the edge is close to it: near 1 in a studio, low in a street.</param>
public sealed record BackgroundEstimate(Colour Colour, double Share)
{
    /// <summary>Distance in 8-bit red, green, blue within which a pixel counts as background.</summary>
    internal const int Near = 36;

    private const int Bins = 8;

    public bool IsPlain => Share >= 0.6;

    public static BackgroundEstimate Of(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var edge = Edge(image);
        var bins = new int[Bins * Bins * Bins];
        foreach (var c in edge)
        {
            bins[Bin(c)]++;
        }

        var fullest = Array.IndexOf(bins, bins.Max());
        var inside = edge.Where(c => Bin(c) == fullest).ToList();
        var colour = new Colour((byte)inside.Average(c => c.Red), (byte)inside.Average(c => c.Green), (byte)inside.Average(c => c.Blue));
        return new(colour, (double)edge.Count(c => Distance(c, colour) < Near) / edge.Count);
    }

    internal static double Distance(Colour a, Colour b)
    {
        int red = a.Red - b.Red, green = a.Green - b.Green, blue = a.Blue - b.Blue;
        return Math.Sqrt((red * red) + (green * green) + (blue * blue));
    }

    /// <summary>Transparent pixels count as white, as everywhere else.</summary>
    internal static Colour At(Image image, int x, int y)
    {
        var pixel = image.Row(y).Slice(4 * x, 4);
        int a = pixel[3], rest = (255 - a) * 255;
        return new((byte)(((pixel[0] * a) + rest) / 255), (byte)(((pixel[1] * a) + rest) / 255), (byte)(((pixel[2] * a) + rest) / 255));
    }

    private static int Bin(Colour c) => (c.Red / (256 / Bins) * Bins * Bins) + (c.Green / (256 / Bins) * Bins) + (c.Blue / (256 / Bins));

    private static List<Colour> Edge(Image image)
    {
        var edge = new List<Colour>(2 * (image.Width + image.Height));
        for (var x = 0; x < image.Width; x++)
        {
            edge.Add(At(image, x, 0));
            edge.Add(At(image, x, image.Height - 1));
        }

        for (var y = 0; y < image.Height; y++)
        {
            edge.Add(At(image, 0, y));
            edge.Add(At(image, image.Width - 1, y));
        }

        return edge;
    }
}
