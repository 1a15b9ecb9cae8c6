using System.Net.Http.Headers;

namespace Maru.Modules.Payments.Providers.PayPal;

/// <summary>PayPal's access token: fetched with the client's credentials, kept until shortly before it runs out.</summary>
internal sealed class PayPalToken(PayPalSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private (AuthenticationHeaderValue Header, DateTimeOffset Until)? _current;

    public async Task<AuthenticationHeaderValue?> GetAsync(ProviderHttp http, CancellationToken ct)
    {
        if (_current is { } current && time.GetUtcNow() < current.Until)
        {
            return current.Header;
        }

        await _one.WaitAsync(ct);
        try
        {
            if (_current is { } fresh && time.GetUtcNow() < fresh.Until)
            {
                return fresh.Header;
            }

            var reply = await http.SendAsync(
                () => new HttpRequestMessage(HttpMethod.Post, "v1/oauth2/token")
                {
                    Headers = { Authorization = ProviderHttp.Basic(settings.ClientId, settings.Secret) },
                    Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
                },
                ct);
            if (reply is not { Succeeded: true } || reply.Body.Text("access_token") is not { } token)
            {
                return null;
            }

            _current = (new AuthenticationHeaderValue("Bearer", token), time.GetUtcNow() + TimeSpan.FromSeconds(reply.Body.Number("expires_in") ?? 300) - Margin);
            return _current.Value.Header;
        }
        finally
        {
            _one.Release();
        }
    }
}
