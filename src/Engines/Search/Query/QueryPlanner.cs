using Maru.Engines.Search.Index;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Query;

/// <summary>Turns the text of a query into groups of terms: each word's own expansions, then what neighbours mean together.</summary>
internal sealed class QueryPlanner(IndexState state, Vocabulary vocabulary, WordExpander expander, SearchRules rules)
{
    public QueryPlan Plan(SearchRequest request)
    {
        var words = QueryWords.Read(request.Text);
        var corrections = new List<Correction>();
        var groups = new List<(QueryGroup Group, QueryWord Word)>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var beingTyped = request.IsBeingTyped && i == words.Count - 1;

            // a word that editors gave synonyms is no slip, even if no document has it itself
            var forgiving = request.Forgiving && !rules.SynonymsOf(words[i].Text).Any(s => Rarest(s) >= 0);
            var expansion = expander.Expand(state, words[i], forgiving, beingTyped);
            if (expansion.Correction is { } correction)
            {
                corrections.Add(correction);
            }

            foreach (var part in expansion.Parts ?? [words[i].Text])
            {
                var word = expansion.Parts is null ? words[i] : new QueryWord(part, KindOf(part, words[i].Kind), Glued: true);
                groups.Add((Group(word, expansion.Parts is null ? expansion : expander.Expand(state, word, forgiving: word.Kind == TokenKind.Jamo, beingTyped: false)), word));
            }
        }

        if (groups.Count > QueryWords.Most)
        {
            groups.RemoveRange(QueryWords.Most, groups.Count - QueryWords.Most);
        }

        JoinNeighbours(groups);
        AddSynonyms(groups);
        var all = groups.ConvertAll(g => g.Group).ToArray();
        foreach (var group in all)
        {
            group.Rarity = Rarity(group);
        }

        if (Array.TrueForAll(all, g => g.IsOptional))
        {
            foreach (var group in all)
            {
                group.IsOptional = false;
            }
        }

        return new QueryPlan(all, corrections) { Signature = Letters(groups) };
    }

    /// <summary>A part of a word typed on the wrong keyboard is in another script than the word was.</summary>
    private static TokenKind KindOf(string part, TokenKind whole) =>
        Hangul.IsSyllable(part[0]) ? TokenKind.Hangul : Hangul.IsJamo(part[0]) ? TokenKind.Jamo : whole is TokenKind.Hangul or TokenKind.Jamo ? TokenKind.Latin : whole;

    private QueryGroup Group(QueryWord word, Expansion expansion)
    {
        var group = new QueryGroup { Text = word.Text, Word = vocabulary.Words.Find(word.Text), IsNumber = word.Kind == TokenKind.Number, IsOptional = StopWords.Contains(word.Text) };
        foreach (var variant in expansion.Variants)
        {
            group.Add(variant.Term, variant.Weight, variant.Kind);
        }

        return group;
    }

    /// <summary>"deck over" is also deckover, "12 mm" is better found as 12mm, "2 x 4" as 2x4.</summary>
    private void JoinNeighbours(List<(QueryGroup Group, QueryWord Word)> groups)
    {
        for (var i = 0; i + 1 < groups.Count; i++)
        {
            var (left, leftWord) = groups[i];
            var (right, rightWord) = groups[i + 1];
            if (i + 2 < groups.Count && leftWord.Kind == TokenKind.Number && rightWord.Text == "x" && groups[i + 2].Word.Kind == TokenKind.Number)
            {
                var product = Known(leftWord.Text + "x" + groups[i + 2].Word.Text, TokenKind.Latin);
                left.Add(product, 1.1f, VariantKind.Joined);
                groups[i + 2].Group.Add(product, 1.1f, VariantKind.Joined);
            }

            var measure = leftWord.Kind == TokenKind.Number && rightWord.Kind == TokenKind.Unit;
            if (leftWord.Kind == TokenKind.Unit && rightWord.Kind == TokenKind.Unit)
            {
                continue;
            }

            var term = Known(leftWord.Text + rightWord.Text, rightWord.Kind == TokenKind.Hangul ? TokenKind.Hangul : TokenKind.Latin);
            if (term >= 0)
            {
                left.Add(term, measure ? 1.15f : 0.95f, VariantKind.Joined);
                if (!measure)
                {
                    right.Add(term, 0.95f, VariantKind.Joined);
                }
            }

            right.IsOptional |= measure;
        }

        JoinThree(groups);
    }

    /// <summary>Korean typed with a space after every syllable.</summary>
    private void JoinThree(List<(QueryGroup Group, QueryWord Word)> groups)
    {
        for (var i = 0; i + 2 < groups.Count; i++)
        {
            var three = groups.GetRange(i, 3);
            if (three.TrueForAll(g => g.Word.Kind == TokenKind.Hangul) && three.Sum(g => g.Word.Text.Length) <= 8)
            {
                var term = Known(string.Concat(three.ConvertAll(g => g.Word.Text)), TokenKind.Hangul);
                three.ForEach(g => g.Group.Add(term, 0.95f, VariantKind.Joined));
            }
        }
    }

    /// <summary>
    /// A phrase of the query that has synonyms may be any of them. A synonym of several words stands for the phrase by its rarest word that is known,
    /// since a group is one term at a time.
    /// </summary>
    private void AddSynonyms(List<(QueryGroup Group, QueryWord Word)> groups)
    {
        for (var length = rules.LongestPhrase; length > 0; length--)
        {
            for (var i = 0; i + length <= groups.Count; i++)
            {
                var phrase = length == 1 ? groups[i].Word.Text : string.Join(' ', groups.GetRange(i, length).ConvertAll(g => g.Word.Text));
                foreach (var synonym in rules.SynonymsOf(phrase))
                {
                    var term = Rarest(synonym);
                    for (var g = i; g < i + length; g++)
                    {
                        groups[g].Group.Add(term, 0.9f, VariantKind.Synonym);
                    }
                }
            }
        }
    }

    private int Rarest(string phrase)
    {
        int best = -1, least = int.MaxValue;
        foreach (var word in QueryWords.Read(phrase))
        {
            var term = Known(word.Text, word.Kind);
            var frequency = term < 0 ? int.MaxValue : state.FrequencyOf(term);
            (best, least) = frequency < least ? (term, frequency) : (best, least);
        }

        return best;
    }

    private int Known(string word, TokenKind kind)
    {
        var term = QueryWords.FindTerm(vocabulary, word, kind);
        return term >= 0 && state.FrequencyOf(term) > 0 ? term : -1;
    }

    private float Rarity(QueryGroup group)
    {
        // a misspelling is rare, what it stands for need not be: the commonest variant that is nearly the word decides
        var frequency = 0;
        foreach (var variant in group.Variants)
        {
            frequency = variant.Weight >= 0.75f ? Math.Max(frequency, state.FrequencyOf(variant.Term)) : frequency;
        }

        if (frequency == 0)
        {
            foreach (var variant in group.Variants)
            {
                frequency = Math.Max(frequency, state.FrequencyOf(variant.Term));
            }
        }

        return MathF.Log(1 + ((Math.Max(0, state.Rows - frequency) + 0.5f) / (frequency + 0.5f)));
    }

    private static ulong[] Letters(List<(QueryGroup Group, QueryWord Word)> groups)
    {
        var signature = new ulong[Signature.Words];
        foreach (var (_, word) in groups)
        {
            Signature.Add(signature, word.Text);
        }

        return signature;
    }
}
