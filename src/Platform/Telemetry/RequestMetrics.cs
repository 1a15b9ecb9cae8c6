using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Telemetry;

/// <summary>
/// How long requests took, by route template, method and status. Kept by endpoint in arrays: nothing is allocated for a request that is answered
/// without waiting, and the number of series does not grow with what strangers ask for.
/// </summary>
internal sealed class RequestMetrics
{
    private const int LowestStatus = 100;
    private const int HighestStatus = 599;

    private readonly ConcurrentDictionary<object, RouteSeries> _byEndpoint = new();

    // Several endpoints may share a route and a method; series with equal labels would make the answer invalid.
    private readonly ConcurrentDictionary<(string Route, string Method), RouteSeries> _routes = new();
    private long _active;

    public void Begin() => Interlocked.Increment(ref _active);

    public void End(HttpContext context, long started)
    {
        Interlocked.Decrement(ref _active);
        if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || context.Response.ContentType is "text/event-stream")
        {
            // Open as long as somebody looks: says nothing about speed.
            return;
        }

        // The exception handler takes the endpoint away, but remembers it.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        object key = endpoint is not null ? endpoint : this;
        if (!_byEndpoint.TryGetValue(key, out var series))
        {
            var labels = ((endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "none", endpoint is null ? "any" : MethodOf(endpoint));
            series = _byEndpoint.GetOrAdd(key, _routes.GetOrAdd(labels, l => new RouteSeries(l.Route, l.Method)));
        }

        if (Activity.Current is { IsAllDataRequested: true, Kind: ActivityKind.Server } span)
        {
            span.DisplayName = $"{context.Request.Method} {series.Route}";
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.route", series.Route);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }

        series.Of(Math.Clamp(context.Response.StatusCode, LowestStatus, HighestStatus)).Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public void Write(PrometheusText text)
    {
        text.Family("http_server_active_requests", "gauge", "Requests being answered.");
        text.Sample(Interlocked.Read(ref _active));
        text.Family("http_server_request_duration_seconds", "histogram", "Time from the first byte read to the answer handed over, by route template.");
        foreach (var route in _routes.Values.OrderBy(r => r.Route, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal))
        {
            foreach (var (status, histogram) in route.All())
            {
                text.Sample(histogram, ("route", route.Route), ("method", route.Method), ("status", status.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static string MethodOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var first, ..] } ? first : "any";

    private sealed class RouteSeries(string route, string method)
    {
        private readonly Histogram?[] _byStatus = new Histogram?[HighestStatus - LowestStatus + 1];

        public string Route => route;

        public string Method => method;

        public Histogram Of(int status)
        {
            ref var slot = ref _byStatus[status - LowestStatus];
            return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, new Histogram(), null) ?? slot;
        }

        public IEnumerable<(int Status, Histogram Histogram)> All()
        {
            for (var i = 0; i < _byStatus.Length; i++)
            {
                if (_byStatus[i] is { } histogram)
                {
                    yield return (i + LowestStatus, histogram);
                }
            }
        }
    }
}

/// <summary>Times every request; stands first in the pipeline so that it sees what the client sees.</summary>
internal sealed class RequestTiming(RequestDelegate next, RequestMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        metrics.Begin();
        Task answered;
        try
        {
            answered = next(context);
        }
        catch
        {
            metrics.End(context, started);
            throw;
        }

        if (!answered.IsCompletedSuccessfully)
        {
            return WaitAsync(answered, context, started);
        }

        metrics.End(context, started);
        return answered;
    }

    private async Task WaitAsync(Task answered, HttpContext context, long started)
    {
        try
        {
            await answered;
        }
        finally
        {
            metrics.End(context, started);
        }
    }
}
