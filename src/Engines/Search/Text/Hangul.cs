using System.Text;

namespace Maru.Engines.Search.Text;

/// <summary>
/// Hangul syllables taken apart and put together. A syllable is 0xAC00 + (initial * 21 + medial) * 28 + final (Unicode 15, section 3.12);
/// letters are written as compatibility jamo, doubled vowels and finals as the two keys they are typed with (ㅘ = ㅗㅏ, ㄺ = ㄹㄱ),
/// so that one slip of a finger is one letter.
/// </summary>
internal static class Hangul
{
    public const char First = '가';
    public const char Last = '힣';

    public const string Initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    public static readonly string[] Medials =
    [
        "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
    ];

    public static readonly string[] Finals =
    [
        "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ",
        "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
    ];

    private static readonly Dictionary<char, string> Doubled = new()
    {
        ['ㅘ'] = "ㅗㅏ", ['ㅙ'] = "ㅗㅐ", ['ㅚ'] = "ㅗㅣ", ['ㅝ'] = "ㅜㅓ", ['ㅞ'] = "ㅜㅔ", ['ㅟ'] = "ㅜㅣ", ['ㅢ'] = "ㅡㅣ",
        ['ㄳ'] = "ㄱㅅ", ['ㄵ'] = "ㄴㅈ", ['ㄶ'] = "ㄴㅎ", ['ㄺ'] = "ㄹㄱ", ['ㄻ'] = "ㄹㅁ", ['ㄼ'] = "ㄹㅂ", ['ㄽ'] = "ㄹㅅ", ['ㄾ'] = "ㄹㅌ", ['ㄿ'] = "ㄹㅍ", ['ㅀ'] = "ㄹㅎ", ['ㅄ'] = "ㅂㅅ",
    };

    public static bool IsSyllable(char c) => c is >= First and <= Last;

    public static bool IsJamo(char c) => c is >= 'ㄱ' and <= 'ㅣ';

    public static bool IsConsonant(char c) => c is >= 'ㄱ' and <= 'ㅎ';

    public static bool Any(ReadOnlySpan<char> text) => text.IndexOfAnyInRange(First, Last) >= 0 || text.IndexOfAnyInRange('ㄱ', 'ㅣ') >= 0;

    /// <summary>True for text that is initial consonants and nothing else: <c>ㄴㅇㅋ</c>.</summary>
    public static bool IsInitialsOnly(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsConsonant(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    public static bool HasFinal(char syllable) => (syllable - First) % 28 != 0;

    /// <summary>The letters of a text as they are typed; anything not Hangul stays as it is.</summary>
    public static string Letters(string text)
    {
        if (!Any(text))
        {
            return text;
        }

        var letters = new StringBuilder(text.Length * 3);
        foreach (var c in text)
        {
            if (IsSyllable(c))
            {
                var index = c - First;
                letters.Append(Initials[index / 588]).Append(Medials[index % 588 / 28]).Append(Finals[index % 28]);
            }
            else if (Doubled.TryGetValue(c, out var two))
            {
                letters.Append(two);
            }
            else
            {
                letters.Append(c);
            }
        }

        return letters.ToString();
    }

    /// <summary>The initial consonant of each syllable: 나이키 = ㄴㅇㅋ. Anything not Hangul stays as it is.</summary>
    public static string InitialsOf(ReadOnlySpan<char> text)
    {
        Span<char> initials = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            initials[i] = IsSyllable(text[i]) ? Initials[(text[i] - First) / 588] : text[i];
        }

        return initials.ToString();
    }
}
