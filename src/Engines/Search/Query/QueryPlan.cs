namespace Maru.Engines.Search.Query;

internal enum VariantKind : byte
{
    Exact,
    Joined,
    Synonym,
    Compound,
    Spelling,
    Keyboard,
    Beginning,
    Initials,
}

/// <summary>A term that stands for a word of the query.</summary>
/// <param name="Term">The term.</param>
/// <param name="Weight">1 for the word itself, less for what is further away.</param>
/// <param name="Kind">Why it stands for it.</param>
internal readonly record struct Variant(int Term, float Weight, VariantKind Kind);

/// <summary>One word of the query with all that may stand for it; a document that has several counts the best.</summary>
internal sealed class QueryGroup
{
    public required string Text { get; init; }

    /// <summary>The word's number in the vocabulary, -1 when no document has it as written.</summary>
    public int Word { get; init; } = -1;

    public List<Variant> Variants { get; } = [];

    /// <summary>True for words that no document needs to have: "the", a unit behind a number.</summary>
    public bool IsOptional { get; set; }

    public bool IsNumber { get; init; }

    /// <summary>How rare it is: BM25's log(1 + (N - n + 0.5) / (n + 0.5)).</summary>
    public float Rarity { get; set; }

    public void Add(int term, float weight, VariantKind kind)
    {
        if (term < 0)
        {
            return;
        }

        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Term == term)
            {
                if (Variants[i].Weight < weight)
                {
                    Variants[i] = new Variant(term, weight, kind);
                }

                return;
            }
        }

        Variants.Add(new Variant(term, weight, kind));
    }
}

/// <summary>A query understood.</summary>
internal sealed record QueryPlan(QueryGroup[] Groups, List<Correction> Corrections)
{
    /// <summary>The three-letter runs of the query, with its spelling put right.</summary>
    public required ulong[] Signature { get; init; }

    public bool IsEmpty => Groups.Length == 0;
}
