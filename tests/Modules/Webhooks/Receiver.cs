using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Webhooks.Tests;

/// <summary>A merchant's system: takes messages as the test tells it to, and checks signatures by the specification's words, not by Maru's code.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private Func<HttpContext, Task> _answer = context => Results.Ok().ExecuteAsync(context);

    private Receiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hook";

    public ConcurrentQueue<ReceivedMessage> Received { get; } = new();

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Map("/{**path}", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public void Answer(Func<HttpContext, Task> answer) => Volatile.Write(ref _answer, answer);

    public void AnswerStatus(int status) => Answer(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"answered {status}");
    });

    public async Task<ReceivedMessage[]> UntilAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (Received.Count < count)
        {
            await Task.Delay(20, patience.Token);
        }

        return [.. Received];
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers;
        Received.Enqueue(new ReceivedMessage(context.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body));
        await Volatile.Read(ref _answer)(context);
    }
}

internal sealed record ReceivedMessage(string Path, string Id, string Timestamp, string Signature, string Body)
{
    public bool IsSignedWith(string secret)
    {
        secret.ShouldStartWith("whsec_");
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Id + "." + Timestamp + "." + Body)));
        return Signature.Split(' ').Contains("v1," + expected);
    }
}
