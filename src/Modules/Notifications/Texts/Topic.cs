using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Texts;

/// <summary>Something people are told of: its text in both languages as Maru brings it, and what the text may use.</summary>
/// <param name="Variables">What a text may use besides <see cref="Topics.Everywhere"/>.</param>
/// <param name="Link">Where it leads in the shop: a template over the same values, each value escaped for an address.</param>
/// <param name="Urgent">Waits for no quiet hours and no digest, and goes first.</param>
/// <param name="MailOnly">It carries a secret, or is of no use elsewhere.</param>
internal sealed record Topic(
    string Name, NotificationKind Kind, TemplateContent Ko, TemplateContent En, IReadOnlyList<Variable> Variables, string? Link = null, bool Urgent = false, bool MailOnly = false)
{
    public TemplateNames Names { get; } = new(
        Variables.Concat(Topics.Everywhere).Where(v => v.Items is null).Select(v => v.Name).ToHashSet(),
        Variables.Where(v => v.Items is not null).ToDictionary(v => v.Name, v => (IReadOnlySet<string>)v.Items!.Select(i => i.Name).ToHashSet()));

    /// <summary>What texts may use. Who edits them must not be able to lead a secret elsewhere: that stands in the topic's own link alone.</summary>
    public TemplateNames InTexts => Names with { Texts = Names.Texts.Except(Variables.Where(v => v.InLinkOnly).Select(v => v.Name)).ToHashSet() };

    public TemplateContent BuiltIn(string language) => language == "ko" ? Ko : En;

    /// <summary>Example data for a preview.</summary>
    public TemplateScope Example(string language) => new(
        Variables.Concat(Topics.Everywhere).Where(v => v.Items is null).ToDictionary(v => v.Name, v => (string?)v.Example(language)),
        Variables.Where(v => v.Items is not null).ToDictionary(
            v => v.Name, v => (IReadOnlyList<TemplateScope>)[new TemplateScope(v.Items!.ToDictionary(i => i.Name, i => (string?)i.Example(language)))]));
}

/// <param name="Items">What each item has, where it is a list.</param>
internal sealed record Variable(string Name, string Ko, string En, IReadOnlyList<Variable>? Items = null, bool InLinkOnly = false)
{
    public string Example(string language) => language == "ko" ? Ko : En;
}
