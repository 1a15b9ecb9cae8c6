using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Maru.Modules.Catalog.Products;

/// <summary>
/// Makes HTML from outside safe to show: builds it anew from a few elements without attributes (links keep an http(s) or mailto address), closes what
/// was left open, and escapes everything else. Nothing of the input is passed through as it came, so what is not known cannot slip by.
/// </summary>
internal static class HtmlSanitizer
{
    private const int Deepest = 40;

    private static readonly FrozenSet<string> Kept = new[]
    {
        "p", "br", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "a", "table", "thead", "tbody",
        "tr", "td", "th", "dl", "dt", "dd", "code", "pre",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Void = new[] { "br", "hr" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is inside these is no text of the page.</summary>
    private static readonly FrozenSet<string> Swallowed = new[]
    {
        "script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "head", "title", "textarea", "select", "xmp", "noembed", "noframes", "plaintext",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Clean(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal))
        {
            return FromText(html);
        }

        var output = new StringBuilder(html.Length);
        var open = new Stack<string>();
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            AppendText(output, html.AsSpan(at, (tag < 0 ? html.Length : tag) - at));
            if (tag < 0)
            {
                break;
            }

            at = ReadMarkup(html, tag, output, open);
        }

        while (open.TryPop(out var name))
        {
            output.Append("</").Append(name).Append('>');
        }

        // Where all markup fell away its line ends are mere spaces; they must not part paragraphs when the text is cleaned again.
        var clean = output.ToString().Trim();
        return clean.Contains('<', StringComparison.Ordinal) ? clean : clean.ReplaceLineEndings(" ");
    }

    /// <summary>Text without markup: empty lines part paragraphs.</summary>
    private static string FromText(string text)
    {
        var output = new StringBuilder(text.Length);
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            AppendText(output, text);
            return output.ToString().Trim();
        }

        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            output.Append("<p>");
            foreach (var (index, line) in paragraph.Split('\n', StringSplitOptions.TrimEntries).Index())
            {
                output.Append(index == 0 ? "" : "<br>");
                AppendText(output, line);
            }

            output.Append("</p>");
        }

        return output.ToString();
    }

    /// <summary>The words alone, for places without markup.</summary>
    public static string ToText(string html)
    {
        var clean = Clean(html);
        var text = new StringBuilder(clean.Length);
        var inside = false;
        foreach (var c in clean)
        {
            inside = c == '<' || (inside && c != '>');
            if (c == '<')
            {
                text.Append(' ');
            }
            else if (!inside && c != '>')
            {
                text.Append(c);
            }
        }

        return string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static int ReadMarkup(string html, int tag, StringBuilder output, Stack<string> open)
    {
        if (html.AsSpan(tag).StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = html.IndexOf("-->", tag + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }

        var closing = tag + 1 < html.Length && html[tag + 1] == '/';
        var start = tag + (closing ? 2 : 1);
        var stop = start;
        while (stop < html.Length && char.IsAsciiLetterOrDigit(html[stop]))
        {
            stop++;
        }

        if (stop == start)
        {
            if (start < html.Length && html[start] is '!' or '?')
            {
                var close = html.IndexOf('>', start);
                return close < 0 ? html.Length : close + 1;
            }

            output.Append("&lt;");
            return tag + 1;
        }

        var name = html[start..stop].ToLowerInvariant();
        var next = EndOfTag(html, stop);
        var attributes = html.AsSpan(stop, Math.Max(0, next - stop - 1));
        if (!closing && Swallowed.Contains(name))
        {
            var end = html.IndexOf("</" + name, next, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : EndOfTag(html, end + 2 + name.Length);
        }

        name = name switch { "h1" => "h2", "div" or "section" or "article" => "p", _ => name };
        if (closing)
        {
            Close(name, output, open);
        }
        else if (Kept.Contains(name))
        {
            Open(name, attributes, output, open);
        }

        return next;
    }

    /// <summary>Past the ">" of a tag; one inside quotes does not end it.</summary>
    private static int EndOfTag(string html, int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    private static void Open(string name, ReadOnlySpan<char> attributes, StringBuilder output, Stack<string> open)
    {
        if (Void.Contains(name))
        {
            output.Append('<').Append(name).Append('>');
            return;
        }

        // Browsers close a paragraph at the next; left open it would nest.
        if (name == "p" && open.TryPeek(out var top) && top == "p")
        {
            Close("p", output, open);
        }

        if (open.Count >= Deepest)
        {
            return;
        }

        output.Append('<').Append(name);
        if (name == "a" && Address(attributes) is { } address)
        {
            output.Append(" href=\"").Append(WebUtility.HtmlEncode(address)).Append("\" rel=\"nofollow noopener\"");
        }

        output.Append('>');
        open.Push(name);
    }

    private static void Close(string name, StringBuilder output, Stack<string> open)
    {
        if (!open.Contains(name))
        {
            return;
        }

        string closed;
        do
        {
            closed = open.Pop();
            output.Append("</").Append(closed).Append('>');
        }
        while (closed != name);
    }

    private static string? Address(ReadOnlySpan<char> attributes)
    {
        var at = attributes.IndexOf("href", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var value = attributes[(at + 4)..].TrimStart();
        if (value.IsEmpty || value[0] != '=')
        {
            return null;
        }

        value = value[1..].TrimStart();
        if (value.IsEmpty)
        {
            return null;
        }

        var end = value[0] is '"' or '\'' ? value[1..].IndexOf(value[0]) : value.IndexOfAny(" \t\r\n>");
        var raw = value[0] is '"' or '\'' ? value.Slice(1, end < 0 ? value.Length - 1 : end) : value[..(end < 0 ? value.Length : end)];
        var address = WebUtility.HtmlDecode(raw.ToString()).Trim();
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" ? uri.AbsoluteUri : null;
    }

    private static void AppendText(StringBuilder output, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            // Decoded first, so that "&amp;" stays one and "&lt;script" stays text.
            foreach (var c in WebUtility.HtmlDecode(text.ToString()))
            {
                switch (c)
                {
                    case '<': output.Append("&lt;"); break;
                    case '>': output.Append("&gt;"); break;
                    case '&': output.Append("&amp;"); break;
                    case '"': output.Append("&quot;"); break;
                    case '\0': break;
                    default: output.Append(c); break;
                }
            }
        }
    }
}
