namespace Maru.Engines.Search;

/// <summary>
/// Every word start of every text, sorted, with a tree of the greatest weight over it. The best k of a prefix are found by asking the tree for the greatest of a
/// range, then for the greatest left and right of it: it does not matter whether ten texts have the prefix or a million.
/// </summary>
internal sealed class PrefixTable
{
    private readonly string[] _keys;
    private readonly int[] _entry;
    private readonly byte[] _offset;
    private readonly float[] _weight;
    private readonly int[] _greatest;
    private readonly int _leaves;

    public PrefixTable(IReadOnlyList<Suggestion> entries, Func<Suggestion, string> keyOf)
    {
        _keys = new string[entries.Count];
        var starts = new List<(int Entry, byte Offset)>(entries.Count * 2);
        for (var e = 0; e < entries.Count; e++)
        {
            var key = _keys[e] = keyOf(entries[e]);
            for (var i = 0; i < Math.Min(key.Length, 250); i++)
            {
                if (i == 0 || (key[i - 1] == ' ' && key[i] != ' '))
                {
                    starts.Add((e, (byte)i));
                }
            }
        }

        starts.Sort((a, b) => KeyOf(a.Entry, a.Offset).SequenceCompareTo(KeyOf(b.Entry, b.Offset)));
        _entry = [.. starts.Select(s => s.Entry)];
        _offset = [.. starts.Select(s => s.Offset)];

        // a word further on is likelier a coincidence than the first
        _weight = [.. starts.Select(s => (float)entries[s.Entry].Weight * (s.Offset == 0 ? 1 : 0.5f))];
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _entry.Length));
        _greatest = new int[2 * _leaves];
        for (var i = 0; i < _leaves; i++)
        {
            _greatest[_leaves + i] = i < _entry.Length ? i : -1;
        }

        for (var i = _leaves - 1; i > 0; i--)
        {
            _greatest[i] = Greater(_greatest[2 * i], _greatest[(2 * i) + 1]);
        }
    }

    /// <summary>Visits the entries with this prefix, heaviest first, until told to stop; one may come twice, by two of its words.</summary>
    public void Best(ReadOnlySpan<char> prefix, Func<int, bool> visit)
    {
        var from = Bound(prefix, past: false);
        var to = Bound(prefix, past: true);
        var ranges = new PriorityQueue<(int From, int To, int Best), float>();
        Push(ranges, from, to);
        while (ranges.TryDequeue(out var range, out _))
        {
            if (!visit(_entry[range.Best]))
            {
                return;
            }

            Push(ranges, range.From, range.Best);
            Push(ranges, range.Best + 1, range.To);
        }
    }

    private void Push(PriorityQueue<(int From, int To, int Best), float> ranges, int from, int to)
    {
        if (from < to)
        {
            var best = Greatest(from, to);
            ranges.Enqueue((from, to, best), -_weight[best]);
        }
    }

    private int Greatest(int from, int to)
    {
        var best = -1;
        for (int low = from + _leaves, high = to + _leaves; low < high; low /= 2, high /= 2)
        {
            if ((low & 1) != 0)
            {
                best = Greater(best, _greatest[low++]);
            }

            if ((high & 1) != 0)
            {
                best = Greater(best, _greatest[--high]);
            }
        }

        return best;
    }

    /// <summary>Of equal ones the first, so that the order does not hang on how the range was cut.</summary>
    private int Greater(int a, int b) =>
        a < 0 ? b : b < 0 ? a : _weight[a] != _weight[b] ? (_weight[a] > _weight[b] ? a : b) : Math.Min(a, b);

    private int Bound(ReadOnlySpan<char> prefix, bool past)
    {
        int low = 0, high = _entry.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var key = KeyOf(_entry[middle], _offset[middle]);
            var before = key.SequenceCompareTo(prefix) < 0 || (past && key.StartsWith(prefix));
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private ReadOnlySpan<char> KeyOf(int entry, int offset) => _keys[entry].AsSpan(offset);
}
