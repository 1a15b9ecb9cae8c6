using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Maru.Modules.Notifications.Channels;

/// <summary>HTTP to one provider over pooled connections. What the network does is an answer, not an exception.</summary>
internal sealed class ProviderCalls : IDisposable
{
    private const int LargestReply = 1 << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly HttpClient _http;

    /// <param name="guard">Has a say in which addresses are connected to, where strangers name them.</param>
    public ProviderCalls(Uri? address, TimeSpan timeout, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? guard = null) => _http = new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectCallback = guard,
    })
    {
        BaseAddress = address,
        Timeout = timeout,
        MaxResponseContentBufferSize = LargestReply,
    };

    public async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return new Reply(response.StatusCode, Parse(body), RetryAfterOf(response), response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));
        }
        catch (AddressRefusedException)
        {
            return Reply.Lost("address-refused", certain: true);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException)
        {
            return Reply.Lost("address-refused", certain: true);
        }
        catch (HttpRequestException)
        {
            return Reply.Lost("connection-lost");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Reply.Lost("timed-out");
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date - now,
            _ => (TimeSpan?)null,
        };
        return wait is { } value && value > TimeSpan.Zero ? (value < LongestWait ? value : LongestWait) : null;
    }
}

/// <param name="Status">Null: no answer came, for the reason in <paramref name="Loss"/>.</param>
/// <param name="Certain">No answer will ever come.</param>
internal sealed record Reply(HttpStatusCode? Status, JsonElement? Body, TimeSpan? RetryAfter, IReadOnlyDictionary<string, string> Headers, string? Loss = null, bool Certain = false)
{
    public static Reply Lost(string why, bool certain = false) => new(null, null, null, new Dictionary<string, string>(), why, certain);

    public bool Succeeded => Status is { } status && (int)status is >= 200 and < 300;

    /// <summary>What every provider means alike: nothing heard, overloaded, broken, our key not accepted. Null: a clear no, which the provider's own codes explain.</summary>
    public Delivery? NotNow => Status switch
    {
        null => Certain ? Delivery.Never(Loss!) : Delivery.Later(Loss!),
        HttpStatusCode.TooManyRequests => Delivery.Later("throttled", RetryAfter),
        HttpStatusCode.RequestTimeout => Delivery.Later("timed-out", RetryAfter),
        HttpStatusCode.Unauthorized => Delivery.Later("not-authorized"),
        >= HttpStatusCode.InternalServerError => Delivery.Later(string.Create(CultureInfo.InvariantCulture, $"http-{(int)Status}"), RetryAfter),
        _ => null,
    };

    /// <summary>The text at a path of member names, where there is one.</summary>
    public string? Text(params string[] path)
    {
        var at = Body;
        foreach (var name in path)
        {
            at = at is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) ? member : null;
        }

        return at is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}

/// <summary>An address that must not be connected to.</summary>
internal sealed class AddressRefusedException() : IOException("The address is not a public one.");
