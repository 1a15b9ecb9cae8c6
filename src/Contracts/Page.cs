using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>One page of a list. <paramref name="Number"/> starts at 1.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, [property: JsonPropertyName("page")] int Number, [property: JsonPropertyName("pageSize")] int Size);

/// <summary>Which page is wanted: 20 items unless told, 100 at most.</summary>
public readonly record struct PageRequest(int Number, int Size)
{
    public const int DefaultSize = 20;
    public const int MaxSize = 100;

    public static PageRequest First { get; } = new(1, DefaultSize);

    public int Offset => (Number - 1) * Size;
}
