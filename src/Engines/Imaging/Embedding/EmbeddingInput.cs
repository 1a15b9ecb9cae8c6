using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Embedding;

/// <summary>How a picture of any shape becomes the input of a network.</summary>
internal static class EmbeddingInput
{
    /// <summary>The whole picture on white: nothing is cut off, nothing is stretched.</summary>
    public static Image Letterbox(Image image, int width, int height)
    {
        if (image.Width == width && image.Height == height)
        {
            return image.IsOpaque() ? image : Composer.Flatten(image, Colour.White);
        }

        var scale = Math.Min((double)width / image.Width, (double)height / image.Height);
        int w = Math.Min(width, Resizer.Scaled(image.Width, scale)), h = Math.Min(height, Resizer.Scaled(image.Height, scale));
        var canvas = Image.Filled(width, height, Colour.White);
        Composer.Draw(canvas, Resizer.Resize(image, w, h, ResizeFilter.Area), (width - w) / 2, (height - h) / 2);
        return canvas;
    }
}
