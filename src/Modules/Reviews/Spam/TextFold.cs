using System.Globalization;
using System.Text;

namespace Maru.Modules.Reviews.Spam;

/// <summary>Texts brought to the form in which they are compared: what spammers vary (case, width, spaces, punctuation, stretched letters) is gone.</summary>
internal static class TextFold
{
    /// <summary>Lower case, compatibility forms resolved (ｆｒｅｅ, ①), single spaces between runs of letters and digits, letters repeated at most twice.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsLetterOrDigit(c))
            {
                gap |= !IsInvisible(c);
                continue;
            }

            if (gap && folded.Length > 0)
            {
                folded.Append(' ');
            }

            gap = false;
            var lower = char.ToLowerInvariant(c);
            if (folded.Length < 2 || folded[^1] != lower || folded[^2] != lower)
            {
                folded.Append(lower);
            }
        }

        return folded.ToString();
    }

    /// <summary>Only Hangul, in one piece: what is left of 시 1.발 and 시-발.</summary>
    public static string HangulOnly(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (IsHangul(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    /// <summary>ko if at least a fifth of the letters are Hangul.</summary>
    public static string LanguageOf(string text)
    {
        var (hangul, letters) = (0, 0);
        foreach (var c in text)
        {
            hangul += IsHangul(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return hangul > 0 && hangul * 5 >= letters ? "ko" : "en";
    }

    public static bool IsHangul(char c) => IsSyllable(c) || IsJamo(c);

    public static bool IsSyllable(char c) => c is >= '\uAC00' and <= '\uD7A3';

    /// <summary>A letter that stands alone: ㅋ, ㅠ.</summary>
    public static bool IsJamo(char c) => c is >= '\u3131' and <= '\u318E';

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
