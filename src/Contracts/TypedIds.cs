using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>An identifier that says what it identifies. The value is a UUID version 7, so it sorts by time of creation.</summary>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

[JsonConverter(typeof(TypedIdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : ITypedId<UserId>
{
    public static UserId From(Guid value) => new(value);
    public static UserId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out UserId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<SellerId>))]
public readonly record struct SellerId(Guid Value) : ITypedId<SellerId>
{
    public static SellerId From(Guid value) => new(value);
    public static SellerId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out SellerId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<ProductId>))]
public readonly record struct ProductId(Guid Value) : ITypedId<ProductId>
{
    public static ProductId From(Guid value) => new(value);
    public static ProductId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out ProductId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<VariantId>))]
public readonly record struct VariantId(Guid Value) : ITypedId<VariantId>
{
    public static VariantId From(Guid value) => new(value);
    public static VariantId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out VariantId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<OfferId>))]
public readonly record struct OfferId(Guid Value) : ITypedId<OfferId>
{
    public static OfferId From(Guid value) => new(value);
    public static OfferId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out OfferId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<MediaId>))]
public readonly record struct MediaId(Guid Value) : ITypedId<MediaId>
{
    public static MediaId From(Guid value) => new(value);
    public static MediaId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out MediaId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<CartId>))]
public readonly record struct CartId(Guid Value) : ITypedId<CartId>
{
    public static CartId From(Guid value) => new(value);
    public static CartId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out CartId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<OrderId>))]
public readonly record struct OrderId(Guid Value) : ITypedId<OrderId>
{
    public static OrderId From(Guid value) => new(value);
    public static OrderId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out OrderId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<ReservationId>))]
public readonly record struct ReservationId(Guid Value) : ITypedId<ReservationId>
{
    public static ReservationId From(Guid value) => new(value);
    public static ReservationId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out ReservationId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<PaymentId>))]
public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static PaymentId From(Guid value) => new(value);
    public static PaymentId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out PaymentId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<RefundId>))]
public readonly record struct RefundId(Guid Value) : ITypedId<RefundId>
{
    public static RefundId From(Guid value) => new(value);
    public static RefundId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out RefundId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<ShipmentId>))]
public readonly record struct ShipmentId(Guid Value) : ITypedId<ShipmentId>
{
    public static ShipmentId From(Guid value) => new(value);
    public static ShipmentId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out ShipmentId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<ReturnId>))]
public readonly record struct ReturnId(Guid Value) : ITypedId<ReturnId>
{
    public static ReturnId From(Guid value) => new(value);
    public static ReturnId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out ReturnId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<ReviewId>))]
public readonly record struct ReviewId(Guid Value) : ITypedId<ReviewId>
{
    public static ReviewId From(Guid value) => new(value);
    public static ReviewId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out ReviewId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

