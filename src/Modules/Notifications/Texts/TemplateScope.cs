namespace Maru.Modules.Notifications.Texts;

/// <summary>The values a template is filled with: texts, and lists whose items have values of their own.</summary>
internal sealed record TemplateScope(IReadOnlyDictionary<string, string?> Texts, IReadOnlyDictionary<string, IReadOnlyList<TemplateScope>>? Lists = null, TemplateScope? Outer = null)
{
    public string? Text(string name) => Texts.TryGetValue(name, out var text) ? text : Outer?.Text(name);

    public IReadOnlyList<TemplateScope>? List(string name) => Lists?.GetValueOrDefault(name) ?? Outer?.List(name);
}

/// <summary>The names a template may use. <paramref name="Lists"/> names what each item of a list has besides.</summary>
internal sealed record TemplateNames(IReadOnlySet<string> Texts, IReadOnlyDictionary<string, IReadOnlySet<string>> Lists);
