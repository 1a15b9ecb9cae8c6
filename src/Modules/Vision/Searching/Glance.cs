using Maru.Contracts.Vision;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Regions;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Modules.Vision.Searching;

/// <summary>What was seen in a picture: its parts, each with what it looks like.</summary>
internal sealed record Glance(string Model, IReadOnlyList<GlancedPart> Parts)
{
    /// <summary>A piece that fills this much of the picture is the picture.</summary>
    private const double Fills = 0.6;

    /// <summary>Product pictures leave some air around the product.</summary>
    private const double Air = 0.06;

    /// <param name="crop">Null looks at what stands out in the whole picture.</param>
    public static Glance At(Image image, PictureArea? crop, IImageEmbedder embedder)
    {
        List<(PictureArea Area, Image[] Images, Colour Colour)> parts = [];
        var proposals = crop is null ? RegionProposals.Find(image) : [];
        if (crop is { } area)
        {
            var part = Cropper.Crop(image, RegionOf(area, image)) ?? image;
            parts.Add((area, [part], DominantColours.Of(part)[0].Colour));
        }
        else if (proposals is [var only])
        {
            // Photographed from afar the piece is more like our pictures, taken from the shop's own page the whole: the nearer of the two counts.
            var piece = AreaOf(only.Region, image);
            parts.Add((piece, piece.Width * piece.Height > Fills ? [image] : [image, Cut(image, only.Region)], only.Colour));
        }
        else
        {
            parts.Add((PictureArea.Whole, [image], proposals[0].Colour));
            parts.AddRange(proposals.Select(f => (AreaOf(f.Region, image), new[] { Cut(image, f.Region) }, f.Colour)));
        }

        var images = parts.SelectMany(p => p.Images).ToArray();
        var vectors = new float[images.Length * embedder.Dimensions];
        embedder.Embed(images, vectors);
        var at = 0;
        return new Glance(
            embedder.ModelVersion,
            [.. parts.Select(p => new GlancedPart(p.Area, p.Colour.ToHex(), [.. p.Images.Select(_ => vectors.AsSpan(at++ * embedder.Dimensions, embedder.Dimensions).ToArray())]))]);
    }

    private static Image Cut(Image image, Region region) => Cropper.Crop(image, region.Grow((int)(Air * Math.Max(region.Width, region.Height)))) ?? image;

    private static Region RegionOf(PictureArea area, Image image)
    {
        int left = (int)(area.X * image.Width), top = (int)(area.Y * image.Height);
        return new Region(left, top, Math.Max(1, (int)Math.Ceiling(area.Width * image.Width)), Math.Max(1, (int)Math.Ceiling(area.Height * image.Height)));
    }

    private static PictureArea AreaOf(Region region, Image image) => new(
        (double)region.Left / image.Width, (double)region.Top / image.Height, (double)region.Width / image.Width, (double)region.Height / image.Height);
}

/// <param name="Vectors">Of one thing, seen in more than one way.</param>
internal sealed record GlancedPart(PictureArea Area, string Color, IReadOnlyList<float[]> Vectors);
