using System.Net;
using System.Net.Sockets;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>
/// Tells addresses of the public Internet from all others, after the special-purpose registries of IANA (RFC 6890 and its successors). A merchant's address
/// must not make the shop call machines of its own network.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    // What is not global unicast (2000::/3) is not public: loopback, link-local, unique local, multicast, and translated addresses that hide an IPv4 one.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (address.AddressFamily != AddressFamily.InterNetworkV6 || GlobalUnicast.Contains(address)) && !Array.Exists(Special, n => n.Contains(address));
    }
}

/// <summary>The host has no address that may be called.</summary>
internal sealed class AddressRefusedException() : IOException("The address is not one of the public Internet.");
