using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Regions;

/// <param name="Region">Where in the picture as it was given.</param>
/// <param name="Score">Share of the picture that is part of it; the largest comes first.</param>
/// <param name="Colour">The commonest colour of what stands out in it.</param>
public sealed record ProposedRegion(Region Region, double Score, Colour Colour);

/// <summary>
/// Several products in one picture, each to be searched on its own: what differs from the background, in connected pieces,
/// with small gaps closed. A pair of shoes that nearly touch is one product; two shirts a hand apart are two. In front of a
/// busy background there is nothing to tell apart, and the whole picture is the one proposal.
/// </summary>
public static class RegionProposals
{
    private const int WorkSide = 128;
    private const int Most = 6;
    private const double Smallest = 0.01;
    private const int Gap = 2;

    public static IReadOnlyList<ProposedRegion> Find(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var work = Resizer.Fit(image, WorkSide, WorkSide, ResizeFilter.Area);
        var background = BackgroundEstimate.Of(work);
        var whole = new ProposedRegion(Region.Of(image), 1, DominantColours.Of(work)[0].Colour);
        if (!background.IsPlain)
        {
            return [whole];
        }

        var pieces = ForegroundPieces.Find(work, background, Gap);
        double across = (double)image.Width / work.Width, down = (double)image.Height / work.Height;
        var found = pieces
            .Where(p => p.Pixels >= Smallest * work.Width * work.Height)
            .OrderByDescending(p => p.Pixels)
            .Take(Most)
            .Select(p => new ProposedRegion(
                Scale(p.Box.Grow(1).Intersect(Region.Of(work)), across, down).Intersect(Region.Of(image)),
                (double)p.Pixels / (work.Width * work.Height),
                p.Colour))
            .ToList();
        return found.Count == 0 ? [whole] : found;
    }

    private static Region Scale(Region region, double across, double down)
    {
        int left = (int)Math.Floor(region.Left * across), top = (int)Math.Floor(region.Top * down);
        return new(left, top, (int)Math.Ceiling(region.Right * across) - left, (int)Math.Ceiling(region.Bottom * down) - top);
    }
}
