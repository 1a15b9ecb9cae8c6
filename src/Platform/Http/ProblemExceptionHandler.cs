using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Maru.Platform.Http;

/// <summary>Turns what was thrown into problem details: bad requests say what is wrong, anything else says only the trace under which it was logged.</summary>
internal sealed partial class ProblemExceptionHandler(IEnumerable<IErrorPage> pages, ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Problem(400, "malformed-json", Describe(json)),
            BadHttpRequestException bad => Problem(bad.StatusCode, CodeOf(bad.StatusCode), bad.Message),
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
                Problem(400, "bad-text", "The request holds characters that cannot be stored, such as NUL."),
            NpgsqlException { IsTransient: true } => Unavailable(exception),
            _ => Unexpected(exception),
        };
        context.Response.StatusCode = problem.StatusCode;
        if (pages.FirstOrDefault(p => p.IsFor(context)) is { } page)
        {
            await page.ShowAsync(context);
            return true;
        }

        await problem.ExecuteAsync(context);
        return true;
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unavailable(Exception exception)
    {
        LogUnavailable(log, exception);
        return Problem(503, "database-unavailable", "The database cannot be reached at the moment. Nothing was changed unless an answer said so; try again shortly.");
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unexpected(Exception exception)
    {
        LogUnexpected(log, exception);
        return Problem(500, "unexpected", "Something went wrong on our side. It was recorded under the trace id.");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Problem(int status, string code, string detail) => TypedResults.Problem(
        detail, statusCode: status, type: "/problems/" + code,
        extensions: new Dictionary<string, object?> { ["code"] = code, ["traceId"] = Activity.Current?.TraceId.ToString() });

    /// <summary>For answers that have a status and nothing else.</summary>
    internal static string CodeOf(int status) => status switch
    {
        401 => "sign-in-needed",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        406 => "not-acceptable",
        413 => "too-large",
        415 => "unsupported-media-type",
        >= 500 => "unexpected",
        _ => "bad-request",
    };

    internal static string? DetailOf(int status) => status switch
    {
        404 => "There is nothing at this address.",
        405 => "This address does not take this method.",
        413 => "The body is larger than this address takes.",
        415 => "The content type of the body is not one that this address takes; the API document says which.",
        _ => null,
    };

    private static string Describe(JsonException json) =>
        json.Path is { Length: > 0 } path && path != "$" ? $"The request body is not as expected at {path}." : "The request body is not well-formed JSON of the expected shape.";

    [LoggerMessage(1101, LogLevel.Warning, "A request failed because the database could not be reached.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(1102, LogLevel.Error, "A request failed unexpectedly.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
