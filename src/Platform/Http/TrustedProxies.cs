using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using IPNetwork = System.Net.IPNetwork;

namespace Maru.Platform.Http;

/// <summary>
/// Proxies whose word on a client's address and scheme is taken (Http:TrustedProxies: addresses or networks, by comma). From anybody else
/// X-Forwarded-For is ignored: it is a header like any other, and whoever sends it can write what he likes.
/// </summary>
internal sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks)
{
    private const string Key = "Http:TrustedProxies";

    /// <exception cref="InvalidOperationException">With every entry that is none.</exception>
    public static TrustedProxies Read(IConfiguration configuration)
    {
        var networks = new List<IPNetwork>();
        var wrong = new List<string>();
        foreach (var entry in (configuration[Key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else
            {
                wrong.Add($"{Key}: '{entry}' is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        return wrong.Count == 0 ? new TrustedProxies(networks) : throw new InvalidOperationException(string.Join('\n', wrong));
    }

    public void Use(IApplicationBuilder app)
    {
        if (Networks.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }
}
