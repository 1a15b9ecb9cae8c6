using System.Text.Json.Serialization;
using Maru.Contracts;
using Maru.Platform.Json;

namespace Maru.Modules.Carts.Carts;

/// <summary>A line as it lies in the cart's row.</summary>
/// <param name="Price">Unit price the shopper saw last; null if he has not seen any.</param>
internal sealed record CartEntry([property: JsonPropertyName("q")] int Quantity, [property: JsonPropertyName("p")] long? Price, [property: JsonPropertyName("n")] long AddedAt);

internal sealed record CartRow(
    CartId Id, UserId? Owner, Currency Currency, string State, string Lines, string Saved, string[] Coupons, int Version, CartId? MergedInto, DateTimeOffset ExpiresAt)
{
    public const string Columns = "id, owner, currency, state, lines::text as lines, saved::text as saved, coupons, version, merged_into, expires_at";

    /// <summary>In the order in which they were put in.</summary>
    public IReadOnlyList<KeyValuePair<string, CartEntry>> Entries { get; } = Read(Lines);

    public IReadOnlyList<KeyValuePair<string, CartEntry>> SavedEntries { get; } = Read(Saved);

    private static List<KeyValuePair<string, CartEntry>> Read(string json) =>
        json.Length <= 2 ? [] : [.. MaruJson.Read<Dictionary<string, CartEntry>>(json).OrderBy(e => e.Value.AddedAt).ThenBy(e => e.Key, StringComparer.Ordinal)];
}
