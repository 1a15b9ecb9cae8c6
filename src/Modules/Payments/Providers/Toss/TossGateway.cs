using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Platform.Json;

namespace Maru.Modules.Payments.Providers.Toss;

/// <summary>
/// Toss Payments (docs.tosspayments.com/reference). The shopper agrees in Toss's window, which gives a paymentKey; confirming it takes the money, so
/// there is no authorising alone. The token is "paymentKey" or "paymentKey|orderId" (the order id the window was opened with), or
/// "virtual-account:BANK".
/// </summary>
internal sealed class TossGateway(TossSettings settings, TimeSpan timeout, TimeProvider time) : IPaymentProvider, IDisposable
{
    private const string VirtualAccount = "virtual-account:";
    private static readonly DateTimeOffset Oldest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ProviderHttp _http = new(settings.Url, timeout);
    private readonly AuthenticationHeaderValue _authorization = ProviderHttp.Basic(settings.SecretKey, "");

    public string Code => "toss";

    public IReadOnlyList<PaymentMethod> MethodsFor(Currency currency) => currency == Currency.Krw
        ?
        [
            new(Code, "card", new LocalizedText("토스페이먼츠 (카드·간편결제)", "Toss Payments (card, wallets)"), null),
            new(Code, "bank-transfer", new LocalizedText("가상계좌 (토스페이먼츠)", "Virtual account (Toss Payments)"), null),
        ]
        : [];

    /// <summary>The paymentKey is known before the confirmation: a lost answer can be asked after by it, and it pays for one thing only.</summary>
    public string? ReferenceOf(string token) => token.StartsWith(VirtualAccount, StringComparison.Ordinal) ? null : token.Split('|')[0];

    public async Task<ProviderAnswer> StartAsync(ProviderStart request, CancellationToken ct)
    {
        var reply = request.Token.StartsWith(VirtualAccount, StringComparison.Ordinal)
            ? await PostAsync(
                "v1/virtual-accounts", request.Payment.ToString(),
                new
                {
                    amount = request.Amount.Amount, orderId = request.Payment.ToString(), orderName = request.OrderNumber, customerName = request.OrderNumber,
                    bank = request.Token[VirtualAccount.Length..], validHours = 72,
                },
                ct)
            : await PostAsync(
                "v1/payments/confirm", request.Payment.ToString(),
                new
                {
                    paymentKey = ReferenceOf(request.Token), orderId = request.Token.Split('|') is [_, { } orderId] ? orderId : request.Payment.ToString(),
                    amount = request.Amount.Amount,
                },
                ct);
        return Read(reply);
    }

    public Task<ProviderAnswer> CaptureAsync(ProviderHandle payment, long amount, CancellationToken ct) => FetchAsync(payment, ct);

    public async Task<ProviderAnswer> VoidAsync(ProviderHandle payment, CancellationToken ct)
    {
        var seen = await FetchAsync(payment, ct);
        return seen is ProviderAnswer.Known { Payment: { Status: ProviderStatus.AwaitingTransfer or ProviderStatus.Authorized, Reference: var key } }
            ? Read(await PostAsync($"v1/payments/{Uri.EscapeDataString(key)}/cancel", payment.Payment + ":void", new { cancelReason = "given up" }, ct))
            : seen;
    }

    public async Task<RefundAnswer> RefundAsync(ProviderHandle payment, RefundId refund, long amount, string reason, CancellationToken ct)
    {
        var reply = await PostAsync(
            $"v1/payments/{Uri.EscapeDataString(payment.Reference ?? "")}/cancel", refund.ToString(),
            new { cancelReason = reason.Length > 200 ? reason[..200] : reason, cancelAmount = amount }, ct);
        if (reply is null or { SaysNothing: true } or { Status: HttpStatusCode.Conflict })
        {
            return new RefundAnswer.Lost("No answer.");
        }

        if (!reply.Succeeded)
        {
            return new RefundAnswer.Refused(ErrorCode(reply.Body));
        }

        // The answer to a key names the cancellation it made as the last transaction.
        var last = reply.Body.Text("lastTransactionKey");
        return ReadPayment(reply.Body!.Value).Refunds!.LastOrDefault(r => r.Reference == last && r.Amount == amount) is { } made
            ? new RefundAnswer.Known(made with { Refund = refund })
            : new RefundAnswer.Lost("The answer does not name the refund.");
    }

    public async Task<ProviderAnswer> FetchAsync(ProviderHandle payment, CancellationToken ct)
    {
        var reply = await GetAsync(payment.Reference is { } key ? $"v1/payments/{Uri.EscapeDataString(key)}" : $"v1/payments/orders/{payment.Payment}", ct);
        return reply is { Status: HttpStatusCode.NotFound } ? ProviderAnswer.Absent.Now : Read(reply);
    }

    public async IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var path = $"v1/transactions?startDate={Date(since < Oldest ? Oldest : since)}&endDate={Date(time.GetUtcNow() + TimeSpan.FromDays(1))}&limit=1000&startingAfter={after}";
            var reply = await GetAsync(path, ct);
            if (reply is not { Succeeded: true })
            {
                throw new HttpRequestException("Toss Payments did not list its transactions.");
            }

            var page = reply.Body.Items().ToArray();
            foreach (JsonElement? item in page)
            {
                after = item.Text("transactionKey");
                if (item.Text("paymentKey") is { } key && seen.Add(key) && await GetAsync($"v1/payments/{Uri.EscapeDataString(key)}", ct) is { Succeeded: true, Body: { } body })
                {
                    yield return ReadPayment(body);
                }
            }

            if (page.Length < 1000)
            {
                yield break;
            }
        }
    }

    /// <summary>Toss does not sign these messages; they are hints, and what became of the payment is asked of Toss.</summary>
    public Task<WebhookReading> ReadWebhookAsync(WebhookMessage message, CancellationToken ct)
    {
        if (message.Headers.TryGetValue("tosspayments-webhook-transmission-time", out var sent) &&
            DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && (message.ReceivedAt - at).Duration() > TimeSpan.FromDays(4))
        {
            return Task.FromResult<WebhookReading>(new WebhookReading.Refused("The message is too old."));
        }

        var told = Wire.Parse(message.Body);
        var data = told.Text("eventType") is null ? told : told.At("data");
        var (key, orderId) = (data.Text("paymentKey"), data.Text("orderId"));
        if (key is null && orderId is null)
        {
            return Task.FromResult<WebhookReading>(new WebhookReading.Refused("The message is not of Toss Payments' form."));
        }

        var id = message.Headers.TryGetValue("tosspayments-webhook-transmission-id", out var transmission) && transmission.Length is > 0 and <= 200
            ? transmission
            : Convert.ToHexStringLower(SHA256.HashData(message.Body));
        return Task.FromResult<WebhookReading>(
            new WebhookReading.About(id, told.Text("eventType") ?? "DEPOSIT_CALLBACK", PaymentId.TryParse(orderId, null, out var payment) ? payment : null, key));
    }

    public void Dispose() => _http.Dispose();

    /// <remarks>409: a request with the same key is still under way.</remarks>
    private static ProviderAnswer Read(ProviderReply? reply) => reply switch
    {
        null or { SaysNothing: true } or { Status: HttpStatusCode.Conflict } => new ProviderAnswer.Lost("No answer."),
        { Succeeded: true, Body: { } body } => new ProviderAnswer.Known(ReadPayment(body)),
        _ => new ProviderAnswer.Refused(ErrorCode(reply.Body)),
    };

    private static ProviderPayment ReadPayment(JsonElement payment)
    {
        JsonElement? json = payment;
        var currency = Currency.Parse(json.Text("currency") ?? "KRW");
        var total = payment.GetProperty("totalAmount").GetInt64();
        var cancels = json.At("cancels").Items().Select(c => (JsonElement?)c)
            .Select(c => new ProviderRefund(c.Text("transactionKey") ?? "", null, c.Number("cancelAmount") ?? 0, RefundState.Succeeded)).ToArray();
        var account = json.At("virtualAccount");
        var taken = json.Text("approvedAt") is not null && json.Text("status") is "DONE" or "PARTIAL_CANCELED" or "CANCELED";
        return new ProviderPayment(
            payment.GetProperty("paymentKey").GetString()!,
            PaymentId.TryParse(json.Text("orderId"), null, out var id) ? id : null,
            json.Text("status") switch
            {
                _ when taken => ProviderStatus.Captured,
                "CANCELED" => ProviderStatus.Voided,
                "WAITING_FOR_DEPOSIT" => ProviderStatus.AwaitingTransfer,
                "ABORTED" or "EXPIRED" => ProviderStatus.Declined,
                _ => ProviderStatus.Processing,
            },
            new Money(total, currency),
            taken ? total : 0,
            Refunds: taken ? cancels : [],
            Action: account is null || json.Text("status") != "WAITING_FOR_DEPOSIT" ? null : new PaymentAction(
                "bank-transfer", null, account.Text("bankCode"), account.Text("accountNumber"), account.Text("customerName"),
                DateTimeOffset.TryParse(account.Text("dueDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var due) ? due : null),
            DeclineCode: json.At("failure").Text("code")?.ToLowerInvariant().Replace('_', '-'),
            MethodLabel: json.At("easyPay").Text("provider") ?? json.At("card").Text("number") ?? json.Text("method"));
    }

    private static string ErrorCode(JsonElement? body) => (body.Text("code") ?? "provider-refused").ToLowerInvariant().Replace('_', '-');

    private static string Date(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private Task<ProviderReply?> PostAsync(string path, string key, object body, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, MaruJson.Internal);
        return _http.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = _authorization }, Content = ProviderHttp.Json(bytes) };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            ct);
    }

    private Task<ProviderReply?> GetAsync(string path, CancellationToken ct) =>
        _http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = _authorization } }, ct);
}
