using System.Numerics;
using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Query;

/// <summary>Leaves of each group its best document in the set.</summary>
internal sealed class Grouping
{
    private int[] _bestRow = [];
    private int[] _size = [];

    /// <param name="state">The documents.</param>
    /// <param name="set">Those found; afterwards one of each group, and those of no group.</param>
    /// <param name="field">The facet field that groups.</param>
    /// <param name="groups">How many values the field has.</param>
    /// <param name="better">Whether the first of two rows goes before the second.</param>
    public void Reduce(IndexState state, MatchSet set, int field, int groups, Func<int, int, bool> better)
    {
        if (_bestRow.Length < groups)
        {
            _bestRow = new int[groups * 2];
            _size = new int[groups * 2];
        }

        _bestRow.AsSpan(0, groups).Fill(-1);
        _size.AsSpan(0, groups).Clear();
        Visit(state, set, field, (row, group, _) =>
        {
            _size[group]++;
            if (_bestRow[group] < 0 || better(row, _bestRow[group]))
            {
                _bestRow[group] = row;
            }

            return true;
        });
        Visit(state, set, field, (row, group, _) => _bestRow[group] == row);
    }

    public int SizeOf(int group) => _size[group];

    private static void Visit(IndexState state, MatchSet set, int field, Func<int, int, int, bool> keep)
    {
        var first = 0;
        for (var s = 0; s < set.Segments; s++)
        {
            var column = state.Segments[s].Facets[field];
            var bits = set.Of(state, s);
            for (var i = 0; i < bits.Length; i++)
            {
                for (var left = bits[i]; left != 0; left &= left - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(left);
                    var doc = (i << 6) | bit;
                    var group = column.Of(doc);
                    if (!group.IsEmpty && !keep(first + doc, group[0], s))
                    {
                        bits[i] &= ~(1UL << bit);
                    }
                }
            }

            first += state.Segments[s].Count;
        }
    }
}
