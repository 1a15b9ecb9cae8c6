namespace Maru.Engines.Imaging.Transforms;

/// <summary>A rectangle of pixels.</summary>
public readonly record struct Region(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;

    public long Area => (long)Width * Height;

    public static Region Of(Image image) => new(0, 0, image.Width, image.Height);

    public Region Intersect(Region other)
    {
        int left = Math.Max(Left, other.Left), top = Math.Max(Top, other.Top);
        return new(left, top, Math.Max(0, Math.Min(Right, other.Right) - left), Math.Max(0, Math.Min(Bottom, other.Bottom) - top));
    }

    public Region Grow(int by) => new(Left - by, Top - by, Width + (2 * by), Height + (2 * by));
}
