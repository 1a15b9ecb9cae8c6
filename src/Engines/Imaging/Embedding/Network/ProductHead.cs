namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// Features to vector. With k the unit vector of what the network believes the product to be, c that of its colour, and f
/// that of its features, two pictures are alike by  k.k' (w + c.c') + g f.f'  : same kind first, then same colour, then
/// looks. That is a dot product of k x (w, c) with f beside it; the file holds it rotated and cut to its strongest axes.
/// </summary>
internal sealed class ProductHead(WeightFile file)
{
    private readonly Linear kind = new(file["kind.weight"], file["kind.bias"]);
    private readonly Linear colour = new(file["colour.weight"], file["colour.bias"]);
    private readonly Linear kindAxes = new(file["kind.axes"], null);
    private readonly Linear colourAxes = new(file["colour.axes"], file["colour.offset"]);
    private readonly Linear looks = new(file["looks.axes"], null);
    private readonly float[] scale = file["features.scale"].Values;
    private readonly float[] shift = file["features.shift"].Values;
    private readonly float[] pairs = file["pairs"].Values;
    private readonly float looksWeight = file["looks.weight"].Values[0];

    public int Dimensions => (pairs.Length / 2) + looks.Outputs;

    public void Apply(Span<float> features, Span<float> vector)
    {
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = (features[i] * scale[i]) + shift[i];
        }

        Span<float> beliefs = stackalloc float[Math.Max(kind.Outputs, colour.Outputs)];
        Span<float> alongKind = stackalloc float[kindAxes.Outputs];
        Span<float> alongColour = stackalloc float[colourAxes.Outputs];
        Believe(kind, features, beliefs[..kind.Outputs]);
        kindAxes.Apply(beliefs[..kind.Outputs], alongKind);
        Believe(colour, features, beliefs[..colour.Outputs]);
        colourAxes.Apply(beliefs[..colour.Outputs], alongColour);
        var product = vector[..(pairs.Length / 2)];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = alongKind[(int)pairs[2 * i]] * alongColour[(int)pairs[(2 * i) + 1]];
        }

        Linear.Normalise(product);
        var rest = vector[product.Length..];
        Linear.Normalise(features);
        looks.Apply(features, rest);
        Linear.Normalise(rest);
        foreach (ref var value in rest)
        {
            value *= looksWeight;
        }

        Linear.Normalise(vector);
    }

    /// <summary>Softmax, then length 1.</summary>
    private static void Believe(Linear layer, ReadOnlySpan<float> features, Span<float> beliefs)
    {
        layer.Apply(features, beliefs);
        var highest = float.MinValue;
        foreach (var value in beliefs)
        {
            highest = MathF.Max(highest, value);
        }

        foreach (ref var value in beliefs)
        {
            value = MathF.Exp(value - highest);
        }

        Linear.Normalise(beliefs);
    }
}
