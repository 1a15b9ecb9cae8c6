using System.Net;
using System.Net.Sockets;
using Maru.Contracts;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Maru.Platform.Remote;

/// <summary>
/// Hands a request on to a process that runs a module. One that refuses the connection is set aside and the next one tried, since nothing was sent to it;
/// what failed later is not tried again, since it may have happened.
/// </summary>
internal sealed class Forwarding(IHttpForwarder forwarder, ServiceRegistry registry, ClusterKey key) : IDisposable
{
    private readonly ForwardedRequest _request = new(key);

    // Longer than any answer takes to begin; a live stream sends something at least this often.
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(100) };

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public async Task SendAsync(HttpContext context, string module)
    {
        foreach (var instance in registry.InstancesOf(module))
        {
            var error = await forwarder.SendAsync(context, instance.Address, _invoker, Config, _request);
            if (error != ForwarderError.Request || context.Response.HasStarted || !IsRefused(context.GetForwarderErrorFeature()?.Exception))
            {
                return;
            }

            registry.SetAside(instance);

            // The forwarder has noted its failure here and takes no response that was touched; the headers are ours and stay.
            context.Response.StatusCode = StatusCodes.Status200OK;
        }

        await new PartUnreachable().ToProblem().ExecuteAsync(context);
    }

    public void Dispose() => _invoker.Dispose();

    private static bool IsRefused(Exception? exception) => exception is HttpRequestException
    {
        InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.TimedOut },
    };
}

internal sealed record PartUnreachable() : Failure(FailureKind.Unavailable, "part-unreachable", "This part of the shop cannot be reached at the moment. Try again shortly.");
