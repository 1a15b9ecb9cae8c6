using System.Text.Json.Serialization;

namespace Maru.Contracts.Reviews;

[JsonConverter(typeof(TypedIdJsonConverter<QuestionId>))]
public readonly record struct QuestionId(Guid Value) : ITypedId<QuestionId>
{
    public static QuestionId From(Guid value) => new(value);
    public static QuestionId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out QuestionId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<AnswerId>))]
public readonly record struct AnswerId(Guid Value) : ITypedId<AnswerId>
{
    public static AnswerId From(Guid value) => new(value);
    public static AnswerId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out AnswerId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
