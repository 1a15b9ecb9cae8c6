using System.Globalization;
using System.Text;

namespace Maru.Engines.Search.Text;

/// <summary>One character in, one out: lower case, full width to half, accents off, dashes and quotes of every kind to one kind.</summary>
internal static class CharacterFolding
{
    private static readonly char[] Table = Build();

    public static char Fold(char c) => c < Table.Length ? Table[c] : FoldRare(c);

    /// <summary>
    /// Text as the tokeniser wants it. Hangul that arrives in pieces (file names from macOS are decomposed) is composed first;
    /// half a surrogate pair would make the normaliser throw, so text that has one is left as it is.
    /// </summary>
    public static string Compose(string text) =>
        NeedsComposing(text) && IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKC) : text;

    private static bool NeedsComposing(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('\u1100', '\u11ff') >= 0 || text.IndexOfAnyInRange('\uff65', '\uffdc') >= 0 || text.IndexOfAnyInRange('\u0300', '\u036f') >= 0;

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static char FoldRare(char c) => c switch
    {
        >= '\uff01' and <= '\uff5e' => Fold((char)(c - 0xfee0)),
        '\u2018' or '\u2019' or '\u2032' => '\'',
        '\u201c' or '\u201d' or '\u2033' => '"',
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        '\u2044' => '/',
        '\u3000' => ' ',
        _ => char.ToLowerInvariant(c),
    };

    private static char[] Build()
    {
        var table = new char[0x250];
        for (var c = '\0'; c < table.Length; c++)
        {
            var decomposed = c < 0xc0 ? c : c.ToString().Normalize(NormalizationForm.FormD)[0];
            table[c] = char.GetUnicodeCategory(c) == UnicodeCategory.Control ? ' ' : char.ToLowerInvariant(decomposed);
        }

        table['\u00d7'] = 'x';
        return table;
    }
}
