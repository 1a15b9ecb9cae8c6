using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Index;

/// <summary>
/// What can be asked about words beyond "is it there": by misspelling, by beginning, by initial consonants, by a part of a Korean compound.
/// Built for the words there were at one moment and then never changed; words since are found exactly until the next one is built.
/// </summary>
internal sealed class Lexicon
{
    private readonly Vocabulary _vocabulary;
    private readonly string?[] _letters;
    private readonly int[] _byLetters;
    private readonly int[] _byInitials;
    private readonly string[] _initials;
    private readonly Dictionary<int, List<int>> _byTwoSyllables = [];

    public Lexicon(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        Count = vocabulary.Words.Count;
        _letters = new string?[Count];
        var words = new List<int>(Count);
        var korean = new List<int>();
        for (var word = 0; word < Count; word++)
        {
            if (vocabulary.KindOf(word) is TokenKind.Number or TokenKind.Unit)
            {
                continue;
            }

            words.Add(word);
            if (vocabulary.KindOf(word) == TokenKind.Hangul)
            {
                korean.Add(word);
                _letters[word] = Hangul.Letters(vocabulary.Words[word].ToString());
                FileSyllables(word);
            }
        }

        _byLetters = [.. words];
        Array.Sort(_byLetters, (a, b) => Key(a).SequenceCompareTo(Key(b)));
        var initials = korean.Select(w => (Initials: Hangul.InitialsOf(vocabulary.Words[w]), Word: w)).OrderBy(p => p.Initials, StringComparer.Ordinal).ToArray();
        _initials = [.. initials.Select(p => p.Initials)];
        _byInitials = [.. initials.Select(p => p.Word)];
        Spelling = new SpellIndex(vocabulary, _letters);
    }

    /// <summary>How many words of the vocabulary it knows.</summary>
    public int Count { get; }

    public SpellIndex Spelling { get; }

    /// <summary>The words that begin with these letters, as a range of what <see cref="WordAt"/> counts.</summary>
    public Range BeginningWith(ReadOnlySpan<char> letters)
    {
        var from = LowerBound(_byLetters.Length, letters, (self, i) => self.Key(self._byLetters[i]));
        var to = from;
        while (to < _byLetters.Length && Key(_byLetters[to]).StartsWith(letters))
        {
            to++;
        }

        return from..to;
    }

    public int WordAt(int i) => _byLetters[i];

    /// <summary>The Korean words whose initial consonants begin like this.</summary>
    public ReadOnlySpan<int> WithInitials(ReadOnlySpan<char> initials)
    {
        var from = LowerBound(_initials.Length, initials, (self, i) => self._initials[i]);
        var to = from;
        while (to < _initials.Length && _initials[to].AsSpan().StartsWith(initials))
        {
            to++;
        }

        return _byInitials.AsSpan(from, to - from);
    }

    /// <summary>The Korean words of which this, of two syllables or more, is a part.</summary>
    public void Containing(ReadOnlySpan<char> part, List<int> found)
    {
        if (part.Length < 2 || !_byTwoSyllables.TryGetValue((part[0] << 16) | part[1], out var words))
        {
            return;
        }

        foreach (var word in words)
        {
            if (_vocabulary.Words[word].Length > part.Length && _vocabulary.Words[word].IndexOf(part) >= 0)
            {
                found.Add(word);
            }
        }
    }

    private ReadOnlySpan<char> Key(int word) => _letters[word] is { } letters ? letters : _vocabulary.Words[word];

    private delegate ReadOnlySpan<char> KeyAt(Lexicon self, int i);

    private int LowerBound(int count, ReadOnlySpan<char> key, KeyAt at)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (at(this, middle).SequenceCompareTo(key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void FileSyllables(int word)
    {
        var text = _vocabulary.Words[word];
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var key = (text[i] << 16) | text[i + 1];
            if (!_byTwoSyllables.TryGetValue(key, out var words))
            {
                _byTwoSyllables[key] = words = [];
            }

            if (words.Count == 0 || words[^1] != word)
            {
                words.Add(word);
            }
        }
    }
}
