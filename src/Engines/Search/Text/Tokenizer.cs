namespace Maru.Engines.Search.Text;

internal enum TokenKind : byte
{
    Latin,
    Number,
    Unit,
    Hangul,
    Jamo,
    Ideograph,
}

/// <summary>A piece of folded text.</summary>
/// <param name="Start">Where it starts, in the folded text.</param>
/// <param name="Length">How many characters; a sign such as <c>"</c> counts as one.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Glued">True when nothing but a hyphen stands between it and the piece before: the two may be one word.</param>
internal readonly record struct Token(int Start, int Length, TokenKind Kind, bool Glued);

/// <summary>
/// Cuts folded text where script or kind changes. Never fails and never looks back further than one token, so it is linear in the text
/// whatever is typed into it.
/// </summary>
internal ref struct Tokenizer(ReadOnlySpan<char> folded)
{
    /// <summary>Longer runs are cut: nobody searches for them, and each would be an entry in the vocabulary.</summary>
    public const int LongestToken = 40;

    private readonly ReadOnlySpan<char> _text = folded;
    private int _at;
    private int _end = -2;
    private TokenKind _before = TokenKind.Ideograph;

    public bool Next(out Token token)
    {
        while (_at < _text.Length)
        {
            var start = _at;
            var kind = KindAt(start);
            if (kind is not { } found)
            {
                _at++;
                continue;
            }

            _at = found switch
            {
                TokenKind.Number => NumberEnd(start),
                TokenKind.Latin => LatinEnd(start),
                TokenKind.Unit => start + 1,
                TokenKind.Hangul or TokenKind.Jamo => RunEnd(start),
                _ => start + 1,
            };
            var end = _at;
            if (found == TokenKind.Latin && _at + 1 < _text.Length && _text[_at] == '\'' && _text[_at + 1] == 's' && (_at + 2 == _text.Length || !IsLatin(_text[_at + 2])))
            {
                // the possessive is no word of its own: men's is men
                _at += 2;
            }

            var afterNumber = _before == TokenKind.Number && (_end == start || (_end == start - 1 && _text[_end] is ' ' or '-'));
            if (found == TokenKind.Jamo && _text[start..end].IndexOfAnyInRange(Hangul.First, Hangul.Last) >= 0)
            {
                // syllables among loose letters are one piece: "adidas" typed on the Korean layout is ㅁ얃ㅁㄴ
                found = TokenKind.Hangul;
            }

            if (found is TokenKind.Latin or TokenKind.Hangul && Units.TryCanonical(_text[start..end], afterNumber, out _))
            {
                found = TokenKind.Unit;
            }

            var glued = _end == start || (_end == start - 1 && _text[_end] is '-' or '\'' or '+' or '&');
            token = new Token(start, end - start, found, glued);
            (_end, _before) = (_at, found);
            return true;
        }

        token = default;
        return false;
    }

    private readonly TokenKind? KindAt(int i)
    {
        var c = _text[i];
        if (char.IsAsciiDigit(c) || (c == '.' && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]) && (i == 0 || !char.IsAsciiDigit(_text[i - 1]))))
        {
            return TokenKind.Number;
        }

        return c switch
        {
            >= 'a' and <= 'z' => TokenKind.Latin,
            '"' or '\'' when _before == TokenKind.Number && _end == i => TokenKind.Unit,
            < '\u0080' => null,
            _ when Hangul.IsSyllable(c) => TokenKind.Hangul,
            _ when Hangul.IsJamo(c) => TokenKind.Jamo,
            (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') => TokenKind.Ideograph,
            _ when char.IsLetter(c) => TokenKind.Latin,
            _ => null,
        };
    }

    private readonly int NumberEnd(int start)
    {
        var i = start;
        while (i < _text.Length && i - start < LongestToken)
        {
            var c = _text[i];
            var joins = c is '.' or ',' or '/' && i > start - 1 && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]);
            if (!char.IsAsciiDigit(c) && !joins)
            {
                break;
            }

            i++;
        }

        return i;
    }

    private readonly int LatinEnd(int start)
    {
        var i = start + 1;
        while (i < _text.Length && i - start < LongestToken && IsLatin(_text[i]))
        {
            i++;
        }

        return i;
    }

    private static bool IsLatin(char c) =>
        c is >= 'a' and <= 'z' || (c >= '\u0080' && char.IsLetter(c) && !Hangul.IsSyllable(c) && !Hangul.IsJamo(c) && c is not ((>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff')));

    private readonly int RunEnd(int start)
    {
        var i = start + 1;
        while (i < _text.Length && i - start < LongestToken && (Hangul.IsSyllable(_text[i]) || Hangul.IsJamo(_text[i])))
        {
            i++;
        }

        return i;
    }
}
