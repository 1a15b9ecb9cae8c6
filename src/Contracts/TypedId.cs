using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>What all typed ids share: parsing from a route or a query.</summary>
public static class TypedId
{
    public static bool TryParse<TId>(string? text, out TId id) where TId : struct, ITypedId<TId>
    {
        if (Guid.TryParse(text, out var value))
        {
            id = TId.From(value);
            return true;
        }

        id = default;
        return false;
    }
}

/// <summary>Writes a typed id as its bare UUID.</summary>
public sealed class TypedIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, ITypedId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TypedId.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException("Not a UUID.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
