using System.Text.Json.Serialization;

namespace Maru.Contracts.Notifications;

/// <summary>One message to one person by one channel.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);
    public static MessageId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out MessageId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A browser or an app of a person that takes pushed messages.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<SubscriptionId>))]
public readonly record struct SubscriptionId(Guid Value) : ITypedId<SubscriptionId>
{
    public static SubscriptionId From(Guid value) => new(value);
    public static SubscriptionId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out SubscriptionId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
