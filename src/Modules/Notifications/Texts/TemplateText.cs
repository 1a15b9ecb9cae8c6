using System.Globalization;
using System.Text;

namespace Maru.Modules.Notifications.Texts;

/// <summary>
/// A template that was read: <c>{{name}}</c>, <c>{{#name}}...{{/name}}</c>, <c>{{^name}}...{{/name}}</c> and text, nothing else. It has no expressions and
/// reaches nothing but the values it is given, so whoever edits one cannot make the shop do anything.
/// </summary>
internal sealed class TemplateText
{
    public const int MostCharacters = 50_000;
    private const int MostSections = 200;
    private const int DeepestSection = 4;

    private readonly IReadOnlyList<Part> _parts;

    private TemplateText(IReadOnlyList<Part> parts) => _parts = parts;

    /// <returns>The template, or every mistake in it with its line.</returns>
    public static (TemplateText? Template, IReadOnlyList<string> Mistakes) Read(string text, TemplateNames names)
    {
        if (text.Length > MostCharacters)
        {
            return (null, [string.Create(CultureInfo.InvariantCulture, $"must be at most {MostCharacters} characters")]);
        }

        var reading = new Reading(text.ReplaceLineEndings("\n"), names);
        var parts = reading.Run();
        return reading.Mistakes.Count == 0 ? (new TemplateText(parts), []) : (null, reading.Mistakes);
    }

    /// <param name="escape">Applied to each value, never to the template's own text.</param>
    public string Fill(TemplateScope scope, Func<string, string>? escape = null)
    {
        var result = new StringBuilder();
        Fill(_parts, scope, escape, result);
        return result.ToString();
    }

    private static void Fill(IReadOnlyList<Part> parts, TemplateScope scope, Func<string, string>? escape, StringBuilder result)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Literal(var text):
                    result.Append(text);
                    break;
                case Part.Value(var name):
                    var value = scope.Text(name) ?? "";
                    result.Append(escape is null ? value : escape(value));
                    break;
                case Part.Section(var name, var inverted, var inner):
                    var items = scope.List(name);
                    var present = items is null ? !string.IsNullOrEmpty(scope.Text(name)) : items.Count > 0;
                    if (present == inverted)
                    {
                        break;
                    }

                    if (inverted || items is null)
                    {
                        Fill(inner, scope, escape, result);
                        break;
                    }

                    foreach (var item in items)
                    {
                        Fill(inner, item with { Outer = scope }, escape, result);
                    }

                    break;
            }
        }
    }

    private abstract record Part
    {
        internal sealed record Literal(string Text) : Part;

        internal sealed record Value(string Name) : Part;

        internal sealed record Section(string Name, bool Inverted, IReadOnlyList<Part> Inner) : Part;
    }

    private sealed class Reading(string text, TemplateNames names)
    {
        private readonly Stack<(string Name, bool Inverted, int Line, List<Part> Outer)> _open = new();
        private List<Part> _current = [];
        private int _at;
        private int _sections;

        public List<string> Mistakes { get; } = [];

        public IReadOnlyList<Part> Run()
        {
            while (_at < text.Length)
            {
                var open = text.IndexOf("{{", _at, StringComparison.Ordinal);
                if (open < 0)
                {
                    Literal(text[_at..]);
                    break;
                }

                var close = text.IndexOf("}}", open, StringComparison.Ordinal);
                if (close < 0)
                {
                    Mistake(open, "{{ has no }}");
                    break;
                }

                Tag(open, close);
            }

            foreach (var (name, _, line, _) in _open)
            {
                Mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: the section {name} has no end"));
            }

            return _current;
        }

        private void Tag(int open, int close)
        {
            var inside = text[(open + 2)..close].Trim();
            var sign = inside is [('#' or '^' or '/') and var first, ..] ? first : ' ';
            var name = (sign == ' ' ? inside : inside[1..]).Trim();
            var (before, after) = (open, close + 2);
            if (sign != ' ')
            {
                // A section's mark alone on a line takes the line with it.
                var lineStart = text.LastIndexOf('\n', Math.Max(open - 1, 0)) is var b && open > 0 && b >= 0 ? b + 1 : 0;
                var lineEnd = text.IndexOf('\n', after) is var e and >= 0 ? e : text.Length;
                if (lineStart >= _at && string.IsNullOrWhiteSpace(text[lineStart..open]) && string.IsNullOrWhiteSpace(text[after..lineEnd]))
                {
                    (before, after) = (lineStart, Math.Min(lineEnd + 1, text.Length));
                }
            }

            Literal(text[_at..before]);
            _at = after;
            if (name.Length == 0 || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                Mistake(open, $"{{{{{inside}}}}} is no name");
                return;
            }

            switch (sign)
            {
                case '/':
                    End(open, name);
                    break;
                case ' ' when !IsText(name):
                    Mistake(open, names.Lists.ContainsKey(name) ? $"{name} is a list" : $"there is no value {name} here");
                    break;
                case ' ':
                    _current.Add(new Part.Value(name));
                    break;
                default:
                    Begin(open, name, sign == '^');
                    break;
            }
        }

        private void Begin(int at, string name, bool inverted)
        {
            if (!IsText(name) && !names.Lists.ContainsKey(name))
            {
                Mistake(at, $"there is no value {name} here");
            }

            if (_open.Count == DeepestSection || ++_sections > MostSections)
            {
                Mistake(at, "too many sections");
                _at = text.Length;
                return;
            }

            _open.Push((name, inverted, LineOf(at), _current));
            _current = [];
        }

        private void End(int at, string name)
        {
            if (!_open.TryPeek(out var open) || open.Name != name)
            {
                Mistake(at, $"the section {name} was not begun here");
                return;
            }

            _open.Pop();
            open.Outer.Add(new Part.Section(name, open.Inverted, _current));
            _current = open.Outer;
        }

        private bool IsText(string name) =>
            names.Texts.Contains(name) || _open.Any(o => !o.Inverted && names.Lists.TryGetValue(o.Name, out var inner) && inner.Contains(name));

        private void Literal(string literal)
        {
            if (literal.Length > 0)
            {
                _current.Add(new Part.Literal(literal));
            }
        }

        private int LineOf(int at) => text.AsSpan(0, at).Count('\n') + 1;

        private void Mistake(int at, string what) => Mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"line {LineOf(at)}: {what}"));
    }
}
