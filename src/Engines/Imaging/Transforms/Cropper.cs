namespace Maru.Engines.Imaging.Transforms;

public static class Cropper
{
    /// <summary>The part of the picture inside the region; null when they do not meet.</summary>
    public static Image? Crop(Image image, Region region)
    {
        ArgumentNullException.ThrowIfNull(image);
        var part = region.Intersect(Region.Of(image));
        if (part.Area == 0)
        {
            return null;
        }

        var result = new Image(part.Width, part.Height);
        for (var y = 0; y < part.Height; y++)
        {
            image.Row(part.Top + y).Slice(part.Left * Image.Channels, part.Width * Image.Channels).CopyTo(result.Row(y));
        }

        return result;
    }
}
