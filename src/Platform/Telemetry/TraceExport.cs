using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Maru.Platform.Telemetry;

/// <summary>
/// Sends traces to an OpenTelemetry collector when OTEL_EXPORTER_OTLP_ENDPOINT says where; without it nothing listens and spans cost nothing. One trace
/// holds a request, its SQL, the calls to other processes and the handling of the events it told, wherever and whenever that happens.
/// </summary>
internal sealed class TraceExport(TraceExportOptions options) : IHostedService, IDisposable
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(3);

    private TracerProvider? _provider;

    /// <param name="errors">Gets what is wrong with the configuration.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, List<string> errors)
    {
        if (TraceExportOptions.Read(configuration, errors) is { } options)
        {
            services.AddHostedService(_ => new TraceExport(options));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}"))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", MaruTelemetry.Events.Name, MaruTelemetry.Remote.Name)
            .SetSampler(new ParentBasedSampler(new WorkSampler(options.Ratio)))
            .AddOtlpExporter(exporter =>
            {
                exporter.Endpoint = options.Endpoint;
                exporter.Protocol = options.Protocol;
                exporter.Headers = options.Headers;
            })
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush((int)FlushPatience.TotalMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();

    /// <summary>Begins traces for requests and events. Polling the database is work for nobody: a query without a parent begins none.</summary>
    private sealed class WorkSampler(double ratio) : Sampler
    {
        private readonly TraceIdRatioBasedSampler _inner = new(ratio);

        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            samplingParameters.Kind == System.Diagnostics.ActivityKind.Client ? new SamplingResult(SamplingDecision.Drop) : _inner.ShouldSample(samplingParameters);
    }
}

/// <summary>By OpenTelemetry's own names (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).</summary>
internal sealed record TraceExportOptions(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers, string ServiceName, double Ratio)
{
    /// <returns>Null if no endpoint is set, or something is wrong.</returns>
    public static TraceExportOptions? Read(IConfiguration configuration, List<string> errors)
    {
        var own = configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
        if ((own ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) is not { Length: > 0 } address)
        {
            return null;
        }

        var protocol = (configuration["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc") switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            var other => Wrong(errors, $"OTEL_EXPORTER_OTLP_PROTOCOL: '{other}' is not spoken; grpc or http/protobuf.", OtlpExportProtocol.Grpc),
        };
        if (own is null && protocol == OtlpExportProtocol.HttpProtobuf)
        {
            address = address.TrimEnd('/') + "/v1/traces";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            errors.Add($"OTEL_EXPORTER_OTLP_ENDPOINT: '{address}' is not an http(s) address.");
        }

        var ratio = 1.0;
        if (configuration["OTEL_TRACES_SAMPLER_ARG"] is { Length: > 0 } given &&
            (!double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ratio) || ratio is < 0 or > 1))
        {
            errors.Add($"OTEL_TRACES_SAMPLER_ARG: '{given}' is not a part; a number from 0 to 1.");
        }

        return errors.Count == 0
            ? new TraceExportOptions(endpoint!, protocol, configuration["OTEL_EXPORTER_OTLP_HEADERS"], configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "maru", ratio)
            : null;
    }

    private static T Wrong<T>(List<string> errors, string message, T fallback)
    {
        errors.Add(message);
        return fallback;
    }
}
