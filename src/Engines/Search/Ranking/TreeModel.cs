namespace Maru.Engines.Search.Ranking;

/// <summary>
/// A sum of oblivious trees: every level of a tree asks one question of one feature, so a tree is a handful of comparisons whose answers
/// are the bits of an index into its leaves.
/// </summary>
internal sealed class TreeModel(int depth, byte[] features, float[] borders, float[] leaves)
{
    public int Trees => features.Length / depth;

    public float Score(ReadOnlySpan<float> row)
    {
        var score = 0f;
        for (var tree = 0; tree < Trees; tree++)
        {
            var leaf = 0;
            for (var level = 0; level < depth; level++)
            {
                leaf |= row[features[(tree * depth) + level]] >= borders[(tree * depth) + level] ? 1 << level : 0;
            }

            score += leaves[(tree << depth) + leaf];
        }

        return score;
    }

    public void Write(BinaryWriter to)
    {
        to.Write(depth);
        to.Write(features.Length);
        to.Write(features);
        foreach (var border in borders)
        {
            to.Write(border);
        }

        foreach (var leaf in leaves)
        {
            to.Write(leaf);
        }
    }

    public static TreeModel Read(BinaryReader from)
    {
        var depth = from.ReadInt32();
        var features = from.ReadBytes(from.ReadInt32());
        var borders = new float[features.Length];
        for (var i = 0; i < borders.Length; i++)
        {
            borders[i] = from.ReadSingle();
        }

        var leaves = new float[(features.Length / depth) << depth];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = from.ReadSingle();
        }

        return new TreeModel(depth, features, borders, leaves);
    }

    /// <summary>Puts a model together, tree by tree.</summary>
    public sealed class Writer(int depth)
    {
        private readonly List<byte> _features = [];
        private readonly List<float> _borders = [];
        private readonly List<float> _leaves = [];

        public void Add(ReadOnlySpan<(int Feature, float Border)> levels, IEnumerable<float> leaves)
        {
            foreach (var (feature, border) in levels)
            {
                _features.Add((byte)feature);
                _borders.Add(border);
            }

            _leaves.AddRange(leaves);
        }

        public TreeModel Finish() => new(depth, [.. _features], [.. _borders], [.. _leaves]);
    }
}
