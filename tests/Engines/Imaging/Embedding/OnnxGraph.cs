namespace Maru.Engines.Imaging.Tests.Embedding;

/// <summary>Writes ONNX models (onnx.proto: field numbers in the comments there) of the few nodes that image networks need.</summary>
internal sealed class OnnxGraph
{
    private readonly MemoryStream nodes = new();
    private readonly MemoryStream initializers = new();
    private int names;

    public string Conv(string input, float[] weights, int[] shape, float[] bias, int stride, int pad)
    {
        var filter = Constant(weights, shape);
        var shift = Constant(bias, [bias.Length]);
        return Node("Conv", [input, filter, shift], Ints("strides", stride, stride), Ints("pads", pad, pad, pad, pad), Ints("kernel_shape", shape[2], shape[3]));
    }

    public string MaxPool(string input, int side, int stride, int pad) =>
        Node("MaxPool", [input], Ints("kernel_shape", side, side), Ints("strides", stride, stride), Ints("pads", pad, pad, pad, pad));

    public string Concat(params string[] inputs) => Node("Concat", inputs, Int("axis", 1));

    public string Constant(float[] values, int[] shape)
    {
        var name = Name();
        var tensor = new MemoryStream();
        foreach (var side in shape)
        {
            Number(tensor, 1, side);
        }

        Number(tensor, 2, 1);
        Text(tensor, 8, name);
        var raw = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, raw, 0, raw.Length);
        Bytes(tensor, 9, raw);
        Bytes(initializers, 5, tensor.ToArray());
        return name;
    }

    public string Node(string kind, string[] inputs, params byte[][] attributes)
    {
        var output = Name();
        var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Text(node, 1, input);
        }

        Text(node, 2, output);
        Text(node, 4, kind);
        foreach (var attribute in attributes)
        {
            Bytes(node, 5, attribute);
        }

        Bytes(nodes, 1, node.ToArray());
        return output;
    }

    public byte[] Model(string input, long[] inputShape, string output, long[] outputShape)
    {
        var graph = new MemoryStream();
        nodes.WriteTo(graph);
        Text(graph, 2, "test");
        initializers.WriteTo(graph);
        Bytes(graph, 11, Port(input, inputShape));
        Bytes(graph, 12, Port(output, outputShape));
        var operators = new MemoryStream();
        Text(operators, 1, "");
        Number(operators, 2, 13);
        var model = new MemoryStream();
        Number(model, 1, 7);
        Bytes(model, 7, graph.ToArray());
        Bytes(model, 8, operators.ToArray());
        return model.ToArray();
    }

    private static byte[] Port(string name, long[] shape)
    {
        var sides = new MemoryStream();
        foreach (var side in shape)
        {
            var dimension = new MemoryStream();
            if (side > 0)
            {
                Number(dimension, 1, side);
            }
            else
            {
                Text(dimension, 2, "n");
            }

            Bytes(sides, 1, dimension.ToArray());
        }

        MemoryStream tensor = new(), type = new(), port = new();
        Number(tensor, 1, 1);
        Bytes(tensor, 2, sides.ToArray());
        Bytes(type, 1, tensor.ToArray());
        Text(port, 1, name);
        Bytes(port, 2, type.ToArray());
        return port.ToArray();
    }

    private static byte[] Int(string name, long value)
    {
        var attribute = new MemoryStream();
        Text(attribute, 1, name);
        Number(attribute, 3, value);
        Number(attribute, 20, 2);
        return attribute.ToArray();
    }

    private static byte[] Ints(string name, params long[] values)
    {
        var attribute = new MemoryStream();
        Text(attribute, 1, name);
        foreach (var value in values)
        {
            Number(attribute, 8, value);
        }

        Number(attribute, 20, 7);
        return attribute.ToArray();
    }

    private static void Number(MemoryStream to, int field, long value)
    {
        Varint(to, (ulong)field << 3);
        Varint(to, (ulong)value);
    }

    private static void Text(MemoryStream to, int field, string text) => Bytes(to, field, System.Text.Encoding.UTF8.GetBytes(text));

    private static void Bytes(MemoryStream to, int field, byte[] bytes)
    {
        Varint(to, ((ulong)field << 3) | 2);
        Varint(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Varint(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.WriteByte((byte)(value | 0x80));
        }

        to.WriteByte((byte)value);
    }

    private string Name() => FormattableString.Invariant($"t{names++}");
}
