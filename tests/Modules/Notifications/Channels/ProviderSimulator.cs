using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Notifications.Tests.Channels;

internal enum Mood
{
    Well,
    Broken,
    Throttling,
    Silent,

    /// <summary>Takes the message, and the answer is lost.</summary>
    Forgetful,
}

/// <summary>A stand-in for an outside provider, on a port of its own, speaking its wire format strictly.</summary>
internal abstract class ProviderSimulator : IAsyncDisposable
{
    public static readonly TimeSpan ThrottledFor = TimeSpan.FromSeconds(3000);
    private readonly CancellationTokenSource _stop = new();
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    public Mood Mood { get; set; }

    /// <summary>The ids of our messages that were taken.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>What no client of this provider may send.</summary>
    public ConcurrentQueue<string> Offences { get; } = new();

    protected virtual HttpProtocols Protocols => HttpProtocols.Http1;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = Protocols));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    /// <returns>The answer, and our message's id if it was taken.</returns>
    protected abstract Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request);

    /// <summary>Calls that have no mood: sign-in.</summary>
    protected virtual Task<(int Status, JsonNode? Body)?> BesidesAsync(HttpRequest request) => Task.FromResult<(int, JsonNode?)?>(null);

    protected (int, JsonNode?, string?) Offend(string what)
    {
        Offences.Enqueue(what);
        return (400, new JsonObject { ["error"] = what }, null);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (await BesidesAsync(context.Request) is { } beside)
        {
            await WriteAsync(context, beside.Status, beside.Body);
            return;
        }

        switch (Mood)
        {
            case Mood.Broken:
                context.Response.StatusCode = 503;
                return;
            case Mood.Throttling:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = FormattableString.Invariant($"{(int)ThrottledFor.TotalSeconds}");
                return;
            case Mood.Silent:
                using (var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted))
                {
                    await Task.Delay(Timeout.Infinite, over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                }

                context.Abort();
                return;
        }

        var (status, body, taken) = await HandleAsync(context.Request);
        if (taken is not null)
        {
            Taken.Enqueue(taken);
        }

        if (Mood == Mood.Forgetful)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, status, body);
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        if (body is not null)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body.ToJsonString());
        }
    }
}
