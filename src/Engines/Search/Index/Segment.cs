namespace Maru.Engines.Search.Index;

/// <summary>
/// A part of the index that never changes once it is built: documents numbered from 0, flat arrays, nothing to lock.
/// A change of a document is a new row in a newer segment and a bit cleared in <see cref="IndexState"/>.
/// </summary>
internal sealed class Segment
{
    /// <summary>Stands between two fields in <see cref="Forward"/>.</summary>
    public const int FieldBreak = -1;

    public required string[] Ids { get; init; }

    public required long[] Versions { get; init; }

    /// <summary>The terms that have postings here, ascending; the postings of the i-th are those from Starts[i] to Starts[i + 1].</summary>
    public required int[] Terms { get; init; }

    public required int[] Starts { get; init; }

    public required int[] Docs { get; init; }

    /// <summary>A term's BM25F part in a document, 255 being the most there can be; the rarity of the term comes in at query time.</summary>
    public required byte[] Impacts { get; init; }

    /// <summary>The words of the fields that remember order, one document after the other, from ForwardStarts[doc] on.</summary>
    public required int[] Forward { get; init; }

    public required int[] ForwardStarts { get; init; }

    /// <summary>Where each title's head noun ends: "Shower Faucet Trim Kit in Chrome" is about a kit.</summary>
    public required byte[] Heads { get; init; }

    /// <summary>Which letters a title holds, three at a time, as a Bloom filter of <see cref="Signature.Words"/> words.</summary>
    public required ulong[] Signatures { get; init; }

    public required FacetColumn[] Facets { get; init; }

    public required double[][] Numbers { get; init; }

    public int Count => Ids.Length;

    private int[]? _slots;
    private float[]? _rarities;

    /// <summary>How rare a term is here; for the words of titles, so a term without postings is never asked for.</summary>
    public float RarityOf(int term)
    {
        var rarities = _rarities ??= BuildRarities();
        var slot = SlotOf(term);
        return slot < 0 ? 0 : rarities[slot];
    }

    private float[] BuildRarities()
    {
        var rarities = new float[Terms.Length];
        for (var i = 0; i < rarities.Length; i++)
        {
            var frequency = Starts[i + 1] - Starts[i];
            rarities[i] = MathF.Log(1 + ((Count - frequency + 0.5f) / (frequency + 0.5f)));
        }

        return rarities;
    }

    /// <summary>Where a term's postings are, or -1.</summary>
    public int SlotOf(int term)
    {
        // a table the size of the vocabulary pays for itself in a large segment; a small one is looked up by halves
        if (Count >= 8192 && Terms.Length > 0)
        {
            var slots = _slots ??= BuildSlots();
            return term < slots.Length ? slots[term] - 1 : -1;
        }

        return Math.Max(-1, Array.BinarySearch(Terms, term));
    }

    public ReadOnlySpan<int> DocsOf(int slot) => Docs.AsSpan(Starts[slot], Starts[slot + 1] - Starts[slot]);

    public int FrequencyOf(int term)
    {
        var slot = SlotOf(term);
        return slot < 0 ? 0 : Starts[slot + 1] - Starts[slot];
    }

    /// <summary>Where a document is, or -1. Looks at every id: for the few that are pinned.</summary>
    public int IndexOf(string id) => Array.IndexOf(Ids, id);

    public ReadOnlySpan<int> WordsOf(int doc) => Forward.AsSpan(ForwardStarts[doc], ForwardStarts[doc + 1] - ForwardStarts[doc]);

    private int[] BuildSlots()
    {
        var slots = new int[Terms[^1] + 1];
        for (var i = 0; i < Terms.Length; i++)
        {
            slots[Terms[i]] = i + 1;
        }

        return slots;
    }
}
