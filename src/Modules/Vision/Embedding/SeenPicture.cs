using Maru.Engines.Imaging;

namespace Maru.Modules.Vision.Embedding;

/// <summary>What is known of a picture: what it looks like to a model, and the colours that stand out in it.</summary>
internal sealed record SeenPicture(string Hash, float[] Vector, IReadOnlyList<Colour> Colours);
