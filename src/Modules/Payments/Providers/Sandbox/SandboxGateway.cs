using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Providers.Sandbox;

/// <summary>The sandbox provider, spoken to over HTTP like any other.</summary>
internal sealed class SandboxGateway : IPaymentProvider, IDisposable
{
    public const string ProviderCode = "sandbox";

    private readonly SandboxSettings _settings;
    private readonly ProviderHttp _http;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly PaymentMethod[] _methods;

    public SandboxGateway(SandboxSettings settings, TimeSpan timeout)
    {
        _settings = settings;
        _http = new ProviderHttp(settings.Url, timeout);
        _authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
        _methods =
        [
            new(ProviderCode, "card", new LocalizedText("카드", "Card"), new Uri(settings.PublicUrl, "frame").ToString()),
            new(ProviderCode, "bank-transfer", new LocalizedText("가상계좌", "Bank transfer"), null, "tok_bank_transfer"),
            new(ProviderCode, "wallet", new LocalizedText("간편결제", "Wallet"), null, "tok_wallet"),
        ];
    }

    public string Code => ProviderCode;

    public IReadOnlyList<PaymentMethod> MethodsFor(Currency currency) => _methods;

    public Task<ProviderAnswer> StartAsync(ProviderStart request, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new SandboxCreate(
                request.Payment.ToString(), request.OrderNumber, request.Amount.Amount, request.Amount.Currency.Code, request.Token, request.Capture, request.ReturnUrl),
            SandboxMessages.Options);
        return CallAsync("v1/payments", request.Payment.ToString(), body, ct);
    }

    public Task<ProviderAnswer> CaptureAsync(ProviderHandle payment, long amount, CancellationToken ct) => payment.Reference is { } id
        ? CallAsync($"v1/payments/{id}/capture", $"{payment.Payment}:capture", JsonSerializer.SerializeToUtf8Bytes(new { amount }), ct)
        : Task.FromResult<ProviderAnswer>(ProviderAnswer.Absent.Now);

    public Task<ProviderAnswer> VoidAsync(ProviderHandle payment, CancellationToken ct) => CallAsync(
        payment.Reference is { } id ? $"v1/payments/{id}/void" : $"v1/references/{payment.Payment}/void?currency={payment.Amount.Currency}",
        $"{payment.Payment}:void", "{}"u8.ToArray(), ct);

    public async Task<RefundAnswer> RefundAsync(ProviderHandle payment, RefundId refund, long amount, string reason, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { reference = refund.ToString(), amount, reason });
        var reply = await _http.SendAsync(() => Post($"v1/payments/{payment.Reference}/refunds", refund.ToString(), body), ct);
        if (reply is null or { SaysNothing: true })
        {
            return new RefundAnswer.Lost("No answer.");
        }

        return !reply.Succeeded ? new RefundAnswer.Refused(SandboxMessages.ErrorCode(reply.Body))
            : SandboxMessages.ReadPayment(reply.Body!.Value).Refunds!.FirstOrDefault(r => r.Refund == refund) is { } made ? new RefundAnswer.Known(made)
            : new RefundAnswer.Lost("The answer does not name the refund.");
    }

    public async Task<ProviderAnswer> FetchAsync(ProviderHandle payment, CancellationToken ct)
    {
        var reply = await _http.SendAsync(() => Get(payment.Reference is { } id ? $"v1/payments/{id}" : $"v1/payments?reference={payment.Payment}"), ct);
        if (reply is { Succeeded: true, Body: { } body } && body.TryGetProperty("items", out var items))
        {
            return items.GetArrayLength() == 0 ? ProviderAnswer.Absent.Now : new ProviderAnswer.Known(SandboxMessages.ReadPayment(items[0]));
        }

        return reply is { Status: System.Net.HttpStatusCode.NotFound } ? ProviderAnswer.Absent.Now : Read(reply);
    }

    public async IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        for (var more = true; more;)
        {
            var path = $"v1/payments?limit=500&since={Uri.EscapeDataString(since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}&after={after}";
            var reply = await _http.SendAsync(() => Get(path), ct);
            if (reply is not { Succeeded: true, Body: { } body })
            {
                throw new HttpRequestException("The sandbox provider did not list its payments.");
            }

            more = body.GetProperty("more").GetBoolean();
            foreach (var item in body.GetProperty("items").EnumerateArray())
            {
                var payment = SandboxMessages.ReadPayment(item);
                after = payment.Reference;
                yield return payment;
            }
        }
    }

    public Task<WebhookReading> ReadWebhookAsync(WebhookMessage message, CancellationToken ct) => Task.FromResult(
        message.Headers.TryGetValue("Sandbox-Signature", out var header) &&
        TimestampedSignature.IsGenuine(header, message.Body, Encoding.UTF8.GetBytes(_settings.WebhookSecret), message.ReceivedAt)
            ? SandboxMessages.ReadEvent(message.Body)
            : new WebhookReading.Refused("The signature is missing, wrong or too old."));

    public void Dispose() => _http.Dispose();

    private async Task<ProviderAnswer> CallAsync(string path, string key, byte[] body, CancellationToken ct) =>
        Read(await _http.SendAsync(() => Post(path, key, body), ct));

    private static ProviderAnswer Read(ProviderReply? reply) => reply switch
    {
        null or { SaysNothing: true } => new ProviderAnswer.Lost("No answer."),
        { Succeeded: true, Body: { } body } => new ProviderAnswer.Known(SandboxMessages.ReadPayment(body)),
        _ => new ProviderAnswer.Refused(SandboxMessages.ErrorCode(reply.Body)),
    };

    private HttpRequestMessage Post(string path, string key, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = _authorization }, Content = ProviderHttp.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private HttpRequestMessage Get(string path) => new(HttpMethod.Get, path) { Headers = { Authorization = _authorization } };
}
