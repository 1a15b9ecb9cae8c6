using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Modules.Vision.Searching;

/// <summary>
/// What a part of a picture looks like, as text, one byte a dimension, for links and forms: another search with other filters needs neither the picture
/// again nor anything kept on the server, and any process can answer it.
/// </summary>
internal static class Look
{
    private const int ModelBytes = 4;
    private const int MostVectors = 2;

    public static string Write(string model, IReadOnlyList<float[]> vectors)
    {
        var bytes = new List<byte>(MarkOf(model));
        foreach (var vector in vectors)
        {
            // Its length is 1 whatever the scale, so the scale need not be told.
            var largest = Math.Max(1e-9f, vector.Max(Math.Abs));
            bytes.AddRange(vector.Select(v => (byte)(sbyte)Math.Round(v / largest * sbyte.MaxValue)));
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <returns>Null if the text is no look of this model.</returns>
    public static IReadOnlyList<float[]>? Read(string text, string model, int dimensions)
    {
        if (text.Length > 2 * (ModelBytes + (MostVectors * dimensions)) || !Base64Url.IsValid(text, out var length)
            || length <= ModelBytes || (length - ModelBytes) % dimensions != 0 || (length - ModelBytes) / dimensions > MostVectors)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (!bytes.AsSpan(0, ModelBytes).SequenceEqual(MarkOf(model)))
        {
            return null;
        }

        var vectors = bytes.Skip(ModelBytes).Select(b => (float)(sbyte)b).Chunk(dimensions).ToArray();
        foreach (var vector in vectors)
        {
            var squares = vector.Sum(v => v * v);
            if (squares == 0)
            {
                return null;
            }

            for (var i = 0; i < vector.Length; i++)
            {
                vector[i] /= MathF.Sqrt(squares);
            }
        }

        return vectors;
    }

    private static byte[] MarkOf(string model) => SHA256.HashData(Encoding.UTF8.GetBytes(model))[..ModelBytes];
}
