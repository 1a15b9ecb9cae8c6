using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Maru.Modules.Payments.Providers;

/// <summary>A provider's answer over HTTP, whole: <paramref name="Body"/> is null when it was not JSON.</summary>
internal sealed record ProviderReply(HttpStatusCode Status, JsonElement? Body)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>The provider failed, is overloaded or does not know our key: says nothing about what became of the payment.</summary>
    public bool SaysNothing => (int)Status >= 500 || Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Unauthorized || (Succeeded && Body is null);
}

/// <summary>
/// HTTP to one provider over pooled connections. A connection that breaks is tried once more with the very same request, which its idempotency
/// key makes safe; after that, and on a time-out at once, the answer is lost.
/// </summary>
internal sealed class ProviderHttp : IDisposable
{
    private const int LargestReply = 4 << 20;

    private readonly HttpClient _http;

    public ProviderHttp(Uri address, TimeSpan timeout) => _http = new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    {
        BaseAddress = address,
        Timeout = timeout,
        MaxResponseContentBufferSize = LargestReply,
    };

    /// <returns>Null: the answer was lost.</returns>
    public async Task<ProviderReply?> SendAsync(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, ct);
                return new ProviderReply(response.StatusCode, Wire.Parse(await response.Content.ReadAsByteArrayAsync(ct)));
            }
            catch (HttpRequestException) when (attempt == 1)
            {
            }
            catch (HttpRequestException)
            {
                return null;
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));

    public void Dispose() => _http.Dispose();
}
