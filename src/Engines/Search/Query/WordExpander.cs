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
    private const int MostVariants = 48;

    private readonly record struct Key(string Text, TokenKind Kind, bool Forgiving, bool BeingTyped);

    private sealed record Memory(Lexicon Lexicon, ConcurrentDictionary<Key, Expansion> Known);

    private Memory? _memory;

    /// <summary>False while measuring what the first asker pays.</summary>
    internal bool Remembers { get; set; } = true;

    public Expansion Expand(IndexState state, QueryWord word, bool forgiving, bool beingTyped)
    {
        var memory = _memory;
        if (memory is null || memory.Lexicon != state.Lexicon || memory.Known.Count > MostRemembered)
        {
            _memory = memory = new Memory(state.Lexicon, new ConcurrentDictionary<Key, Expansion>());
        }

        var key = new Key(word.Text, word.Kind, forgiving, beingTyped);
        if (!Remembers)
        {
            return Find(state, word, forgiving, beingTyped);
        }

        if (!memory.Known.TryGetValue(key, out var known) || (!known.WasThere && IsThere(state, word)))
        {
            known = Find(state, word, forgiving, beingTyped);
            memory.Known[key] = known;
        }

        return known;
    }

    /// <summary>A word that came with the newest documents is found as itself at once, whatever it was taken for before.</summary>
    private bool IsThere(IndexState state, QueryWord word)
    {
        var term = QueryWords.FindTerm(vocabulary, word.Text, word.Kind);
        return term >= 0 && state.FrequencyOf(term) > 0;
    }

    private Expansion Find(IndexState state, QueryWord word, bool forgiving, bool beingTyped)
    {
        var found = new List<Variant>();
        var term = QueryWords.FindTerm(vocabulary, word.Text, word.Kind);
        var frequency = term < 0 ? 0 : state.FrequencyOf(term);
        if (frequency > 0)
        {
            found.Add(new Variant(term, 1, VariantKind.Exact));
        }

        Correction? correction = null;
        if (forgiving && frequency <= 2 && word.Text.Length >= 3 && word.Kind is TokenKind.Latin && !(beingTyped && frequency > 0))
        {
            if (frequency == 0 && Split(state, word) is { } parts)
            {
                return new Expansion([.. found], new Correction(word.Text, string.Join(' ', parts), CorrectionKind.Spacing), parts, false);
            }

            correction = AddSpellings(state, word, frequency, found);
        }

        return found.Count == 0 ? Expansion.Nothing : new Expansion([.. found], correction, null, frequency > 0);
    }

    private Correction? AddSpellings(IndexState state, QueryWord word, int frequency, List<Variant> found)
    {
        var candidates = new List<SpellIndex.Candidate>();
        state.Lexicon.Spelling.Find(word.Text, frequency > 0 || word.Text.Length < 5 ? 1 : 2, candidates);
        var scored = new List<(float Score, SpellIndex.Candidate Candidate, int Term, int Frequency)>();
        foreach (var candidate in candidates)
        {
            var term = vocabulary.TermOf(candidate.Word);
            var uses = state.FrequencyOf(term);
            if (uses > frequency * 20 && candidate.Cost > 0)
            {
                scored.Add(((1.9f * candidate.Cost) - (0.35f * MathF.Log(1 + vocabulary.UsesOf(candidate.Word))), candidate, term, uses));
            }
        }

        scored.Sort((a, b) => a.Score.CompareTo(b.Score));
        for (var i = 0; i < Math.Min(3, scored.Count); i++)
        {
            var near = MathF.Exp(-0.9f * (scored[i].Score - scored[0].Score));
            if (near > 0.3f)
            {
                found.Add(new Variant(scored[i].Term, (frequency > 0 ? 0.6f : 0.9f) * near, VariantKind.Spelling));
            }
        }

        return scored.Count > 0 && frequency == 0
            ? new Correction(word.Text, vocabulary.Words[scored[0].Candidate.Word].ToString(), CorrectionKind.Spelling)
            : null;
    }

    /// <summary>An unknown word that is two known ones: "deckover" where only "deck" and "over" are known.</summary>
    private string[]? Split(IndexState state, QueryWord word)
    {
        string[]? best = null;
        var most = 0.0;
        for (var i = 2; i <= word.Text.Length - 2; i++)
        {
            double left = Uses(state, word.Text.AsSpan(0, i), word.Kind), right = Uses(state, word.Text.AsSpan(i), word.Kind);
            var shortest = Math.Min(i, word.Text.Length - i);
            var score = Math.Min(left, right) * (shortest >= 3 ? 1 : 0.02);
            if (left > 3 && right > 3 && score > most && score >= 4)
            {
                (most, best) = (score, [word.Text[..i], word.Text[i..]]);
            }
        }

        return best;
    }

    private int Uses(IndexState state, ReadOnlySpan<char> part, TokenKind kind)
    {
        var word = vocabulary.Words.Find(part);
        return word < 0 || vocabulary.KindOf(word) != kind ? 0 : Math.Min(vocabulary.UsesOf(word), state.FrequencyOf(vocabulary.TermOf(word)));
    }
}
