using System.Reflection;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Maru.Platform.Realtime;

/// <summary>Server-sent events: the newest state at once, each change as it comes, a sign of life in between.</summary>
public sealed class LiveStream : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/event-stream";

    // What the browser waits before it comes back after a break.
    private static readonly byte[] Opening = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] SignOfLife = ":\n\n"u8.ToArray();

    private readonly Func<string?, LiveViewer> _join;
    private readonly LivePermission _allowed;
    private readonly LiveOptions _options;
    private readonly LiveViewers _viewers;
    private readonly TimeProvider _time;

    internal LiveStream(Func<string?, LiveViewer> join, LivePermission allowed, LiveOptions options, LiveViewers viewers, TimeProvider time)
    {
        _join = join;
        _allowed = allowed;
        _options = options;
        _viewers = viewers;
        _time = time;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!_viewers.TryEnter())
        {
            await new TooManyViewers().ToProblem().ExecuteAsync(httpContext);
            return;
        }

        var stopping = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            using var viewer = _join(httpContext.Request.Headers["Last-Event-ID"].ToString());
            await SendAsync(httpContext, viewer, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The viewer left, or the process stops; browsers come back by themselves.
        }
        finally
        {
            _viewers.Leave();
        }
    }

    private async Task SendAsync(HttpContext context, LiveViewer viewer, CancellationToken ct)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.Body.WriteAsync(Opening, ct);
        await response.Body.FlushAsync(ct);
        var checkedAt = _time.GetTimestamp();
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(_options.Heartbeat);
            var message = await viewer.NextAsync(patience.Token, ct);
            if (message is null || _time.GetElapsedTime(checkedAt) > _options.Trust)
            {
                if (!await MayStillAsync(context, ct))
                {
                    return;
                }

                checkedAt = _time.GetTimestamp();
            }

            await response.Body.WriteAsync(message?.Frame ?? SignOfLife, ct);
            await response.Body.FlushAsync(ct);
        }
    }

    private async Task<bool> MayStillAsync(HttpContext context, CancellationToken ct)
    {
        var services = context.RequestServices;
        var caller = services.GetService<ICallers>() is null ? context.Caller() : await services.GetRequiredService<CallerFinder>().FindAsync(context.Request, ct);
        return caller is not null && await _allowed(caller, ct);
    }
}

internal sealed record TooManyViewers() : Failure(FailureKind.Unavailable, "too-many-viewers", "Too many live connections at the moment. Try again in a minute.");
