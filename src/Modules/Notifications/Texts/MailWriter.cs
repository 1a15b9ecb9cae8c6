using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Sending;

namespace Maru.Modules.Notifications.Texts;

/// <summary>Writes a mail in the recipient's language. <paramref name="options"/> says where the shop's pages are.</summary>
internal sealed partial class MailWriter(NotificationsOptions options)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    // Names of people and products are strangers' text: everything outside the basics is kept readable, what matters in HTML is escaped.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public MailContent Write(Message message, Recipient recipient) =>
        Fill(Templates.All[message.Topic], recipient.Language == "ko" ? "ko" : "en", ValuesOf(message, recipient), recipient.Order?.Lines ?? []);

    /// <summary>The template with an example's data.</summary>
    public MailContent Preview(Template template, string language) => Fill(
        template, language,
        new()
        {
            ["number"] = "20260101-000001", ["name"] = language == "ko" ? "홍길동" : "Alex Kim", ["amount"] = Price(new Money(45_000, Currency.Krw), language), ["carrier"] = "CJ",
            ["tracking"] = "123456789012", ["bank"] = "KB", ["account"] = "123-456-7890", ["holder"] = "Maru", ["until"] = Moment(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero)),
            ["secret"] = "example",
        }, []);

    internal static string Price(Money money, string language)
    {
        var figure = money.Currency.MinorDigits == 0
            ? money.Amount.ToString("N0", CultureInfo.InvariantCulture)
            : (money.Amount / 100m).ToString("N2", CultureInfo.InvariantCulture);
        return money.Currency == Currency.Krw && language == "ko" ? figure + "원" : $"{figure} {money.Currency}";
    }

    private static string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm '(KST)'", CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> ValuesOf(Message message, Recipient recipient)
    {
        var facts = message.Facts;
        return new()
        {
            ["number"] = facts.Number,
            ["name"] = recipient.Name,
            ["amount"] = facts.Amount is { } amount ? Price(amount, recipient.Language) : null,
            ["carrier"] = facts.Carrier,
            ["tracking"] = facts.Tracking,
            ["bank"] = facts.Action?.Bank,
            ["account"] = facts.Action?.AccountNumber,
            ["holder"] = facts.Action?.AccountHolder,
            ["until"] = facts.Until is { } until ? Moment(until) : null,
            ["secret"] = message.Secret,
        };
    }

    private MailContent Fill(Template template, string language, Dictionary<string, string?> values, IReadOnlyList<OrderLine> lines)
    {
        // A line break in a name must not become a header of the mail.
        var subject = Put(template.Subject.In(language), values).ReplaceLineEndings(" ");
        var paragraphs = template.Body.In(language).Split('\n').Where(p => Placeholder().Matches(p).All(m => !string.IsNullOrEmpty(values.GetValueOrDefault(m.Groups[1].Value))))
            .Select(p => Put(p, values)).ToList();
        var link = template.Link is { } path ? options.PublicAddress + Put(path, values.ToDictionary(v => v.Key, v => (string?)Uri.EscapeDataString(v.Value ?? ""))) : null;
        var goods = template.Lines
            ? lines.Select(l => $"{l.Name.In(language)} {l.OptionText.In(language)} × {l.Quantity.ToString(CultureInfo.InvariantCulture)}: {Price(l.Total, language)}".Replace("  ", " ", StringComparison.Ordinal)).ToArray()
            : [];
        return new MailContent(subject, TextOf(paragraphs, goods, link), HtmlOf(subject, language, paragraphs, goods, template.LinkText?.In(language), link));
    }

    private static string TextOf(List<string> paragraphs, string[] goods, string? link)
    {
        var text = new StringBuilder().AppendJoin("\n\n", paragraphs);
        if (goods.Length > 0)
        {
            text.Append("\n\n- ").AppendJoin("\n- ", goods);
        }

        return (link is null ? text : text.Append("\n\n").Append(link)).Append('\n').ToString();
    }

    private static string HtmlOf(string subject, string language, List<string> paragraphs, string[] goods, string? linkText, string? link)
    {
        var html = new StringBuilder(
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Html.Encode(subject)}</title></head><body style=\"font-family:sans-serif;max-width:36rem;margin:2rem auto\">");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:1.25rem\">{Html.Encode(subject)}</h1>");
        foreach (var paragraph in paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Html.Encode(paragraph)}</p>");
        }

        if (goods.Length > 0)
        {
            html.Append("<ul>").AppendJoin("", goods.Select(g => $"<li>{Html.Encode(g)}</li>")).Append("</ul>");
        }

        if (link is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Html.Encode(link)}\">{Html.Encode(linkText ?? link)}</a></p>");
        }

        return html.Append("</body></html>").ToString();
    }

    private static string Put(string text, Dictionary<string, string?> values) => Placeholder().Replace(text, m => values.GetValueOrDefault(m.Groups[1].Value) ?? "");

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Placeholder();
}
