using System.Net;
using System.Net.Sockets;
using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Catalog.Media;

/// <summary>
/// Brings the pictures that imports only named into the shop, if the operator allows it (Catalog:FetchPictures). The addresses come from files of
/// strangers: only http(s) to public machines is followed, checked on the very address that is connected to, so that no name can be turned round to
/// a machine inside after the check.
/// </summary>
internal sealed class PictureFetcher(Database<CatalogModule> database, MediaStore media, CatalogOptions options, TimeProvider time) : IJob, IDisposable
{
    private const int AtATime = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = true, MaxAutomaticRedirections = 3, UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), ConnectCallback = ConnectAsync,
    })
    {
        Timeout = Patience, MaxResponseContentBufferSize = MediaStore.MostBytes,
    };

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        if (!options.MayFetchPictures)
        {
            return;
        }

        var (fetched, failed) = (0, 0);
        while (await database.QueryAsync<string>(
            """
            select distinct url from media m where hash is null and not exists (select from media_misses x where x.url = m.url and x.again_at > @now) limit @AtATime
            """,
            new { now = time.GetUtcNow(), AtATime }, ct) is { Count: > 0 } addresses)
        {
            foreach (var address in addresses)
            {
                if (await FetchAsync(address, ct) is { } hash)
                {
                    await KeepAsync(address, hash, ct);
                    fetched++;
                }
                else
                {
                    await MissAsync(address, ct);
                    failed++;
                }
            }

            context.Report($"{fetched} pictures fetched, {failed} not to be had");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Whether an address belongs to the public network.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal || ip.IsIPv6Multicast)
        {
            return false;
        }

        // RFC 6890: this network, private use, shared, link local (clouds keep their secrets there), benchmarks, documentation, multicast and reserved.
        return ip.AddressFamily != AddressFamily.InterNetwork
            ? ip.GetAddressBytes() is [>= 0x20 and <= 0x3F, ..] and not [0x20, 0x02, ..] and not [0x20, 0x01, 0x00, 0x00, ..]
            : ip.GetAddressBytes() is not ([0 or 10 or 127, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [192, 0, 0 or 2, _]
                or [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _] or [>= 224, ..]);
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (Array.Find(addresses, IsPublic) is not { } address || context.DnsEndPoint.Port is not (80 or 443))
        {
            throw new HttpRequestException("Not a public web address.");
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<string?> FetchAsync(string address, CancellationToken ct)
    {
        try
        {
            var stored = await media.StoreAsync(await _http.GetByteArrayAsync(new Uri(address), ct), ct);
            return stored.Succeeded ? stored.Value.Hash : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task KeepAsync(string address, string hash, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            with touched as (update media set hash = @hash where url = @address and hash is null returning product_id)
            update products set version = version + 1, touched = pg_current_xact_id() where id in (select product_id from touched)
            """,
            new { address, hash }, ct);
        foreach (var product in await transaction.QueryAsync<Contracts.ProductId>("select distinct product_id from media where url = @address and hash = @hash", new { address, hash }, ct))
        {
            transaction.Publish(new ProductChanged(product, Created: false));
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Asked for again in a day.</summary>
    private Task<int> MissAsync(string address, CancellationToken ct) => database.ExecuteAsync(
        "insert into media_misses (url, again_at) values (@address, @again) on conflict (url) do update set again_at = excluded.again_at",
        new { address, again = time.GetUtcNow().AddDays(1) }, ct);
}
