using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>One exchange with a carrier: what it says, or why there is no answer.</summary>
internal sealed class CarrierHttp(string carrier, Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Patience };

    /// <param name="refusal">Reads the carrier's own code and words from an answer that is not a success.</param>
    public async Task<Result<JsonElement>> SendAsync(HttpRequestMessage request, Func<JsonElement, (string Code, string Detail)> refusal, CancellationToken ct)
    {
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var body = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
                ? await response.Content.ReadFromJsonAsync<JsonElement>(ct)
                : default;
            if (response.IsSuccessStatusCode)
            {
                return body;
            }

            if ((int)response.StatusCode is >= 500 or 429 or 401 || body.ValueKind == JsonValueKind.Undefined)
            {
                return new Unavailable(carrier);
            }

            var (code, detail) = refusal(body);
            return new CarrierRefused(carrier, code, detail);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new Unavailable(carrier);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>Reading JSON of others without falling over what is not there.</summary>
internal static class JsonReading
{
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var at = element;
        foreach (var name in path)
        {
            if (int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index))
            {
                if (at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength())
                {
                    return null;
                }

                at = at[index];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().ToArray() : [];
}
