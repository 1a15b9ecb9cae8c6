using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maru.Tests.Telemetry;

/// <summary>An OpenTelemetry collector of sorts: takes traces by OTLP over HTTP and keeps their spans.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = new();

    private TraceCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public IReadOnlyList<Span> Spans => [.. _spans];

    public static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new TraceCollector(app);
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.Take(body.ToArray());
        });
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>ExportTraceServiceRequest: resource_spans (1), their scope_spans (2), their scope (1) with its name (1) and spans (2).</summary>
    private void Take(byte[] request)
    {
        foreach (var scope in Messages(request, 1).SelectMany(resource => Messages(resource, 2)))
        {
            var name = Messages(scope, 1).SelectMany(s => Messages(s, 1)).Select(Encoding.UTF8.GetString).FirstOrDefault() ?? "";
            foreach (var span in Messages(scope, 2))
            {
                _spans.Enqueue(new Span(name, Encoding.UTF8.GetString(One(span, 5)), Convert.ToHexStringLower(One(span, 1)), Convert.ToHexStringLower(One(span, 2)), Convert.ToHexStringLower(One(span, 4))));
            }
        }
    }

    private static byte[] One(byte[] message, int field) => Messages(message, field).FirstOrDefault() ?? [];

    /// <summary>The length-delimited fields of a number (https://protobuf.dev/programming-guides/encoding/).</summary>
    private static List<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == (ulong)field)
                    {
                        found.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;
            }
        }

        return found;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }
    }

    internal sealed record Span(string Scope, string Name, string Trace, string Id, string Parent);
}
