using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Index;

/// <summary>
/// Finds the words within two slips of a misspelt one. Each word is filed under itself and under what is left when one or two of its first
/// letters are dropped; a misspelt word is looked up the same way (W. Garbe's symmetric deletion). Korean words are filed by their letters.
/// </summary>
internal sealed class SpellIndex
{
    private const int FiledLetters = 7;
    private const int FiledKoreanLetters = 9;
    private const int BucketBits = 17;

    private readonly uint[] _hashes;
    private readonly int[] _words;
    private readonly int[] _buckets;
    private readonly string?[] _letters;
    private readonly Vocabulary _vocabulary;

    /// <param name="vocabulary">The words.</param>
    /// <param name="letters">For each Korean word its letters, null for other words; its length says how many words are filed.</param>
    public SpellIndex(Vocabulary vocabulary, string?[] letters)
    {
        _vocabulary = vocabulary;
        _letters = letters;
        var filed = new List<(uint Hash, int Word)>(letters.Length * 16);
        Span<uint> hashes = stackalloc uint[64];
        for (var word = 0; word < letters.Length; word++)
        {
            var text = letters[word] ?? vocabulary.Words[word];
            if (text.Length < 3 || vocabulary.KindOf(word) is TokenKind.Number or TokenKind.Unit or TokenKind.Ideograph)
            {
                continue;
            }

            foreach (var hash in hashes[..Deletions(text, letters[word] is null ? FiledLetters : FiledKoreanLetters, hashes)])
            {
                filed.Add((hash, word));
            }
        }

        (_hashes, _words, _buckets) = Sort(filed);
    }

    /// <summary>A word that may have been meant.</summary>
    /// <param name="Word">Its number in the vocabulary.</param>
    /// <param name="Cost">What the slips cost: 0 for none, about 1 for an ordinary one.</param>
    public readonly record struct Candidate(int Word, float Cost);

    public void Find(ReadOnlySpan<char> text, int slips, List<Candidate> found)
    {
        var korean = Hangul.Any(text);
        var letters = korean ? Hangul.Letters(text.ToString()) : text;
        Span<uint> hashes = stackalloc uint[64];
        var seen = new HashSet<int>();
        foreach (var hash in hashes[..Deletions(letters, korean ? FiledKoreanLetters : FiledLetters, hashes)])
        {
            var bucket = hash >> (32 - BucketBits);
            for (var i = _buckets[bucket]; i < _buckets[bucket + 1]; i++)
            {
                if (_hashes[i] != hash || !seen.Add(_words[i]))
                {
                    continue;
                }

                var candidate = _letters[_words[i]] is { } own ? own : _vocabulary.Words[_words[i]];
                if (Math.Abs(candidate.Length - letters.Length) <= slips && SlipCost.Between(letters, candidate, slips) is { } cost)
                {
                    found.Add(new Candidate(_words[i], cost));
                }
            }
        }
    }

    /// <summary>The hashes of a text's first letters, and of those with one and two dropped.</summary>
    private static int Deletions(ReadOnlySpan<char> text, int filed, Span<uint> hashes)
    {
        var n = Math.Min(text.Length, filed);
        var count = 0;
        hashes[count++] = Hash(text[..n], -1, -1);
        for (var i = 0; i < n; i++)
        {
            hashes[count++] = Hash(text[..n], i, -1);
            for (var j = i + 1; j < n && n > 3; j++)
            {
                hashes[count++] = Hash(text[..n], i, j);
            }
        }

        return count;
    }

    private static uint Hash(ReadOnlySpan<char> text, int without, int orWithout)
    {
        var hash = 2166136261u;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != without && i != orWithout)
            {
                hash = (hash ^ text[i]) * 16777619u;
            }
        }

        hash ^= hash >> 15;
        return hash * 0x85ebca6bu;
    }

    private static (uint[] Hashes, int[] Words, int[] Buckets) Sort(List<(uint Hash, int Word)> filed)
    {
        var buckets = new int[(1 << BucketBits) + 1];
        foreach (var (hash, _) in filed)
        {
            buckets[(hash >> (32 - BucketBits)) + 1]++;
        }

        for (var i = 1; i < buckets.Length; i++)
        {
            buckets[i] += buckets[i - 1];
        }

        var next = buckets.AsSpan(0, buckets.Length - 1).ToArray();
        var hashes = new uint[filed.Count];
        var words = new int[filed.Count];
        foreach (var (hash, word) in filed)
        {
            var at = next[hash >> (32 - BucketBits)]++;
            (hashes[at], words[at]) = (hash, word);
        }

        return (hashes, words, buckets);
    }
}
