using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Maru.Platform.Caching.Resp;

/// <summary>Where a Redis server is: <c>redis://[user:password@]host[:port][/database]</c> or <c>unix:///path/to/socket</c>.</summary>
internal sealed record RedisAddress(EndPoint EndPoint, string? User, string? Password, int Database)
{
    private const int DefaultPort = 6379;

    public bool IsSocket => EndPoint is UnixDomainSocketEndPoint;

    /// <returns>Null if the text is no such address.</returns>
    public static RedisAddress? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return null;
        }

        if (uri.Scheme == "unix")
        {
            return uri.AbsolutePath.Length > 1 ? new RedisAddress(new UnixDomainSocketEndPoint(Uri.UnescapeDataString(uri.AbsolutePath)), null, null, 0) : null;
        }

        var path = uri.AbsolutePath.Trim('/');
        var database = 0;
        if (uri.Scheme != "redis" || uri.Host.Length == 0 || (path.Length > 0 && !int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out database)))
        {
            return null;
        }

        var credentials = uri.UserInfo.Split(':', 2);
        var password = credentials.Length == 2 ? Uri.UnescapeDataString(credentials[1]) : null;
        var user = password is null || credentials[0].Length == 0 ? null : Uri.UnescapeDataString(credentials[0]);
        var host = uri.Host.Trim('[', ']');
        var port = uri.Port > 0 ? uri.Port : DefaultPort;
        return new RedisAddress(IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port), user, password, database);
    }
}
