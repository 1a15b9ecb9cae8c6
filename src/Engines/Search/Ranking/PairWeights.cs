namespace Maru.Engines.Search.Ranking;

/// <summary>What a learned weight is of.</summary>
internal enum PairKind : uint
{
    /// <summary>A word of the query that the title has.</summary>
    Found = 1,

    /// <summary>A word of the query that it has not.</summary>
    Missing,

    /// <summary>A word of the title that was not asked for: "replacement", "kit".</summary>
    Extra,

    /// <summary>A missing word and an extra one: "stove" asked, "range" there.</summary>
    InsteadOf,

    /// <summary>The title's head noun.</summary>
    Head,

    /// <summary>The query's last word and the title's head noun.</summary>
    Heads,
}

/// <summary>Learned weights of words and of pairs of words, in a table addressed by hash; what collides shares a weight.</summary>
internal sealed class PairWeights(sbyte[] table, float scale)
{
    public const int Bits = 18;

    public sbyte[] Table => table;

    public float Scale => scale;

    public float Of(uint key) => table[key] * scale;

    public static uint Key(PairKind kind, uint a, uint b)
    {
        var key = (((ulong)a << 32) | b) ^ ((ulong)kind * 0x9e3779b97f4a7c15UL);
        key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93UL;
        key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93UL;
        return (uint)(key >> (64 - Bits));
    }
}
