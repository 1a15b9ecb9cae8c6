using System.Numerics;
using System.Runtime.CompilerServices;

namespace Maru.Engines.Search.Index;

/// <summary>
/// The runs of three letters of a text as a set of 512 bits. What part of a query's bits a title holds says how alike they are written, whatever the
/// spelling or the spacing, at the price of eight ANDs.
/// </summary>
internal static class Signature
{
    public const int Words = 8;

    public static void Add(Span<ulong> signature, ReadOnlySpan<char> word)
    {
        // a word's edges count as letters, so that short words have runs too
        uint run = '^';
        for (var i = 0; i <= word.Length; i++)
        {
            run = ((run << 10) ^ (i < word.Length ? word[i] : '$')) & 0x3fffffff;
            if (i > 0)
            {
                var bit = (run * 0x9e3779b1u) >> 23;
                signature[(int)(bit >> 6)] |= 1UL << (int)(bit & 63);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Common(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var common = 0;
        for (var i = 0; i < Words; i++)
        {
            common += BitOperations.PopCount(a[i] & b[i]);
        }

        return common;
    }

    public static int Size(ReadOnlySpan<ulong> a) => Common(a, a);
}
