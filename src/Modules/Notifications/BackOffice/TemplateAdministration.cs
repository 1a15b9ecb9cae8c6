using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.BackOffice;

internal sealed class TemplateAdministration(
    Database<NotificationsModule> database, TemplateStore templates, MessageWriter writer, MessageQueue queue, ChannelSet channels, IAudit audit) : ITemplateAdministration
{
    public async Task<IReadOnlyList<TemplateView>> ListAsync(CancellationToken ct)
    {
        var views = new List<TemplateView>();
        foreach (var topic in Topics.All.Values)
        {
            var (koVersion, ko) = await templates.ContentInForceAsync(topic, "ko", ct);
            var (enVersion, en) = await templates.ContentInForceAsync(topic, "en", ct);
            views.Add(new TemplateView(topic.Name, topic.Kind, new LocalizedText(ko.Subject, en.Subject), koVersion, enVersion, ChannelsOf(topic)));
        }

        return views;
    }

    public async Task<TemplateDetail?> FindAsync(string topic, string language, int? version, CancellationToken ct)
    {
        if (!Knows(topic, language, out var known))
        {
            return null;
        }

        var (newest, content) = await templates.ContentInForceAsync(known, language, ct);
        return (version is { } asked && asked != newest ? await templates.FindVersionAsync(known, language, asked, ct) : content) is { } found
            ? new TemplateDetail(
                topic, known.Kind, language, version ?? newest, (version ?? newest) == newest, found,
                [.. known.Variables.Where(v => !v.InLinkOnly).Concat(Topics.Everywhere).Select(v => new TemplateVariable(v.Name, v.Example(language), v.Items is null ? null : [.. v.Items.Select(i => i.Name)]))],
                await templates.ListVersionsAsync(topic, language, ct))
            : null;
    }

    public async Task<Result<TemplateDetail>> SaveAsync(string topic, string language, TemplateContent content, string actor, CancellationToken ct)
    {
        if (!Knows(topic, language, out var known))
        {
            return new NotFound("template");
        }

        if (ReadTemplate.Read(known, content) is { Template: null, Mistakes: var mistakes })
        {
            return new ValidationFailure(mistakes);
        }

        var version = await templates.SaveAsync(topic, language, content, actor, ct);
        await audit.RecordAsync(actor, "notifications.template", $"template:{topic}/{language}", FormattableString.Invariant($"version {version}"), ct);
        return (await FindAsync(topic, language, version, ct))!;
    }

    public async Task<Result<TemplatePreview>> PreviewAsync(string topic, string language, TemplateContent? draft, CancellationToken ct)
    {
        if (!Knows(topic, language, out var known))
        {
            return new NotFound("template");
        }

        var content = draft ?? (await templates.ContentInForceAsync(known, language, ct)).Content;
        var (template, mistakes) = ReadTemplate.Read(known, content);
        if (template is null)
        {
            return new ValidationFailure(mistakes);
        }

        var written = writer.Preview(known, template, language);
        return new TemplatePreview(written.Mail, written.Title, written.Brief);
    }

    public async Task<Result<Done>> SendTestAsync(string topic, string language, NotificationChannel channel, UserId to, string actor, CancellationToken ct)
    {
        if (!Knows(topic, language, out var known))
        {
            return new NotFound("template");
        }

        if (!channels.Has(channel) || (known.MailOnly && channel != NotificationChannel.Mail))
        {
            return ValidationFailure.Of("channel", "does not carry this here");
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            await queue.AddAsync(transaction, Guid.CreateVersion7(), new Draft(topic, null, to, new Facts(Example: true, Language: language)), channel, ct);
            await transaction.CommitAsync(ct);
        }

        await audit.RecordAsync(actor, "notifications.test", $"template:{topic}/{language}", channel.ToString(), ct);
        return Done.Value;
    }

    private static bool Knows(string topic, string language, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Topic? known)
    {
        known = language is "ko" or "en" ? Topics.All.GetValueOrDefault(topic) : null;
        return known is not null;
    }

    private static IReadOnlyList<NotificationChannel> ChannelsOf(Topic topic) => topic.MailOnly
        ? [NotificationChannel.Mail]
        : [.. Enum.GetValues<NotificationChannel>().Where(c => ChannelRules.IsLocked(topic.Kind, c) || ChannelRules.IsOnByDefault(topic.Kind, c))];
}
