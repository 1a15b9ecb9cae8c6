using Maru.Contracts.Search;

namespace Maru.Admin.Searching;

/// <summary>Synonyms as lines of text: "tent, shelter" means the same both ways; "shoes => boots, sandals" leads from the first to the others only.</summary>
internal static class SynonymLines
{
    private const string OneWay = "=>";

    public static IReadOnlyList<SynonymRule> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(OneWay, 2)).Select(sides =>
            new SynonymRule(Words(sides[0]), sides.Length == 2 ? Words(sides[1]) : null)),
    ];

    public static string Write(IReadOnlyList<SynonymRule> rules) =>
        string.Join('\n', rules.Select(r => string.Join(", ", r.Words) + (r.To is { Count: > 0 } to ? $" {OneWay} {string.Join(", ", to)}" : "")));

    private static string[] Words(string side) => side.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
