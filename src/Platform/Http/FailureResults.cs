using System.Text.Json;
using Maru.Contracts;
using Maru.Platform.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Platform.Http;

/// <summary>The one place where an expected failure becomes an answer (RFC 9457).</summary>
public static class FailureResults
{
    public static ProblemHttpResult ToProblem(this Failure failure)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = failure.Code };
        foreach (var member in JsonSerializer.SerializeToElement(failure, failure.GetType(), MaruJson.Internal).EnumerateObject())
        {
            // RFC 9457 keeps some names for itself; what stands twice in a document is read by some once, by others last.
            extensions[member.Name is "status" or "type" or "title" or "detail" or "instance" ? "current" + char.ToUpperInvariant(member.Name[0]) + member.Name[1..] : member.Name] = member.Value;
        }

        return TypedResults.Problem(failure.Message, statusCode: StatusOf(failure.Kind), title: TitleOf(failure.Kind), type: "/problems/" + failure.Code, extensions: extensions);
    }

    /// <summary>200 with the value, or the failure's problem.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToResult<T>(this Result<T> result) =>
        result.Succeeded ? TypedResults.Ok(result.Value) : result.Failure.ToProblem();

    /// <summary>204, or the failure's problem.</summary>
    public static Results<NoContent, ProblemHttpResult> ToNoContent<T>(this Result<T> result) =>
        result.Succeeded ? TypedResults.NoContent() : result.Failure.ToProblem();

    internal static int StatusOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => StatusCodes.Status400BadRequest,
        FailureKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        FailureKind.PaymentRequired => StatusCodes.Status402PaymentRequired,
        FailureKind.Forbidden => StatusCodes.Status403Forbidden,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.Conflict => StatusCodes.Status409Conflict,
        FailureKind.Gone => StatusCodes.Status410Gone,
        FailureKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        FailureKind.TooMany => StatusCodes.Status429TooManyRequests,
        FailureKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string TitleOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => "The request is not valid",
        FailureKind.Unauthenticated => "Not signed in",
        FailureKind.PaymentRequired => "Payment did not go through",
        FailureKind.Forbidden => "Not allowed",
        FailureKind.NotFound => "Not found",
        FailureKind.Conflict => "Not possible now",
        FailureKind.Gone => "Gone",
        FailureKind.Unprocessable => "Cannot be processed",
        FailureKind.TooMany => "Too many requests",
        FailureKind.Unavailable => "Not available now",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
