using System.Globalization;

namespace Maru.Modules.Reviews.Persons;

/// <summary>A person's name as strangers may see it.</summary>
internal static class AuthorNames
{
    /// <summary>김미나: 김**. Mina Kim: Mina K. A single word: its first letter.</summary>
    public static string? Shorten(string? name)
    {
        var words = (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return null;
        }

        var first = StringInfo.GetNextTextElement(words[0]);
        return words.Length > 1 && !words[0].Any(IsHangul)
            ? $"{words[0]} {StringInfo.GetNextTextElement(words[^1])}."
            : first + new string('*', Math.Clamp(new StringInfo(words[0]).LengthInTextElements - 1, 1, 4));
    }

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';
}
