using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maru.Platform.Json;

/// <summary>The two ways Maru reads JSON: strictly from outside, leniently from its own log and its own processes.</summary>
public static class MaruJson
{
    /// <summary>Events and calls between processes: unknown members are skipped, so that an older reader survives a newer writer.</summary>
    public static JsonSerializerOptions Internal { get; } = Create(options => options.RespectNullableAnnotations = false);

    /// <summary>Columns and answers; same shape as <see cref="Internal"/>.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Internal);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Internal) ?? throw new JsonException("null where a value was expected.");

    /// <summary>Requests from outside: a member that is unknown, given twice or null where a value is needed is refused.</summary>
    public static void ConfigureStrict(JsonSerializerOptions options)
    {
        Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(new StorableText());
    }

    /// <summary>A NUL is valid JSON and cannot be stored by PostgreSQL; said at the door, with the place where it stands.</summary>
    private sealed class StorableText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException();
            }

            var text = reader.GetString();
            return text is not null && text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("Text must not hold the character NUL.") : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private static JsonSerializerOptions Create(Action<JsonSerializerOptions> more)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        more(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));

        // Korean text stays readable in columns and answers; the characters that matter in HTML are still escaped.
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
    }
}
