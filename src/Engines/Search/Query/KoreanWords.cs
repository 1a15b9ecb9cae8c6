using Maru.Engines.Search.Index;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Query;

/// <summary>
/// Korean compounds without a dictionary: the words of the documents are the dictionary. A word is found inside longer ones that contain it, and an
/// unknown word is cut into known ones.
/// </summary>
internal sealed class KoreanWords(Vocabulary vocabulary)
{
    private const int MostCompounds = 48;

    /// <summary>Adds the words that contain this one. Korean heads stand last, so a word that ends in it is the nearer kin: 남성운동화 is 운동화.</summary>
    public void AddCompounds(IndexState state, string word, List<Variant> found)
    {
        var stem = word.AsSpan(0, KoreanEndings.Strip(word));
        var words = new List<int>();
        state.Lexicon.Containing(stem, words);
        if (words.Count > MostCompounds)
        {
            words.Sort((a, b) => vocabulary.UsesOf(b).CompareTo(vocabulary.UsesOf(a)));
            words.RemoveRange(MostCompounds, words.Count - MostCompounds);
        }

        foreach (var one in words)
        {
            var text = vocabulary.Words[one];
            var term = vocabulary.TermOf(one);
            if (state.FrequencyOf(term) > 0 && !found.Exists(v => v.Term == term))
            {
                found.Add(new Variant(term, text.EndsWith(stem) ? 0.9f : text.StartsWith(stem) ? 0.8f : 0.65f, VariantKind.Compound));
            }
        }
    }

    /// <summary>Cuts an unknown word into words that documents have: as few as can be, then the commonest.</summary>
    public string[]? Split(IndexState state, string word) => Cut(word, part => CostOf(state, part));

    /// <summary>The same, where one of the parts may be misspelt.</summary>
    public string[]? SplitWithSlip(IndexState state, string word)
    {
        for (var i = 2; i <= word.Length - 2; i++)
        {
            foreach (var (known, other, knownFirst) in new[] { (word[..i], word[i..], true), (word[i..], word[..i], false) })
            {
                if (double.IsInfinity(CostOf(state, known)))
                {
                    continue;
                }

                var candidates = new List<SpellIndex.Candidate>();
                state.Lexicon.Spelling.Find(other, 1, candidates);
                var best = candidates.Where(c => state.FrequencyOf(vocabulary.TermOf(c.Word)) > 0).OrderBy(c => c.Cost).Select(c => vocabulary.Words[c.Word].ToString()).FirstOrDefault();
                if (best is not null)
                {
                    return knownFirst ? [known, best] : [best, known];
                }
            }
        }

        return null;
    }

    /// <summary>Adds the words whose initial consonants these are, whole words before beginnings of longer ones.</summary>
    public void AddInitials(IndexState state, string initials, List<Variant> found)
    {
        var words = state.Lexicon.WithInitials(initials).ToArray();
        foreach (var one in words.OrderByDescending(w => vocabulary.Words[w].Length == initials.Length).ThenByDescending(vocabulary.UsesOf).Take(MostCompounds))
        {
            var term = vocabulary.TermOf(one);
            if (state.FrequencyOf(term) > 0 && !found.Exists(v => v.Term == term))
            {
                found.Add(new Variant(term, vocabulary.Words[one].Length == initials.Length ? 0.95f : 0.7f, VariantKind.Initials));
            }
        }
    }

    /// <summary>The initials of several words run together: ㄴㅇㅋㅇㄷㅎ is 나이키 운동화.</summary>
    public string[]? SplitInitials(IndexState state, string initials) =>
        Cut(initials, part => part.Length < 2 || state.Lexicon.WithInitials(part).IsEmpty ? double.PositiveInfinity : 4 - (0.5 * part.Length));

    /// <summary>What a part costs; infinite when no document has it. A single syllable is a part of last resort.</summary>
    private double CostOf(IndexState state, string part)
    {
        var term = QueryWords.FindTerm(vocabulary, part, TokenKind.Hangul);
        var frequency = term < 0 ? 0 : state.FrequencyOf(term);
        if (frequency == 0 && part.Length >= 2)
        {
            var within = new List<int>();
            state.Lexicon.Containing(part.AsSpan(0, KoreanEndings.Strip(part)), within);
            frequency = within.Count > 0 ? 1 : 0;
        }

        return frequency == 0 ? double.PositiveInfinity : (part.Length > 1 ? 5 : frequency > 1 ? 8 : 10) - (0.3 * Math.Log(frequency));
    }

    private static string[]? Cut(string word, Func<string, double> costOf)
    {
        var best = new double[word.Length + 1];
        var from = new int[word.Length + 1];
        for (var end = 1; end <= word.Length; end++)
        {
            best[end] = double.PositiveInfinity;
            for (var start = Math.Max(0, end - 10); start < end; start++)
            {
                if ((start == 0 && end == word.Length) || double.IsInfinity(best[start]))
                {
                    continue;
                }

                var cost = best[start] + costOf(word[start..end]);
                if (cost < best[end])
                {
                    (best[end], from[end]) = (cost, start);
                }
            }
        }

        if (double.IsInfinity(best[^1]))
        {
            return null;
        }

        var parts = new List<string>();
        for (var end = word.Length; end > 0; end = from[end])
        {
            parts.Add(word[from[end]..end]);
        }

        parts.Reverse();
        return [.. parts];
    }
}
