using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>What kind of "no" a failure is; decides the HTTP status in one place.</summary>
public enum FailureKind
{
    Invalid,
    Unauthenticated,
    PaymentRequired,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    Unprocessable,
    TooMany,
    Unavailable,
}

/// <summary>
/// An expected failure: a value that is returned, never thrown. Derive a named record for each (<c>OutOfStock(sku, asked, left)</c>);
/// its public properties travel to the caller as members of the problem details. Failures that cross modules live in Contracts.
/// </summary>
[JsonConverter(typeof(FailureJsonConverter))]
public abstract record Failure([property: JsonIgnore] FailureKind Kind, [property: JsonIgnore] string Code, [property: JsonIgnore] string Message);

/// <summary>The thing asked for does not exist, or is not the caller's: the answer is the same, so that ids cannot be probed.</summary>
public sealed record NotFound(string What) : Failure(FailureKind.NotFound, "not-found", $"There is no such {What}.");

/// <summary>The input breaks rules; every broken rule is named, by field.</summary>
public sealed record ValidationFailure(IReadOnlyDictionary<string, string[]> Errors)
    : Failure(FailureKind.Invalid, "validation", "The request has fields that need to be corrected.")
{
    public static ValidationFailure Of(string field, string message) => new(new Dictionary<string, string[]> { [field] = [message] });
}

/// <summary>The thing changed, or is in a state that does not allow this.</summary>
public sealed record StateConflict(string Why) : Failure(FailureKind.Conflict, "conflict", Why);

/// <summary>A part the answer depends on cannot be reached now.</summary>
public sealed record Unavailable(string What) : Failure(FailureKind.Unavailable, "unavailable", $"{What} cannot be reached at the moment. Try again shortly.");

/// <summary>The idempotency key was used before with another request body.</summary>
public sealed record IdempotencyKeyReused() : Failure(FailureKind.Unprocessable, "idempotency-key-reused", "This Idempotency-Key was used with a different request.");

/// <summary>The first request with this idempotency key is still being worked on.</summary>
public sealed record IdempotencyKeyInProgress() : Failure(FailureKind.Conflict, "idempotency-key-in-progress", "A request with this Idempotency-Key is still in progress.");
