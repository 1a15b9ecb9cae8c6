using System.Collections.Concurrent;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Query;

/// <summary>
/// Finds what a word may stand for. Only a word that no document has, or next to none, is taken for a slip, so a correct query pays nothing;
/// what was found is remembered until the words change.
/// </summary>
internal sealed class WordExpander(Vocabulary vocabulary)
{
    private const int MostRemembered = 20_000;
    private const int MostBeginnings = 32;

    /// <summary>A word that so few documents have may itself be a slip in them.</summary>
    private const int Rare = 2;

    private readonly KoreanWords _korean = new(vocabulary);
    private Memory? _memory;

    private readonly record struct Key(string Text, TokenKind Kind, bool Forgiving, bool BeingTyped);

    private sealed class Memory(Lexicon lexicon)
    {
        /// <summary>Counted here, since ConcurrentDictionary.Count takes all its locks: that was more than half of a query.</summary>
        public int Added;

        public Lexicon Lexicon => lexicon;

        public ConcurrentDictionary<Key, Expansion> Known { get; } = new();
    }

    /// <summary>False while measuring what the first asker pays.</summary>
    internal bool Remembers { get; set; } = true;

    public Expansion Expand(IndexState state, QueryWord word, bool forgiving, bool beingTyped)
    {
        if (!Remembers)
        {
            return Find(state, word, forgiving, beingTyped);
        }

        var memory = _memory;
        if (memory is null || memory.Lexicon != state.Lexicon || memory.Added > MostRemembered)
        {
            _memory = memory = new Memory(state.Lexicon);
        }

        var key = new Key(word.Text, word.Kind, forgiving, beingTyped);
        if (!memory.Known.TryGetValue(key, out var known) || (!known.WasThere && Frequency(state, word.Text, word.Kind, out _) > 0))
        {
            known = Find(state, word, forgiving, beingTyped);
            memory.Known[key] = known;
            Interlocked.Increment(ref memory.Added);
        }

        return known;
    }

    private Expansion Find(IndexState state, QueryWord word, bool forgiving, bool beingTyped)
    {
        var found = new List<Variant>();
        var frequency = Frequency(state, word.Text, word.Kind, out var term);
        if (frequency > 0)
        {
            found.Add(new Variant(term, 1, VariantKind.Exact));
        }

        if (beingTyped || (word.Kind == TokenKind.Hangul && Hangul.IsJamo(word.Text[^1])))
        {
            AddBeginnings(state, word, found);
        }

        if (word.Kind == TokenKind.Hangul)
        {
            _korean.AddCompounds(state, word.Text, found);
        }

        if (!forgiving || frequency > Rare || (found.Count > 0 && beingTyped))
        {
            return Done(found, null, frequency);
        }

        if (found.Count == 0 && OtherKeyboard(state, word) is { } switched)
        {
            return switched;
        }

        return word.Kind switch
        {
            TokenKind.Latin when word.Text.Length >= 3 => Latin(state, word, frequency, found),
            TokenKind.Hangul when frequency == 0 => Korean(state, word, found),
            TokenKind.Jamo => Initials(state, word, found),
            _ => Done(found, null, frequency),
        };
    }

    private static Expansion Done(List<Variant> found, Correction? correction, int frequency) =>
        found.Count == 0 ? Expansion.Nothing : new Expansion([.. found], correction, null, frequency > 0);

    private Expansion Latin(IndexState state, QueryWord word, int frequency, List<Variant> found)
    {
        if (frequency == 0 && SplitLatin(state, word.Text) is { } parts)
        {
            return new Expansion([.. found], new Correction(word.Text, string.Join(' ', parts), CorrectionKind.Spacing), parts, false);
        }

        var correction = AddSpellings(state, word.Text, frequency, word.Text.Length < 5 ? 1 : 2, found);
        if (found.Count == 0 && word.Text.Length >= 4 && AddSpellings(state, Dubeolsik.ToKorean(word.Text), 0, 1, found) is { } slipped)
        {
            // both at once: the other keyboard and a slip; ㄲ is a shifted key, and case has been folded away
            correction = new Correction(word.Text, slipped.To, CorrectionKind.Keyboard);
        }

        return Done(found, correction, frequency);
    }

    private Expansion Korean(IndexState state, QueryWord word, List<Variant> found)
    {
        if (found.Count == 0 && _korean.Split(state, word.Text) is { } parts)
        {
            return new Expansion([], new Correction(word.Text, string.Join(' ', parts), CorrectionKind.Spacing), parts, false);
        }

        // found as a part of other words, it is spelt right
        var correction = found.Count > 0 ? null : AddSpellings(state, word.Text, 0, word.Text.Length < 2 ? 1 : 2, found);
        if (found.Count == 0 && _korean.SplitWithSlip(state, word.Text) is { } nearly)
        {
            return new Expansion([], new Correction(word.Text, string.Join(' ', nearly), CorrectionKind.Spelling), nearly, false);
        }

        return Done(found, correction, 0);
    }

    private Expansion Initials(IndexState state, QueryWord word, List<Variant> found)
    {
        if (!Hangul.IsInitialsOnly(word.Text))
        {
            return Done(found, null, 0);
        }

        _korean.AddInitials(state, word.Text, found);
        if (found.Count > 0)
        {
            return Done(found, new Correction(word.Text, vocabulary.Terms[found[0].Term].ToString(), CorrectionKind.Initials), 0);
        }

        return _korean.SplitInitials(state, word.Text) is { } parts ? new Expansion([], null, parts, false) : Expansion.Nothing;
    }

    private void AddBeginnings(IndexState state, QueryWord word, List<Variant> found)
    {
        var (from, count) = state.Lexicon.BeginningWith(Hangul.Letters(word.Text)).GetOffsetAndLength(int.MaxValue);
        var words = new List<(int Uses, int Word)>();
        for (var i = 0; i < Math.Min(count, 2000); i++)
        {
            var one = state.Lexicon.WordAt(from + i);
            words.Add((vocabulary.UsesOf(one), one));
        }

        foreach (var (_, one) in words.OrderByDescending(w => w.Uses).Take(MostBeginnings))
        {
            AddIfUsed(state, one, 0.8f, VariantKind.Beginning, found);
        }
    }

    private void AddIfUsed(IndexState state, int word, float weight, VariantKind kind, List<Variant> found)
    {
        var term = vocabulary.TermOf(word);
        if (state.FrequencyOf(term) > 0 && !found.Exists(v => v.Term == term))
        {
            found.Add(new Variant(term, weight, kind));
        }
    }

    /// <summary>The word typed on the other layout, when that makes a word that documents have.</summary>
    private Expansion? OtherKeyboard(IndexState state, QueryWord word)
    {
        var (text, kind) = word.Kind switch
        {
            TokenKind.Latin => (Dubeolsik.ToKorean(word.Text), TokenKind.Hangul),
            TokenKind.Hangul or TokenKind.Jamo => (Dubeolsik.ToLatin(word.Text), TokenKind.Latin),
            _ => (null, word.Kind),
        };
        if (text is null || text.Length < 2 || (kind == TokenKind.Hangul && text.AsSpan().IndexOfAnyExceptInRange(Hangul.First, Hangul.Last) >= 0))
        {
            return null;
        }

        var found = new List<Variant>();
        if (Frequency(state, text, kind, out var term) > 0)
        {
            found.Add(new Variant(term, 1, VariantKind.Keyboard));
        }

        if (kind == TokenKind.Hangul)
        {
            _korean.AddCompounds(state, text, found);
        }

        var correction = new Correction(word.Text, text, CorrectionKind.Keyboard);
        if (found.Count > 0)
        {
            return new Expansion([.. found], correction, null, false);
        }

        return kind == TokenKind.Hangul && _korean.Split(state, text) is { } parts ? new Expansion([], correction, parts, false) : null;
    }

    /// <summary>How unlikely it is that a word was meant: what the slips cost, against how often the word is written. Only differences mean anything.</summary>
    internal static float Unlikeliness(float cost, int uses) => (1.9f * cost) - (0.35f * MathF.Log(1 + uses));

    private Correction? AddSpellings(IndexState state, string word, int frequency, int slips, List<Variant> found)
    {
        var candidates = new List<SpellIndex.Candidate>();
        state.Lexicon.Spelling.Find(word, frequency > 0 ? 1 : slips, candidates);
        var scored = new List<(float Score, SpellIndex.Candidate Candidate, int Term)>();
        foreach (var candidate in candidates)
        {
            var term = vocabulary.TermOf(candidate.Word);
            if (state.FrequencyOf(term) > frequency * 20 && candidate.Cost > 0)
            {
                scored.Add((Unlikeliness(candidate.Cost, vocabulary.UsesOf(candidate.Word)), candidate, term));
            }
        }

        scored.Sort((a, b) => a.Score.CompareTo(b.Score));
        for (var i = 0; i < Math.Min(3, scored.Count); i++)
        {
            var near = MathF.Exp(-0.9f * (scored[i].Score - scored[0].Score));
            if (near > 0.3f && !found.Exists(v => v.Term == scored[i].Term))
            {
                found.Add(new Variant(scored[i].Term, (frequency > 0 ? 0.6f : 0.9f) * near, VariantKind.Spelling));
            }
        }

        return scored.Count > 0 && frequency == 0 ? new Correction(word, vocabulary.Words[scored[0].Candidate.Word].ToString(), CorrectionKind.Spelling) : null;
    }

    /// <summary>An unknown word that is two known ones: "deckover" where only "deck" and "over" are known.</summary>
    private string[]? SplitLatin(IndexState state, string word)
    {
        string[]? best = null;
        var most = 0.0;
        for (var i = 2; i <= word.Length - 2; i++)
        {
            double left = Uses(state, word.AsSpan(0, i)), right = Uses(state, word.AsSpan(i));
            var score = Math.Min(left, right) * (Math.Min(i, word.Length - i) >= 3 ? 1 : 0.02);
            if (left > 3 && right > 3 && score > most && score >= 4)
            {
                (most, best) = (score, [word[..i], word[i..]]);
            }
        }

        return best;
    }

    private int Uses(IndexState state, ReadOnlySpan<char> part)
    {
        var word = vocabulary.Words.Find(part);
        return word < 0 || vocabulary.KindOf(word) != TokenKind.Latin ? 0 : Math.Min(vocabulary.UsesOf(word), state.FrequencyOf(vocabulary.TermOf(word)));
    }

    private int Frequency(IndexState state, ReadOnlySpan<char> word, TokenKind kind, out int term)
    {
        term = QueryWords.FindTerm(vocabulary, word, kind);
        return term < 0 ? 0 : state.FrequencyOf(term);
    }
}
