using System.Globalization;
using System.Text;

namespace Maru.Modules.Notifications.Channels.Mails;

/// <summary>
/// A mail as bytes (RFC 5322, MIME): text and HTML beside each other, every line ASCII and short. The same message gives the same bytes, under an id
/// made of the message's, so that a mail which was sent twice is recognised as one.
/// </summary>
internal static class MimeMail
{
    private const int LongestLine = 76;

    public static byte[] Write(Outgoing message, string from, string fromName, string domain)
    {
        var boundary = "maru-" + message.Id.Value.ToString("N");
        var mail = message.Content.Mail;
        var lines = new StringBuilder();
        void Line(string line) => lines.Append(line).Append("\r\n");

        Line(HeaderText.Mailbox("From", fromName, from));
        Line(HeaderText.Mailbox("To", message.To.Name, message.To.Address));
        Line(HeaderText.Header("Subject", mail.Subject));
        Line("Date: " + HeaderText.Date(message.CreatedAt));
        Line($"Message-ID: <{message.Id}@{domain}>");
        if (message.Content.Unsubscribe is { } unsubscribe)
        {
            // RFC 8058: the mail program may post to this address by itself. It is long, and is not folded: an address holds no space.
            Line($"List-Unsubscribe: <{unsubscribe}>");
            Line("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        }

        // Keeps holiday notices and the like from answering (RFC 3834).
        Line("Auto-Submitted: auto-generated");
        Line("Content-Language: " + message.To.Language);
        Line("MIME-Version: 1.0");
        Line($"Content-Type: multipart/alternative; boundary=\"{boundary}\"");
        foreach (var (type, text) in (ReadOnlySpan<(string, string)>)[("text/plain", mail.Text), ("text/html", mail.Html)])
        {
            Line("");
            Line("--" + boundary);
            Line($"Content-Type: {type}; charset=utf-8");
            var quoted = PrefersQuoted(text);
            Line("Content-Transfer-Encoding: " + (quoted ? "quoted-printable" : "base64"));
            Line("");
            lines.Append(quoted ? QuotedPrintable(text) : Base64(text));
        }

        Line("");
        Line("--" + boundary + "--");
        return Encoding.ASCII.GetBytes(lines.ToString());
    }

    /// <summary>Lines of at most 76 characters; what is not plain ASCII, and a blank at a line's end, as =XX.</summary>
    internal static string QuotedPrintable(string text)
    {
        var result = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var column = 0;
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var i = 0; i < bytes.Length; i++)
            {
                var last = i == bytes.Length - 1;
                var plain = bytes[i] is > 32 and < 127 and not (byte)'=' || (bytes[i] is 32 or 9 && !last);
                var written = plain ? ((char)bytes[i]).ToString() : string.Create(CultureInfo.InvariantCulture, $"={bytes[i]:X2}");
                if (column + written.Length > LongestLine - 1)
                {
                    result.Append("=\r\n");
                    column = 0;
                }

                result.Append(written);
                column += written.Length;
            }

            result.Append("\r\n");
        }

        return result.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks) + "\r\n";

    /// <summary>The shorter of the two; Korean is shorter in base64, and English can be read as it is.</summary>
    private static bool PrefersQuoted(string text) => text.Count(c => c > '~') * 6 < text.Length;
}
