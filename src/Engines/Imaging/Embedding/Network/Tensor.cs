namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>Named numbers of a weight file, row-major.</summary>
internal sealed record Tensor(string Name, int[] Shape, float[] Values);
