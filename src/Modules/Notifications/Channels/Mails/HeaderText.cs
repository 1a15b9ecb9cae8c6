using System.Globalization;
using System.Text;

namespace Maru.Modules.Notifications.Channels.Mails;

/// <summary>Text in the headers of a mail: plain ASCII as it is, anything else as encoded words (RFC 2047), folded so that no line is longer than it may be.</summary>
internal static class HeaderText
{
    private const int LongestLine = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    // An encoded word is at most 75 characters.
    private const int LongestWord = 75;

    /// <summary>"Name: value", folded. Line breaks and other control characters in the value end nothing: they are left out or encoded.</summary>
    public static string Header(string name, string value)
    {
        var clean = string.Concat(value.Select(c => c is '\r' or '\n' or '\t' ? ' ' : c)).Trim();
        return Fold(name + ": ", NeedsEncoding(clean) ? EncodedWords(clean, name.Length + 2) : clean.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>"Name: Somebody &lt;address&gt;"; the address was checked before.</summary>
    public static string Mailbox(string header, string? name, string address)
    {
        var clean = name is null ? "" : string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return Fold(header + ": ", clean.Length == 0 ? [$"<{address}>"]
            : NeedsEncoding(clean) ? [.. EncodedWords(clean, header.Length + 2), $"<{address}>"]
            : [.. Quoted(clean).Split(' ', StringSplitOptions.RemoveEmptyEntries), $"<{address}>"]);
    }

    /// <summary>Encoded words, none of which splits a character; the first leaves room for the header's name before it.</summary>
    private static string[] EncodedWords(string text, int column)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (bytes.Count + length > BytesIn(words.Count == 0 ? Math.Min(LongestWord, LongestLine - column) : LongestWord))
            {
                words.Add(WordStart + Convert.ToBase64String([.. bytes]) + WordEnd);
                bytes.Clear();
            }

            bytes.AddRange(utf8[..length]);
        }

        words.Add(WordStart + Convert.ToBase64String([.. bytes]) + WordEnd);
        return [.. words];
    }

    /// <summary>base64 makes four characters of every three bytes.</summary>
    private static int BytesIn(int wordLength) => (wordLength - WordStart.Length - WordEnd.Length) / 4 * 3;

    private static bool NeedsEncoding(string text) =>
        text.Contains("=?", StringComparison.Ordinal) || text.Any(c => c is < ' ' or > '~') || text.Split(' ').Any(w => w.Length > LongestLine - 20);

    private static string Quoted(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? name : "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Fold(string start, string[] words)
    {
        var folded = new StringBuilder(start);
        var column = start.Length;
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                var fits = column + 1 + words[i].Length <= LongestLine;
                folded.Append(fits ? " " : "\r\n ");
                column = fits ? column + 1 : 1;
            }
            else if (column + words[0].Length > LongestLine)
            {
                folded.Append("\r\n ");
                column = 1;
            }

            folded.Append(words[i]);
            column += words[i].Length;
        }

        return folded.ToString();
    }

    /// <summary>The date of RFC 5322.</summary>
    public static string Date(DateTimeOffset at) => at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
}
