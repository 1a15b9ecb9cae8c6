using System.Numerics;

namespace Maru.Modules.Reviews.Spam;

/// <summary>
/// A fingerprint of 64 bits that differs in few bits where texts differ in few places (Charikar 2002, "Similarity estimation techniques from rounding
/// algorithms"), over shingles of three characters. Near duplicates are found by bands: hashes within <see cref="NearBits"/> bits share at least one
/// of four bands of 16 (Manku, Jain and Das Sarma 2007, "Detecting near-duplicates for web crawling").
/// </summary>
internal readonly record struct SimHash(ulong Value)
{
    public const int NearBits = 3;

    /// <summary>Fewer different shingles than this say too little: "배송 빨라요" is written by many.</summary>
    public const int FewShingles = 24;

    private const int ShingleLength = 3;

    public int Band(int index) => (int)((Value >> (16 * index)) & 0xFFFF);

    public int DistanceTo(SimHash other) => BitOperations.PopCount(Value ^ other.Value);

    /// <param name="folded">As <see cref="TextFold.Fold"/> gives it.</param>
    public static (SimHash Hash, bool IsShort) Of(string folded)
    {
        var shingles = new HashSet<ulong>();
        for (var i = 0; i + ShingleLength <= folded.Length; i++)
        {
            shingles.Add(Mix(folded.AsSpan(i, ShingleLength)));
        }

        if (shingles.Count == 0)
        {
            return (new SimHash(Mix(folded)), true);
        }

        Span<int> votes = stackalloc int[64];
        foreach (var shingle in shingles)
        {
            for (var bit = 0; bit < 64; bit++)
            {
                votes[bit] += (shingle >> bit & 1) == 1 ? 1 : -1;
            }
        }

        var value = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            value |= votes[bit] > 0 ? 1UL << bit : 0;
        }

        return (new SimHash(value), shingles.Count < FewShingles);
    }

    /// <summary>FNV-1a, then the finisher of MurmurHash3, which spreads short inputs over all bits. The same on every machine and in every version.</summary>
    private static ulong Mix(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }
}
