namespace Maru.Engines.Search.Text;

/// <summary>A token's two written forms: the word it is (units and numbers made uniform) and the term it is indexed under.</summary>
internal static class WordForm
{
    public const int Longest = Tokenizer.LongestToken + 24;

    /// <summary>The word: <c>1,000</c> is 1000, <c>.5</c> is 0.5, <c>inches</c> is in.</summary>
    public static ReadOnlySpan<char> Word(ReadOnlySpan<char> token, TokenKind kind, Span<char> buffer)
    {
        if (kind == TokenKind.Unit)
        {
            return Units.TryCanonical(token, afterNumber: true, out var canonical) ? canonical : token;
        }

        if (kind != TokenKind.Number || token.IndexOfAny(',', '.') < 0)
        {
            return token;
        }

        var n = 0;
        if (token[0] == '.')
        {
            buffer[n++] = '0';
        }

        foreach (var c in token)
        {
            if (c != ',')
            {
                buffer[n++] = c;
            }
        }

        if (buffer[..n].Contains('.') && !buffer[..n].Contains('/'))
        {
            n = buffer[..n].TrimEnd('0').TrimEnd('.').Length;
        }

        return buffer[..Math.Max(n, 1)];
    }

    /// <summary>The term a word is found under: English stemmed, Korean without its endings and in its one spelling.</summary>
    public static ReadOnlySpan<char> Term(ReadOnlySpan<char> word, TokenKind kind, Span<char> buffer)
    {
        switch (kind)
        {
            case TokenKind.Latin when word.Length <= Tokenizer.LongestToken && word.IndexOfAnyExceptInRange('a', 'z') < 0:
                word.CopyTo(buffer);
                return buffer[..PorterStemmer.Stem(buffer[..word.Length])];
            case TokenKind.Hangul:
                return LoanWords.Canonical(word[..KoreanEndings.Strip(word)]);
            default:
                return word;
        }
    }
}
