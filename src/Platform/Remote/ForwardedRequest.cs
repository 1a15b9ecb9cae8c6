using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Maru.Platform.Remote;

/// <summary>
/// What a process adds to a request it hands on: who asked and by which scheme, vouched for by the installation's secret. Limits and records of the process
/// that answers then concern the visitor, not its neighbour.
/// </summary>
internal sealed class ForwardedRequest(ClusterKey key) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var (name, value) in Visitor.Of(httpContext, key))
        {
            proxyRequest.Headers.Remove(name);
            proxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }

    public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        // The process that answers has said this already, and better, since it knows the page.
        foreach (var header in proxyResponse?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            httpContext.Response.Headers.Remove(header.Key);
        }

        return base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }
}
