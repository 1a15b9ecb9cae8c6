using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Maru.Modules.Notifications.Texts;

/// <summary>What stands around a mail's text: title, button, the link that stops such mail. Styles are written in place, for mail programs know no others.</summary>
internal static class MailFrame
{
    // Names of people and products are strangers' text: everything outside the basics is kept readable, what matters in HTML is escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static string Escape(string value) => Encoder.Encode(value);

    /// <summary>Without the holes that values leave which are not there.</summary>
    public static string Tidy(string text) => string.Join(
        "\n\n", text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('\n', ' ')).Where(p => p.Length > 0));

    public static string Text(string text, string? action, string? link, string? stop, string language)
    {
        var result = new StringBuilder(text);
        if (link is not null)
        {
            result.Append("\n\n").Append(action is null ? "" : action + ": ").Append(link);
        }

        if (stop is not null)
        {
            result.Append("\n\n-- \n").Append(StopText(language)).Append(": ").Append(stop);
        }

        return result.Append('\n').ToString();
    }

    public static string Html(string title, string inner, string? action, string? link, string? stop, string language)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Escape(title)}</title></head>");
        html.Append("<body style=\"margin:0;background:#FAF7F2;color:#1E1B18;font:15px/1.6 Pretendard,sans-serif;word-break:keep-all\"><div style=\"max-width:36rem;margin:0 auto;padding:32px 20px\">");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:21px;line-height:1.3\">{Escape(title)}</h1>{inner}");
        if (link is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Escape(link)}\" style=\"display:inline-block;padding:12px 20px;background:#D9481C;color:#fff;text-decoration:none;border-radius:4px\">{Escape(action ?? link)}</a></p>");
        }

        if (stop is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin-top:32px;font-size:13px;color:#6B635A\"><a href=\"{Escape(stop)}\" style=\"color:#6B635A\">{StopText(language)}</a></p>");
        }

        return html.Append("</div></body></html>").ToString();
    }

    public static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n"))
        {
            var lines = paragraph.Split('\n');
            var list = lines.All(l => l.StartsWith("- ", StringComparison.Ordinal));
            html.Append(list ? "<ul>" : "<p>");
            html.AppendJoin(list ? "" : "<br>", lines.Select(l => list ? $"<li>{Escape(l[2..])}</li>" : Escape(l)));
            html.Append(list ? "</ul>" : "</p>");
        }

        return html.ToString();
    }

    private static string StopText(string language) => language == "ko" ? "이런 메일 그만 받기" : "Stop mail like this";
}
