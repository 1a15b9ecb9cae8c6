using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Sending;

namespace Maru.Modules.Notifications.Texts;

/// <summary>Writes a message in the recipient's language from the template in force.</summary>
internal sealed class MessageWriter(NotificationsOptions options, TemplateStore templates, UnsubscribeLinks unsubscribe)
{
    public async Task<Written> WriteAsync(Message message, Recipient recipient, IReadOnlyList<Message> digested, CancellationToken ct)
    {
        var topic = Topics.All[message.Topic];
        var scope = message.Facts.Example ? topic.Example(recipient.Language) : ScopeOf(message, recipient, await ItemsAsync(digested, recipient, ct));
        var link = topic.Link is null || (topic.Kind == NotificationKind.Orders && message.User is null && !message.Facts.Example) ? null : LinkOf(topic, scope);
        var stop = message.User is { } user && message.Channel == NotificationChannel.Mail && unsubscribe.KindsOf(topic) is { Count: > 0 } kinds ? unsubscribe.AddressOf(user, kinds) : null;
        return Fill(topic, await templates.InForceAsync(topic, recipient.Language, ct), recipient.Language, scope, link, stop);
    }

    /// <summary>The template with an example's data.</summary>
    public Written Preview(Topic topic, ReadTemplate template, string language)
    {
        var scope = WithShop(topic.Example(language));
        return Fill(topic, template, language, scope, topic.Link is null ? null : LinkOf(topic, scope), null);
    }

    internal static string Price(Money money, string language)
    {
        var figure = money.Currency.MinorDigits == 0
            ? money.Amount.ToString("N0", CultureInfo.InvariantCulture)
            : (money.Amount / 100m).ToString("N2", CultureInfo.InvariantCulture);
        return money.Currency == Currency.Krw && language == "ko" ? figure + "원" : $"{figure} {money.Currency}";
    }

    private string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, options.Zone);
        var zone = options.Zone.Id == "Asia/Seoul" ? "KST" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + $" ({zone})";
    }

    private async Task<IReadOnlyList<TemplateScope>?> ItemsAsync(IReadOnlyList<Message> digested, Recipient recipient, CancellationToken ct)
    {
        if (digested.Count == 0)
        {
            return null;
        }

        var items = new List<TemplateScope>(digested.Count);
        foreach (var message in digested)
        {
            var written = await WriteAsync(message, recipient, [], ct);
            items.Add(new TemplateScope(new Dictionary<string, string?> { ["title"] = written.Title, ["brief"] = written.Brief, ["link"] = written.Link }));
        }

        return items;
    }

    private TemplateScope ScopeOf(Message message, Recipient recipient, IReadOnlyList<TemplateScope>? items)
    {
        var facts = message.Facts;
        var language = recipient.Language;
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["shop"] = options.ShopName,
            ["name"] = recipient.Name,
            ["order"] = message.Order?.ToString(),
            ["number"] = facts.Number,
            ["amount"] = facts.Amount is { } amount ? Price(amount, language) : null,
            ["carrier"] = facts.Carrier,
            ["tracking"] = facts.Tracking,
            ["bank"] = facts.Action?.Bank,
            ["account"] = facts.Action?.AccountNumber,
            ["holder"] = facts.Action?.AccountHolder,
            ["until"] = facts.Until is { } until ? Moment(until) : null,
            ["secret"] = message.Secret,
            ["count"] = items?.Count.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in facts.Values ?? new Dictionary<string, string>())
        {
            texts[name] = value;
        }

        var lines = recipient.Order?.Lines.Select(l => new TemplateScope(new Dictionary<string, string?>
        {
            ["product"] = l.Name.In(language),
            ["options"] = l.OptionText.In(language),
            ["quantity"] = l.Quantity.ToString(CultureInfo.InvariantCulture),
            ["total"] = Price(l.Total, language),
        })).ToArray();
        return new TemplateScope(texts, new Dictionary<string, IReadOnlyList<TemplateScope>> { ["lines"] = lines ?? [], ["items"] = items ?? [] });
    }

    private TemplateScope WithShop(TemplateScope scope) => scope with { Texts = new Dictionary<string, string?>(scope.Texts) { ["shop"] = options.ShopName } };

    private string LinkOf(Topic topic, TemplateScope scope) => options.PublicAddress + TemplateText.Read(topic.Link!, topic.Names).Template!.Fill(
        scope, value => string.Join('/', value.Split('/').Select(Uri.EscapeDataString)));

    private static Written Fill(Topic topic, ReadTemplate template, string language, TemplateScope scope, string? link, string? stop)
    {
        // A line break in a name must not become a header of the mail, nor a second line of a title.
        var title = string.Join(' ', template.Subject.Fill(scope).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (topic.Kind == NotificationKind.Marketing && language == "ko")
        {
            // Act on Promotion of Information and Communications Network Utilization, article 50 (4): advertising is marked as such in its title.
            title = "(광고) " + title;
        }

        var text = MailFrame.Tidy(template.Text.Fill(scope));
        var inner = template.Html is { } html ? html.Fill(scope, MailFrame.Escape) : MailFrame.Paragraphs(text);
        return new Written(
            title, MailFrame.Tidy(template.Brief.Fill(scope)),
            new MailContent(title, MailFrame.Text(text, template.Action, link, stop, language), MailFrame.Html(title, inner, template.Action, link, stop, language)), link, stop);
    }
}

/// <param name="Unsubscribe">The address that switches this kind of mail off; null for mail that cannot be.</param>
internal sealed record Written(string Title, string Brief, MailContent Mail, string? Link, string? Unsubscribe);
