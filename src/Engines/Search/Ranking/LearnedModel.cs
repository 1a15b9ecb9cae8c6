using System.Reflection;
using System.Runtime.InteropServices;

namespace Maru.Engines.Search.Ranking;

/// <summary>What was learned from judged searches, as it is shipped: trees over features and weights of words. Made by <c>maru bench search-train</c>.</summary>
internal sealed record LearnedModel(TreeModel Trees, PairWeights Pairs)
{
    private const uint Magic = 0x3152_4d4d;

    /// <summary>The model that lies in this assembly; null when it was made for other features than these.</summary>
    public static LearnedModel? Shared { get; set; } = Load();

    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to);
        writer.Write(Magic);
        writer.Write((int)Feature.Count);
        Trees.Write(writer);
        writer.Write(Pairs.Scale);
        writer.Write(MemoryMarshal.AsBytes(Pairs.Table.AsSpan()));
    }

    private static LearnedModel? Load()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("ranking.model");
        if (resource is null)
        {
            return null;
        }

        using var reader = new BinaryReader(resource);
        if (reader.ReadUInt32() != Magic || reader.ReadInt32() != (int)Feature.Count)
        {
            return null;
        }

        var trees = TreeModel.Read(reader);
        var scale = reader.ReadSingle();
        var table = new sbyte[1 << PairWeights.Bits];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new LearnedModel(trees, new PairWeights(table, scale));
    }
}
