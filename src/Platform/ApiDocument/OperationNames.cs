using System.Globalization;
using System.Reflection;
using System.Text;

namespace Maru.Platform.ApiDocument;

/// <summary>
/// Names operations whose endpoint gives none: an id from method and path, which stays when code is renamed, and a summary in words from the handler's
/// name and the path ("SavePromotionAsync": "Save promotion"; POST /orders/{id}/cancel: "Cancel order").
/// </summary>
internal static class OperationNames
{
    public static string IdOf(string method, string path)
    {
        var id = new StringBuilder(Capital(method.ToLowerInvariant()));
        foreach (var segment in Segments(path))
        {
            id.Append(segment.StartsWith('{') ? "By" + Pascal(NameOf(segment)) : Pascal(segment));
        }

        return id.ToString();
    }

    /// <param name="name">Of the endpoint, if it has one.</param>
    public static string SummaryOf(string method, string path, string? name, MethodInfo? handler)
    {
        var words = Words(name ?? (handler is null || handler.Name.Contains('<', StringComparison.Ordinal) ? "" : handler.Name.EndsWith("Async", StringComparison.Ordinal) ? handler.Name[..^5] : handler.Name));
        if (words.Length > 1)
        {
            return Sentence(string.Join(' ', words));
        }

        var segments = Segments(path).ToList();
        var literals = segments.Where(s => !s.StartsWith('{')).ToList();
        var endsInOne = segments is [.., var last] && last.StartsWith('{');
        if (words.Length == 0 && method == "POST" && !endsInOne && literals.Count > 1 && !literals[^1].EndsWith('s'))
        {
            // The last part of the path is what is done: /jobs/{name}/run.
            return Sentence($"{Spaced(literals[^1])} {Things(segments[..^1], one: true)}");
        }

        var verb = words.Length == 1 ? words[0] : method switch
        {
            "GET" when !endsInOne && (literals.Count == 0 || literals[^1].EndsWith('s')) => "list",
            "GET" => "get",
            "POST" => "create",
            "PUT" => "set",
            "PATCH" => "change",
            "DELETE" => "remove",
            _ => method.ToLowerInvariant(),
        };
        return Sentence(literals.Count > 0 && string.Equals(Spaced(literals[^1]), verb, StringComparison.OrdinalIgnoreCase)
            ? $"{verb} {(literals.Count > 1 ? Things(segments[..segments.LastIndexOf(literals[^1])], one: true) : "")}"
            : $"{verb} {Things(segments, endsInOne || method is "POST" or "PUT")}");
    }

    /// <summary>"shipping zones", "return of order": a parameter between two names makes the second one a part of the first.</summary>
    private static string Things(List<string> segments, bool one)
    {
        var phrase = "";
        var parted = false;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            if (segments[i].StartsWith('{'))
            {
                parted = phrase.Length > 0;
                continue;
            }

            var word = Spaced(segments[i]);
            phrase = phrase.Length == 0 ? (one ? Singular(word) : word) : parted ? $"{phrase} of {Singular(word)}" : $"{Singular(word)} {phrase}";
            parted = false;
        }

        return phrase;
    }

    private static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.EndsWith("addresses", StringComparison.Ordinal) => word[..^2],
        _ when word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("sales", StringComparison.Ordinal) => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    private static IEnumerable<string> Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s is not "api" and not "v1");

    private static string[] Words(string pascal)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= pascal.Length; i++)
        {
            if (i == pascal.Length || char.IsUpper(pascal[i]))
            {
                words.Add(pascal[start..i].ToLowerInvariant());
                start = i;
            }
        }

        return pascal.Length == 0 ? [] : [.. words];
    }

    private static string NameOf(string parameter) => parameter.Trim('{', '}').Split(':')[0].TrimStart('*').TrimEnd('?');

    private static string Spaced(string segment) => segment.Replace('-', ' ').TrimStart('.');

    private static string Pascal(string text) => string.Concat(text.Split('-', '.', '_').Where(p => p.Length > 0).Select(Capital));

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    private static string Sentence(string words) => Capital(words.Trim());
}
