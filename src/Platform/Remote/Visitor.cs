using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Remote;

/// <summary>Who asked and by which scheme, as one process of the installation tells another; the installation's secret vouches for it.</summary>
internal static class Visitor
{
    private const string ClientHeader = "Maru-Client";
    private const string SchemeHeader = "Maru-Scheme";

    /// <summary>The headers that tell.</summary>
    public static IEnumerable<(string Name, string Value)> Of(HttpContext context, ClusterKey key) =>
    [
        (RemoteCalls.KeyHeader, key.Value),
        (ClientHeader, context.Connection.RemoteIpAddress?.ToString() ?? ""),
        (SchemeHeader, context.Request.Scheme),
    ];

    /// <summary>Takes the word of a process of this installation, and of nobody else.</summary>
    public static void Restore(HttpContext context, ClusterKey key)
    {
        var headers = context.Request.Headers;
        if (!headers.ContainsKey(ClientHeader) ||
            !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(headers[RemoteCalls.KeyHeader].ToString()), Encoding.UTF8.GetBytes(key.Value)))
        {
            return;
        }

        context.Connection.RemoteIpAddress = IPAddress.TryParse(headers[ClientHeader].ToString(), out var client) ? client : null;
        context.Request.Scheme = headers[SchemeHeader].ToString() == "https" ? "https" : "http";
    }
}
