using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Maru.Platform.Telemetry;

namespace Maru.Platform.Remote;

/// <summary>No healthy process offers the module at the moment.</summary>
public sealed class ModuleUnreachableException(string module, Exception? inner = null) : Exception($"No process that runs '{module}' can be reached.", inner);

/// <summary>Sends calls to processes that run a module. An address that refuses the connection is set aside and the next one tried.</summary>
internal sealed class RemoteCalls(ServiceRegistry registry, ClusterKey key) : IDisposable
{
    public const string Prefix = "/internal/";
    public const string KeyHeader = "Maru-Cluster";

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(2),
        UseProxy = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<Stream> SendAsync(string module, string path, byte[] body, CancellationToken ct)
    {
        using var activity = MaruTelemetry.Remote.StartActivity($"{module} {path}", ActivityKind.Client);
        Exception? last = null;
        foreach (var instance in registry.InstancesOf(module))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, instance.Address + Prefix + path);
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            request.Headers.Add(KeyHeader, key.Value);
            try
            {
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsStreamAsync(ct);
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.TimedOut })
            {
                // Nothing was sent, so another process may be asked without fear of doing it twice.
                registry.SetAside(instance);
                last = e;
            }
        }

        activity?.SetStatus(ActivityStatusCode.Error);
        throw new ModuleUnreachableException(module, last);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>The secret by which processes of one installation know each other.</summary>
internal sealed record ClusterKey(string Value);
