namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// Where an activation lies in the arena: rows of pixels of <see cref="Channels"/> floats, with a border of one zero pixel
/// around, so that a 3 x 3 filter never asks whether it is at the edge.
/// </summary>
internal sealed record Plane(int Offset, int Width, int Height, int Channels)
{
    public int Length => (Width + 2) * (Height + 2) * Channels;

    public int End => Offset + ((Length + 15) & ~15);

    public int At(int x, int y) => Offset + ((((y + 1) * (Width + 2)) + x + 1) * Channels);
}
