using System.Text;

namespace Maru.Engines.Search.Text;

/// <summary>
/// What was meant when the keyboard was in the other language. KS X 5002 puts a Korean letter on each Latin key, so
/// <c>skdlzl</c> is 나이키 typed without switching over and <c>ㅜㅑㅏㄷ</c> is nike typed while switched.
/// </summary>
internal static class Dubeolsik
{
    private const string Keys = "qwertyuiopasdfghjklzxcvbnm";
    private const string Letters = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ";
    private const string ShiftedKeys = "QWERTOP";
    private const string ShiftedLetters = "ㅃㅉㄸㄲㅆㅒㅖ";

    /// <summary>The Latin keys under a Korean text; null when a letter is on no key.</summary>
    public static string? ToLatin(string text)
    {
        var keys = new StringBuilder(text.Length * 3);
        foreach (var letter in Hangul.Letters(text))
        {
            var i = Letters.IndexOf(letter, StringComparison.Ordinal);
            var shifted = ShiftedLetters.IndexOf(letter, StringComparison.Ordinal);
            if (i < 0 && shifted < 0 && Hangul.IsJamo(letter))
            {
                return null;
            }

            keys.Append(i >= 0 ? Keys[i] : shifted >= 0 ? char.ToLowerInvariant(ShiftedKeys[shifted]) : letter);
        }

        return keys.ToString();
    }

    /// <summary>The Korean text that these Latin keys type; capitals count, since ㅃ is a shifted q.</summary>
    public static string ToKorean(ReadOnlySpan<char> text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var shifted = ShiftedKeys.IndexOf(c, StringComparison.Ordinal);
            var i = Keys.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            letters.Append(shifted >= 0 ? ShiftedLetters[shifted] : i >= 0 ? Letters[i] : c);
        }

        return Compose(letters.ToString());
    }

    /// <summary>Puts typed letters together the way an input method does: a consonant closes a syllable unless a vowel follows it.</summary>
    public static string Compose(string letters)
    {
        var text = new StringBuilder(letters.Length);
        var i = 0;
        while (i < letters.Length)
        {
            var initial = Hangul.Initials.IndexOf(letters[i], StringComparison.Ordinal);
            if (initial < 0 || i + 1 >= letters.Length || !IsVowel(letters[i + 1]))
            {
                text.Append(letters[i++]);
                continue;
            }

            i++;
            var medial = Longest(Hangul.Medials, letters, i, out var used);
            i += used;
            var final = 0;
            for (var length = Math.Min(2, letters.Length - i); length > 0; length--)
            {
                var closes = i + length >= letters.Length || !IsVowel(letters[i + length]);
                var index = closes ? IndexOf(Hangul.Finals, letters.AsSpan(i, length)) : -1;
                if (index > 0)
                {
                    (final, i) = (index, i + length);
                    break;
                }
            }

            text.Append((char)(Hangul.First + (((initial * 21) + medial) * 28) + final));
        }

        return text.ToString();
    }

    private static bool IsVowel(char c) => c is >= 'ㅏ' and <= 'ㅣ';

    private static int Longest(string[] of, string letters, int at, out int used)
    {
        for (used = Math.Min(2, letters.Length - at); used > 0; used--)
        {
            var index = IndexOf(of, letters.AsSpan(at, used));
            if (index >= 0)
            {
                return index;
            }
        }

        throw new InvalidOperationException("A vowel is in no row of the table of medials.");
    }

    private static int IndexOf(string[] of, ReadOnlySpan<char> what)
    {
        for (var i = 0; i < of.Length; i++)
        {
            if (what.SequenceEqual(of[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
