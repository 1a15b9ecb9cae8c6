using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// The format that tools/vision-training/export.py writes, little-endian: "MARUVIS1", the version as text, then tensors until
/// the end: name, number of dimensions, dimensions, values as 16-bit floats. A text is a 16-bit length and UTF-8.
/// </summary>
internal sealed class WeightFile
{
    private readonly Dictionary<string, Tensor> tensors;

    private WeightFile(string version, Dictionary<string, Tensor> tensors)
    {
        Version = version;
        this.tensors = tensors;
    }

    public string Version { get; }

    public static WeightFile Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("MARUVIS1"u8))
        {
            throw new InvalidDataException("This is no weight file of Maru's network.");
        }

        var at = 8;
        var version = Text(file, ref at);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        while (at < file.Length)
        {
            var name = Text(file, ref at);
            var shape = new int[file[at++]];
            var size = 1;
            for (var i = 0; i < shape.Length; i++, at += 4)
            {
                shape[i] = BinaryPrimitives.ReadInt32LittleEndian(file[at..]);
                size = checked(size * shape[i]);
            }

            var values = new float[size];
            for (var i = 0; i < size; i++, at += 2)
            {
                values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(file[at..]);
            }

            tensors.Add(name, new(name, shape, values));
        }

        return new(version, tensors);
    }

    public bool Has(string name) => tensors.ContainsKey(name);

    public Tensor this[string name] =>
        tensors.TryGetValue(name, out var tensor) ? tensor : throw new InvalidDataException($"The weight file holds no {name}.");

    private static string Text(ReadOnlySpan<byte> file, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);
        var text = System.Text.Encoding.UTF8.GetString(file.Slice(at + 2, length));
        at += 2 + length;
        return text;
    }
}
