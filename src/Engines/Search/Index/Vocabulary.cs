using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Index;

/// <summary>
/// Every word seen, and the term each is indexed under: "faucets" and "faucet" are two words of one term. Words are what spelling is corrected
/// to and what the text of a document is remembered as; terms are what postings are kept for.
/// </summary>
internal sealed class Vocabulary
{
    private int[] _termOfWord = new int[1024];
    private TokenKind[] _kindOfWord = new TokenKind[1024];
    private int[] _uses = new int[1024];

    public StringTable Words { get; } = new();

    public StringTable Terms { get; } = new();

    public int TermOf(int word) => Volatile.Read(ref _termOfWord)[word];

    public int[] TermsOfWords => Volatile.Read(ref _termOfWord);

    public TokenKind KindOf(int word) => Volatile.Read(ref _kindOfWord)[word];

    /// <summary>How often a word was written in documents; those since removed count on, which is good enough to choose between spellings.</summary>
    public int UsesOf(int word) => Volatile.Read(ref _uses)[word];

    public int AddWord(ReadOnlySpan<char> word, TokenKind kind, int uses = 1)
    {
        var before = Words.Count;
        var id = Words.Find(word);
        if (id < 0)
        {
            // the arrays hold the new word's row before the table leads anyone to it
            if (before == _termOfWord.Length)
            {
                Volatile.Write(ref _termOfWord, Doubled(_termOfWord));
                Volatile.Write(ref _kindOfWord, Doubled(_kindOfWord));
                Volatile.Write(ref _uses, Doubled(_uses));
            }

            Span<char> buffer = stackalloc char[WordForm.Longest];
            _termOfWord[before] = Terms.Add(WordForm.Term(word, kind, buffer));
            _kindOfWord[before] = kind;
            id = Words.Add(word);
        }

        _uses[id] += uses;
        return id;
    }

    private static T[] Doubled<T>(T[] from)
    {
        var to = new T[from.Length * 2];
        from.CopyTo(to, 0);
        return to;
    }
}
