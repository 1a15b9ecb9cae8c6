using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Texts;

namespace Maru.Modules.Notifications.Tests.Texts;

public sealed class TemplateTextTests
{
    private static readonly TemplateNames Names = new(
        new HashSet<string> { "name", "until" }, new Dictionary<string, IReadOnlySet<string>> { ["lines"] = new HashSet<string> { "product" } });

    [Theory]
    [InlineData("Hello {{name}}", "Hello Kim & Lee")]
    [InlineData("{{ name }}!", "Kim & Lee!")]
    [InlineData("{{#until}}by {{until}}{{/until}}.", ".")]
    [InlineData("{{^until}}at any time{{/until}}.", "at any time.")]
    [InlineData("{{#lines}}\n- {{product}} for {{name}}\n{{/lines}}\nend", "- shirt for Kim & Lee\n- shoe for Kim & Lee\nend")]
    [InlineData("{ {name}} }}", "{ {name}} }}")]
    [InlineData("", "")]
    public void Fill_WithValues_PutsThemIn(string template, string expected) => Read(template).Fill(Scope()).ShouldBe(expected);

    [Fact]
    public void Fill_WithAnEscape_EscapesValuesAndNothingElse() =>
        Read("<b>{{name}}</b>").Fill(Scope("<script>\"x\"</script>"), MailFrame.Escape).ShouldBe("<b>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</b>");

    [Fact]
    public void Fill_WhenAValueLooksLikeATemplate_LeavesItAsItIs() => Read("{{name}}").Fill(Scope("{{until}}")).ShouldBe("{{until}}");

    [Theory]
    [InlineData("a\n{{nobody}}", "line 2: there is no value nobody here")]
    [InlineData("{{product}}", "line 1: there is no value product here")]
    [InlineData("{{lines}}", "line 1: lines is a list")]
    [InlineData("{{#name}}x", "line 1: the section name has no end")]
    [InlineData("x{{/name}}", "line 1: the section name was not begun here")]
    [InlineData("{{#name}}{{#until}}{{/name}}{{/until}}", "line 1: the section name was not begun here")]
    [InlineData("{{name", "line 1: {{ has no }}")]
    [InlineData("{{name()}}", "line 1: {{name()}} is no name")]
    [InlineData("{{{name}}}", "line 1: {{{name}} is no name")]
    [InlineData("{{^lines}}{{product}}{{/lines}}", "line 1: there is no value product here")]
    public void Read_WhenWrong_SaysWhatAndWhere(string template, string mistake) => TemplateText.Read(template, Names).Mistakes.ShouldContain(mistake);

    [Fact]
    public void Read_WhenSectionsAreTooDeepOrMany_Refuses()
    {
        TemplateText.Read(string.Concat(Enumerable.Repeat("{{#name}}", 50)) + string.Concat(Enumerable.Repeat("{{/name}}", 50)), Names).Template.ShouldBeNull();
        TemplateText.Read(string.Concat(Enumerable.Repeat("{{#name}}{{/name}}", 500)), Names).Template.ShouldBeNull();
        TemplateText.Read(new string('x', TemplateText.MostCharacters + 1), Names).Template.ShouldBeNull();
    }

    /// <summary>Whatever is written, reading it ends with a template or with mistakes, and filling never throws.</summary>
    [Fact]
    public void Read_OfAnything_EndsWithOneOfBoth() => Prop.ForAll(
        Gen.Elements("{{", "}}", "#", "/", "^", "name", "lines", "product", "nobody", "\n", " ", "text").ArrayOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var (template, mistakes) = TemplateText.Read(text, Names);
            template?.Fill(Scope());
            return (template is null) == (mistakes.Count > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Topics_AllTexts_AreReadAndFilledWithoutAHole()
    {
        foreach (var topic in Topics.All.Values)
        {
            foreach (var language in (string[])["ko", "en"])
            {
                var (template, mistakes) = ReadTemplate.Read(topic, topic.BuiltIn(language));
                mistakes.ShouldBeEmpty($"{topic.Name} {language}");
                var text = template!.Text.Fill(topic.Example(language));
                text.ShouldNotContain("{{", customMessage: topic.Name);
                template.Subject.Fill(topic.Example(language)).ShouldNotBeNullOrWhiteSpace();
                template.Brief.Fill(topic.Example(language)).Length.ShouldBeLessThan(200);
                if (topic.Link is { } link)
                {
                    TemplateText.Read(link, topic.Names).Mistakes.ShouldBeEmpty(topic.Name);
                }
            }
        }
    }

    [Theory]
    [InlineData("New password {{secret}}", "Text")]
    [InlineData("New password", "See https://elsewhere.example/?{{secret}}")]
    public void Read_WhenATextNamesTheSecretOfItsLink_IsRefused(string subject, string text) =>
        ReadTemplate.Read(Topics.All[Topics.ResetPassword], new TemplateContent(subject, text, null, "Brief", "Go")).Template.ShouldBeNull();

    [Fact]
    public void Topics_OfSecrets_GoByMailAlone() =>
        Topics.All.Values.Where(t => t.Variables.Any(v => v.Name == "secret")).ShouldAllBe(t => t.MailOnly && t.Kind == NotificationKind.Account);

    private static TemplateText Read(string template) => TemplateText.Read(template, Names).Template.ShouldNotBeNull();

    private static TemplateScope Scope(string name = "Kim & Lee") => new(
        new Dictionary<string, string?> { ["name"] = name, ["until"] = null },
        new Dictionary<string, IReadOnlyList<TemplateScope>>
        {
            ["lines"] = [new(new Dictionary<string, string?> { ["product"] = "shirt" }), new(new Dictionary<string, string?> { ["product"] = "shoe" })],
        });
}
