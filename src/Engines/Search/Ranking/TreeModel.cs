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
