using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Tests.Providers;

/// <summary>A stand-in for an outside provider, on a port of its own, speaking its wire format. Answers can be lost after the deed is done, or fail.</summary>
internal abstract class Simulator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task<(int Status, JsonNode? Body)>> _answers = new();
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;

    /// <summary>So many answers are lost: the deed is done, the connection is cut.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>So many requests are answered with 500, undone.</summary>
    public int RequestsToFail { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        Map(_app);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    protected abstract void Map(IEndpointRouteBuilder routes);

    protected abstract bool IsMerchant(HttpRequest request);

    /// <summary>Once per idempotency key; then chaos, then the answer.</summary>
    protected async Task<IResult> ActAsync(HttpContext context, string? key, Func<(int Status, JsonNode? Body)> act)
    {
        if (!IsMerchant(context.Request))
        {
            return Results.StatusCode(401);
        }

        if (RequestsToFail > 0)
        {
            RequestsToFail--;
            return Results.StatusCode(500);
        }

        var (status, body) = key is null ? act() : await _answers.GetOrAdd(context.Request.Path + key, _ => Task.FromResult(act()));
        if (context.Request.Method == "POST" && AnswersToLose > 0)
        {
            AnswersToLose--;
            context.Abort();
        }

        return body is null ? Results.StatusCode(status) : Results.Text(body.ToJsonString(), "application/json", statusCode: status);
    }
}
