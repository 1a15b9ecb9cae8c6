using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>An answer as it goes over the wire. Its tag is a hash of its bytes, the same in every process.</summary>
internal sealed class WrittenAnswer(byte[] body, TextOutcome? outcome)
{
    private readonly string _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";

    /// <summary>What to note each time it is given; null for what is no search.</summary>
    public TextOutcome? Outcome => outcome;

    public Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = _tag;
        response.Headers.CacheControl = "public, no-cache";
        response.Headers.Vary = "Accept-Language";
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && known.Contains(_tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        var write = response.BodyWriter.WriteAsync(body, context.RequestAborted);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}

/// <summary>Answers by the request that asked for them. Bounded, since anybody can think up requests: when full it starts afresh.</summary>
internal sealed class WrittenAnswers
{
    private const int Most = 2048;

    private readonly ConcurrentDictionary<(string Request, string Language), WrittenAnswer> _answers = new();

    public WrittenAnswer? Find(string request, string language) => _answers.GetValueOrDefault((request, language));

    public WrittenAnswer Keep(string request, string language, byte[] body, TextOutcome? outcome = null)
    {
        if (_answers.Count >= Most)
        {
            _answers.Clear();
        }

        return _answers[(request, language)] = new WrittenAnswer(body, outcome);
    }
}
