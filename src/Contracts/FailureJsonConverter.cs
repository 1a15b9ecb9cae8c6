using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>Lets a failure keep its named type when it crosses a process: the type's name travels beside its members.</summary>
internal sealed class FailureJsonConverter : JsonConverter<Failure>
{
    private const string TypeMember = "$failure";

    private static readonly FrozenDictionary<string, Type> Types = typeof(Failure).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Failure)))
        .ToFrozenDictionary(t => t.FullName!);

    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(Failure);

    public override Failure? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var node = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("A failure must be an object.");
        var name = (string?)node[TypeMember];
        if (name is null || !Types.TryGetValue(name, out var type))
        {
            throw new JsonException($"'{name}' is not a known failure.");
        }

        node.Remove(TypeMember);
        return (Failure?)node.Deserialize(type, options);
    }

    public override void Write(Utf8JsonWriter writer, Failure value, JsonSerializerOptions options)
    {
        var node = (JsonObject)JsonSerializer.SerializeToNode(value, value.GetType(), options)!;
        node[TypeMember] = value.GetType().FullName;
        node.WriteTo(writer, options);
    }
}
