using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>A value, or the expected failure that stands in its place.</summary>
public readonly struct Result<T>
{
    [JsonConstructor]
    public Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    public T? Value { get; }

    public Failure? Failure { get; }

    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of an operation that only succeeds or fails.</summary>
public readonly record struct Done
{
    public static readonly Done Value;
}
