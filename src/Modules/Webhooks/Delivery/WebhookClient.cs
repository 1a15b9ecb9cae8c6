using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>What came of an attempt. <paramref name="Error"/> is null for success.</summary>
internal sealed record Outcome(int? Status, string? Error, string? Answer, int DurationMs, TimeSpan? RetryAfter);

/// <summary>
/// Calls merchants' addresses. Names are resolved here and the very address that was checked is connected to, so that a name cannot be turned round in between;
/// redirects are not followed, nothing of the answer beyond its beginning is read, and the whole takes no longer than it may.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int LongestAnswer = 2048;

    private readonly HttpClient _http;
    private readonly WebhooksOptions _options;

    public WebhookClient(WebhooksOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 32,
            ConnectTimeout = TimeSpan.FromSeconds(5), ActivityHeadersPropagator = null, ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<Outcome> SendAsync(string url, string body, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_options.Timeout);
        var started = Stopwatch.GetTimestamp();
        int? status = null;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            status = (int)response.StatusCode;
            var answer = await ReadAsync(response, patience.Token);
            var error = status is >= 200 and < 300 ? null : status is >= 300 and < 400 ? "redirect" : "status";
            return new Outcome(status, error, answer, Elapsed(started), response.Headers.RetryAfter is { Delta: { } delta } ? delta : null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Outcome(status, "timeout", null, Elapsed(started), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Outcome(status, CodeOf(e), null, Elapsed(started), null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string CodeOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AddressRefusedException:
                    return "refused-address";
                case AuthenticationException:
                    return "tls";
                case SocketException { SocketErrorCode: not SocketError.ConnectionReset }:
                    return "connect";
            }
        }

        return "disconnected";
    }

    private static int Elapsed(long started) => (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = ArrayPool<byte>.Shared.Rent(LongestAnswer);
        try
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LongestAnswer), LongestAnswer, throwOnEndOfStream: false, ct);

            // PostgreSQL's text holds no NUL.
            return Encoding.UTF8.GetString(buffer, 0, read).Replace("\0", "", StringComparison.Ordinal);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var allowed = _options.AllowPrivateNetworks ? addresses : Array.FindAll(addresses, PublicAddresses.IsPublic);
        if (addresses.Length > 0 && allowed.Length == 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The headers as the record shows them.</summary>
    public static string Describe(IEnumerable<KeyValuePair<string, string>> headers) =>
        string.Join('\n', headers.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}: {h.Value}")));
}
