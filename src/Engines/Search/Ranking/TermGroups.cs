using Maru.Engines.Search.Query;

namespace Maru.Engines.Search.Ranking;

/// <summary>From a term to the words of the query that it stands for: a small open hash table, made anew for each query.</summary>
internal sealed class TermGroups
{
    public readonly record struct Entry(int Term, int Group, float Weight, VariantKind Kind);

    private Entry[] _entries = new Entry[64];
    private int _mask;

    public void Fill(QueryPlan plan)
    {
        var count = 0;
        foreach (var group in plan.Groups)
        {
            count += group.Variants.Count;
        }

        var size = 32;
        while (size < count * 3)
        {
            size *= 2;
        }

        if (_entries.Length < size)
        {
            _entries = new Entry[size];
        }

        _mask = size - 1;
        _entries.AsSpan(0, size).Fill(new Entry(-1, 0, 0, default));
        for (var g = 0; g < plan.Groups.Length; g++)
        {
            foreach (var variant in plan.Groups[g].Variants)
            {
                var slot = First(variant.Term);
                while (_entries[slot].Term >= 0)
                {
                    slot = (slot + 1) & _mask;
                }

                _entries[slot] = new Entry(variant.Term, g, variant.Weight, variant.Kind);
            }
        }
    }

    public int First(int term) => (int)(((uint)term * 0x9e3779b1u) >> 16) & _mask;

    /// <summary>The entry at a slot; past the last of a term comes one whose term is -1 or another's, which is passed over.</summary>
    public ref readonly Entry At(int slot) => ref _entries[slot & _mask];
}
