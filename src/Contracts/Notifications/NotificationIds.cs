using System.Text.Json.Serialization;

namespace Maru.Contracts.Notifications;

[JsonConverter(typeof(TypedIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);
    public static MessageId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out MessageId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
