using Maru.Engines.Search.Index;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Query;

/// <summary>A word of the query, before it is looked up.</summary>
internal readonly record struct QueryWord(string Text, TokenKind Kind, bool Glued);

/// <summary>Cuts a query into words. Same tokeniser as for documents, but nothing is added to the vocabulary.</summary>
internal static class QueryWords
{
    /// <summary>More words than this are not read: the scores of 30 words are what fits beside their count in one number.</summary>
    public const int Most = 30;

    /// <summary>Characters read of a query; what follows can hardly say more.</summary>
    private const int MostCharacters = 400;

    public static List<QueryWord> Read(string text)
    {
        text = CharacterFolding.Compose(text.Length > MostCharacters ? text[..MostCharacters] : text);
        Span<char> folded = text.Length <= 2 * MostCharacters ? stackalloc char[text.Length] : new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = CharacterFolding.Fold(text[i]);
        }

        var words = new List<QueryWord>();
        var tokens = new Tokenizer(folded);
        Span<char> buffer = stackalloc char[WordForm.Longest];
        while (words.Count < Most && tokens.Next(out var token))
        {
            words.Add(new QueryWord(WordForm.Word(folded.Slice(token.Start, token.Length), token.Kind, buffer).ToString(), token.Kind, token.Glued));
        }

        return words;
    }

    public static int FindTerm(Vocabulary vocabulary, ReadOnlySpan<char> word, TokenKind kind)
    {
        Span<char> buffer = stackalloc char[WordForm.Longest];
        return word.Length > Tokenizer.LongestToken + 2 ? -1 : vocabulary.Terms.Find(WordForm.Term(word, kind, buffer));
    }
}
