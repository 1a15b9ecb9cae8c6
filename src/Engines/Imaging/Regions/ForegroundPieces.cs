using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Regions;

internal sealed record ForegroundPiece(Region Box, int Pixels, Colour Colour);

/// <summary>Connected pieces of pixels that differ from the background.</summary>
internal static class ForegroundPieces
{
    /// <param name="image">Small: the flood visits every pixel.</param>
    /// <param name="background">What does not count.</param>
    /// <param name="gap">Pieces at most this far apart, in pixels, are one.</param>
    public static IReadOnlyList<ForegroundPiece> Find(Image image, BackgroundEstimate background, int gap)
    {
        int width = image.Width, height = image.Height;
        var marked = new bool[width * height];
        for (var i = 0; i < marked.Length; i++)
        {
            marked[i] = BackgroundEstimate.Distance(BackgroundEstimate.At(image, i % width, i / width), background.Colour) >= BackgroundEstimate.Near;
        }

        var seen = new bool[marked.Length];
        var pieces = new List<ForegroundPiece>();
        var open = new Stack<int>();
        for (var start = 0; start < marked.Length; start++)
        {
            if (!marked[start] || seen[start])
            {
                continue;
            }

            seen[start] = true;
            open.Push(start);
            int left = width, top = height, right = -1, bottom = -1, pixels = 0;
            var colours = new DominantColours();
            while (open.TryPop(out var at))
            {
                int x = at % width, y = at / width;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                pixels++;
                colours.Add(BackgroundEstimate.At(image, x, y));
                for (var ny = Math.Max(0, y - gap); ny <= Math.Min(height - 1, y + gap); ny++)
                {
                    for (var nx = Math.Max(0, x - gap); nx <= Math.Min(width - 1, x + gap); nx++)
                    {
                        var next = (ny * width) + nx;
                        if (marked[next] && !seen[next])
                        {
                            seen[next] = true;
                            open.Push(next);
                        }
                    }
                }
            }

            pieces.Add(new(new(left, top, right - left + 1, bottom - top + 1), pixels, colours.Ranked()[0].Colour));
        }

        return pieces;
    }
}
