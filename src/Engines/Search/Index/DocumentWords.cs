using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Index;

/// <summary>
/// Reads a document's text into the vocabulary. Beside each word it notes the joined forms under which people look for neighbours that were
/// written apart: <c>t-shirt</c> also as tshirt, <c>12 mm</c> as 12mm, <c>2 x 4</c> as 2x4. One writer at a time.
/// </summary>
internal sealed class DocumentWords(Vocabulary vocabulary)
{
    private char[] _folded = new char[256];
    private readonly char[] _join = new char[2 * WordForm.Longest];

    public void Read(string text, List<int> words, List<int> joined)
    {
        text = CharacterFolding.Compose(text);
        if (_folded.Length < text.Length)
        {
            _folded = new char[text.Length * 2];
        }

        for (var i = 0; i < text.Length; i++)
        {
            _folded[i] = CharacterFolding.Fold(text[i]);
        }

        ReadOnlySpan<char> folded = _folded.AsSpan(0, text.Length);
        var tokens = new Tokenizer(folded);
        Span<char> buffer = stackalloc char[WordForm.Longest];
        int before = -1, lastNumber = -1, factor = -1;
        while (tokens.Next(out var token))
        {
            var kind = token.Kind;
            var word = vocabulary.AddWord(WordForm.Word(folded.Slice(token.Start, token.Length), kind, buffer), kind);
            words.Add(word);
            if (before >= 0 && (token.Glued || (kind == TokenKind.Unit && vocabulary.KindOf(before) == TokenKind.Number)))
            {
                Join(before, default, word, joined);
            }

            if (kind == TokenKind.Number)
            {
                if (factor >= 0)
                {
                    Join(factor, "x", word, joined);
                }

                (lastNumber, factor) = (word, -1);
            }
            else if (vocabulary.Words[word] is "x" && lastNumber >= 0)
            {
                factor = lastNumber;
            }
            else if (kind != TokenKind.Unit)
            {
                lastNumber = factor = -1;
            }

            before = word;
        }
    }

    private void Join(int left, ReadOnlySpan<char> between, int right, List<int> joined)
    {
        var a = vocabulary.Words[left];
        var b = vocabulary.Words[right];
        if (a.Length + b.Length + between.Length > Tokenizer.LongestToken)
        {
            return;
        }

        a.CopyTo(_join);
        between.CopyTo(_join.AsSpan(a.Length));
        b.CopyTo(_join.AsSpan(a.Length + between.Length));
        Span<char> buffer = stackalloc char[WordForm.Longest];
        var whole = _join.AsSpan(0, a.Length + between.Length + b.Length);
        joined.Add(vocabulary.Terms.Add(WordForm.Term(whole, vocabulary.KindOf(right) == TokenKind.Hangul ? TokenKind.Hangul : TokenKind.Latin, buffer)));
    }
}
