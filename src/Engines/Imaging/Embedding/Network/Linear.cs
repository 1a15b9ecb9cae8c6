using System.Numerics;

namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>A matrix of one row an output, and a bias where there is one.</summary>
internal sealed class Linear(Tensor weight, Tensor? bias)
{
    public int Inputs => weight.Shape[1];

    public int Outputs => weight.Shape[0];

    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var o = 0; o < Outputs; o++)
        {
            output[o] = Dot(weight.Values.AsSpan(o * Inputs, Inputs), input) + (bias?.Values[o] ?? 0);
        }
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    public static void Normalise(Span<float> vector)
    {
        var scale = 1 / MathF.Max(1e-12f, MathF.Sqrt(Dot(vector, vector)));
        foreach (ref var value in vector)
        {
            value *= scale;
        }
    }
}
