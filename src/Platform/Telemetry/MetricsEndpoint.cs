using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Maru.Platform.Telemetry;

/// <summary>
/// GET /metrics for Prometheus. How much a shop sells is nobody's business: without <see cref="MetricsOptions"/> only this machine may read it, and
/// not through a proxy; to everybody else the address does not exist. Stands before the part that asks who calls, for its token is no access token.
/// </summary>
internal sealed class MetricsEndpoint(
    RequestDelegate next, MetricsOptions options, RequestMetrics requests, MeasuredInstruments instruments, EventSubscriptions subscriptions, ModuleSet modules, DataSources sources)
{
    private readonly string _parked = string.Join(" union all ", modules.Modules.Select(m =>
        $"select '{m.Name}' as module, count(*) filter (where dead) as dead, count(*) filter (where not dead) as waiting from {m.Name}.parked"));

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isHere = path == "/metrics";
        if (!isHere && (options.Port is not { } port || context.Connection.LocalPort != port || path.StartsWithSegments("/health")))
        {
            return next(context);
        }

        if (isHere && MayRead(context))
        {
            return AnswerAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(await WriteAsync(context.RequestAborted), context.RequestAborted);
    }

    private async Task<string> WriteAsync(CancellationToken ct)
    {
        var text = new PrometheusText();
        text.Family("maru_info", "gauge", "What runs here.");
        text.Sample(1, ("version", typeof(MetricsEndpoint).Assembly.GetName().Version?.ToString(3) ?? ""), ("modules", string.Join(',', modules.Modules.Select(m => m.Name))));
        requests.Write(text);
        WriteLag(text);
        await WriteParkedAsync(text, ct);
        instruments.Write(text);
        return text.ToString();
    }

    private bool MayRead(HttpContext context) => options switch
    {
        { Port: { } port } when context.Connection.LocalPort != port => false,
        { Token: { } token } => CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token))),
        { Port: not null } => true,
        _ => context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !context.Request.Headers.ContainsKey("X-Forwarded-For") &&
            !context.Request.Headers.ContainsKey("Forwarded") && !context.Request.Headers.ContainsKey("Via"),
    };

    private void WriteLag(PrometheusText text)
    {
        text.Family("maru_events_lag_seconds", "gauge", "How long the oldest event that waits for a subscription of this process has done so.");
        foreach (var subscription in subscriptions.All)
        {
            text.Sample(
                Enumerable.Range(0, subscription.Lanes).Max(l => subscriptions.SignalOf(subscription, l).Lag).TotalSeconds,
                ("module", subscription.Module), ("subscription", subscription.Name));
        }
    }

    private async Task WriteParkedAsync(PrometheusText text, CancellationToken ct)
    {
        List<ParkedCount> counts;
        try
        {
            await using var connection = await sources.Owner.OpenConnectionAsync(ct);
            counts = (await connection.QueryAsync<ParkedCount>(new CommandDefinition(_parked, cancellationToken: ct))).AsList();
        }
        catch (NpgsqlException)
        {
            // The figures of a shop whose database is gone are the ones somebody wants to see.
            return;
        }

        text.Family("maru_events_parked", "gauge", "Events that could not be handled: waiting for another attempt, or dead.");
        foreach (var count in counts)
        {
            text.Sample(count.Dead, ("module", count.Module), ("state", "dead"));
            text.Sample(count.Waiting, ("module", count.Module), ("state", "waiting"));
        }
    }

    private sealed record ParkedCount(string Module, long Dead, long Waiting);
}
