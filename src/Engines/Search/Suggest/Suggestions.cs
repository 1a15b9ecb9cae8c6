using Maru.Engines.Search.Text;

namespace Maru.Engines.Search;

/// <summary>What a suggestion leads to.</summary>
public enum SuggestionKind
{
    Query,
    Product,
    Category,
    Brand,

    /// <summary>Something the person asking has searched for.</summary>
    Own,
}

/// <summary>Something that can be suggested.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="Weight">How popular it is; the greater comes first.</param>
/// <param name="Target">An id or address, for the caller's own use.</param>
public sealed record Suggestion(string Text, SuggestionKind Kind, double Weight, string? Target = null);

/// <summary>
/// Completes what is being typed, from the first letter of any word on. Korean is looked up by its letters, so ㄱ, 고 and 골 all lead to 골프공,
/// and by its initial consonants (ㄱㅍㄱ). Never changes once built; a new one takes its place.
/// </summary>
public sealed class Suggestions
{
    /// <summary>Of the letters typed, how many may be wrong at the end before nothing is suggested.</summary>
    private const int Forgiven = 2;

    private readonly Suggestion[] _entries;
    private readonly PrefixTable _letters;
    private readonly PrefixTable _initials;

    public Suggestions(IEnumerable<Suggestion> entries)
    {
        _entries = [.. entries];
        _letters = new PrefixTable(_entries, e => Hangul.Letters(Folded(e.Text)));
        _initials = new PrefixTable([.. _entries], e => Hangul.Any(e.Text) ? Hangul.InitialsOf(Folded(e.Text)) : "");
    }

    public int Count => _entries.Length;

    /// <summary>The best completions.</summary>
    /// <param name="typed">What has been typed so far.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="own">The person's own searches, latest first: those that fit come before all others.</param>
    public IReadOnlyList<Suggestion> Complete(string typed, int limit = 10, IReadOnlyList<string>? own = null)
    {
        var found = new List<Suggestion>(limit);
        var folded = Folded(typed.Length > 200 ? typed[..200] : typed);
        if (folded.Length == 0 || limit <= 0)
        {
            return found;
        }

        var letters = Hangul.Letters(folded);
        foreach (var query in own ?? [])
        {
            if (found.Count < limit && Hangul.Letters(Folded(query)).StartsWith(letters, StringComparison.Ordinal) && !Holds(found, query))
            {
                found.Add(new Suggestion(query, SuggestionKind.Own, 0));
            }
        }

        if (folded.Length > 1 && Hangul.IsInitialsOnly(folded.Replace(" ", "", StringComparison.Ordinal)))
        {
            Add(_initials, folded, limit, found);
        }

        Add(_letters, letters, limit, found);
        if (found.Count == 0)
        {
            var switched = Hangul.Any(folded) ? Dubeolsik.ToLatin(folded) : Dubeolsik.ToKorean(typed.Trim());
            Add(_letters, switched is null ? "" : Hangul.Letters(Folded(switched)), limit, found);
        }

        for (var cut = 1; found.Count == 0 && cut <= Forgiven && letters.Length - cut >= 3; cut++)
        {
            Add(_letters, letters[..^cut], limit, found);
        }

        return found;
    }

    private void Add(PrefixTable table, string prefix, int limit, List<Suggestion> found)
    {
        if (prefix.Length == 0 || found.Count >= limit)
        {
            return;
        }

        table.Best(prefix, entry =>
        {
            if (!Holds(found, _entries[entry].Text))
            {
                found.Add(_entries[entry]);
            }

            return found.Count < limit;
        });
    }

    private static bool Holds(List<Suggestion> found, string text) => found.Exists(f => string.Equals(f.Text, text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Lower case, one space between words, none around.</summary>
    private static string Folded(string text)
    {
        text = CharacterFolding.Compose(text);
        Span<char> folded = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var n = 0;
        foreach (var c in text)
        {
            var one = CharacterFolding.Fold(c);
            if (!char.IsWhiteSpace(one))
            {
                folded[n++] = one;
            }
            else if (n > 0 && folded[n - 1] != ' ')
            {
                folded[n++] = ' ';
            }
        }

        return folded[..n].TrimEnd(' ').ToString();
    }
}
