using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Providers.Stripe;

/// <summary>Stripe by PaymentIntents (docs.stripe.com/api): form-encoded requests, an Idempotency-Key on each, our ids in metadata.</summary>
internal sealed class StripeGateway(StripeSettings settings, TimeSpan timeout) : IPaymentProvider, IDisposable
{
    private const string Expand = "expand[]=latest_charge.balance_transaction&expand[]=latest_charge.refunds";

    private readonly ProviderHttp _http = new(settings.Url, timeout);
    private readonly AuthenticationHeaderValue _authorization = new("Bearer", settings.SecretKey);

    public string Code => "stripe";

    public IReadOnlyList<PaymentMethod> MethodsFor(Currency currency) => [new(Code, "card", LocalizedText.Same("Stripe"), null)];

    public async Task<ProviderAnswer> StartAsync(ProviderStart request, CancellationToken ct)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("amount", Text(request.Amount.Amount)),
            new("currency", request.Amount.Currency.Code.ToLowerInvariant()),
            new("payment_method", request.Token),
            new("confirm", "true"),
            new("capture_method", request.Capture ? "automatic" : "manual"),
            new("description", request.OrderNumber),
            new("metadata[payment_id]", request.Payment.ToString()),
            new("automatic_payment_methods[enabled]", "true"),
        };
        if (request.ReturnUrl is { } back)
        {
            form.Add(new("return_url", back));
        }
        else
        {
            form.Add(new("automatic_payment_methods[allow_redirects]", "never"));
        }

        return Read(await PostAsync("v1/payment_intents?" + Expand, request.Payment.ToString(), form, ct));
    }

    public async Task<ProviderAnswer> CaptureAsync(ProviderHandle payment, long amount, CancellationToken ct) => payment.Reference is { } id
        ? Read(await PostAsync($"v1/payment_intents/{id}/capture?{Expand}", payment.Payment + ":capture", [new("amount_to_capture", Text(amount))], ct))
        : ProviderAnswer.Absent.Now;

    public async Task<ProviderAnswer> VoidAsync(ProviderHandle payment, CancellationToken ct)
    {
        if (payment.Reference is { } id)
        {
            return Read(await PostAsync($"v1/payment_intents/{id}/cancel?{Expand}", payment.Payment + ":void", [], ct));
        }

        return await FetchAsync(payment, ct) is ProviderAnswer.Known found ? await VoidAsync(payment with { Reference = found.Payment.Reference }, ct) : ProviderAnswer.Absent.Now;
    }

    public async Task<RefundAnswer> RefundAsync(ProviderHandle payment, RefundId refund, long amount, string reason, CancellationToken ct)
    {
        var reply = await PostAsync(
            "v1/refunds", refund.ToString(),
            [new("payment_intent", payment.Reference ?? ""), new("amount", Text(amount)), new("reason", "requested_by_customer"), new("metadata[refund_id]", refund.ToString())], ct);
        return reply switch
        {
            null or { SaysNothing: true } or { Status: HttpStatusCode.Conflict } => new RefundAnswer.Lost("No answer."),
            { Succeeded: true, Body: { } body } => new RefundAnswer.Known(ReadRefund(body)),
            _ => new RefundAnswer.Refused(ErrorCode(reply.Body)),
        };
    }

    public async Task<ProviderAnswer> FetchAsync(ProviderHandle payment, CancellationToken ct)
    {
        if (payment.Reference is null)
        {
            // The search lags behind by up to a minute: an empty answer is no proof for a young payment, and is not taken for one.
            var query = Uri.EscapeDataString($"metadata['payment_id']:'{payment.Payment}'");
            var found = await GetAsync($"v1/payment_intents/search?query={query}&expand[]=data.latest_charge.balance_transaction&expand[]=data.latest_charge.refunds", ct);
            return found is { Succeeded: true, Body: { } list }
                ? list.GetProperty("data").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
                    ? new ProviderAnswer.Known(ReadIntent(first))
                    : ProviderAnswer.Absent.Now
                : new ProviderAnswer.Lost("No answer.");
        }

        var reply = await GetAsync($"v1/payment_intents/{payment.Reference}?{Expand}", ct);
        if (reply is { Status: HttpStatusCode.NotFound })
        {
            return ProviderAnswer.Absent.Now;
        }

        return Read(reply) is ProviderAnswer.Known known ? await WithDisputeAsync(known, reply!.Body!.Value, ct) : Read(reply);
    }

    public async IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        for (var more = true; more;)
        {
            var path = $"v1/payment_intents?limit=100&created[gte]={Text(since.ToUnixTimeSeconds())}&expand[]=data.latest_charge.balance_transaction&expand[]=data.latest_charge.refunds";
            var reply = await GetAsync(after is null ? path : path + "&starting_after=" + after, ct);
            if (reply is not { Succeeded: true, Body: { } body })
            {
                throw new HttpRequestException("Stripe did not list its payments.");
            }

            more = body.GetProperty("has_more").GetBoolean();
            foreach (var item in body.GetProperty("data").EnumerateArray())
            {
                after = item.GetProperty("id").GetString();
                if (Currency.TryParse(item.GetProperty("currency").GetString()!.ToUpperInvariant(), null, out _))
                {
                    yield return ReadIntent(item);
                }
            }
        }
    }

    public Task<WebhookReading> ReadWebhookAsync(WebhookMessage message, CancellationToken ct)
    {
        if (!message.Headers.TryGetValue("Stripe-Signature", out var header) ||
            !TimestampedSignature.IsGenuine(header, message.Body, Encoding.UTF8.GetBytes(settings.WebhookSecret), message.ReceivedAt))
        {
            return Task.FromResult<WebhookReading>(new WebhookReading.Refused("The signature is missing, wrong or too old."));
        }

        var told = Wire.Parse(message.Body);
        var (id, type, about) = (told.Text("id"), told.Text("type"), told.At("data").At("object"));
        if (id is null || type is null || about is null)
        {
            return Task.FromResult<WebhookReading>(new WebhookReading.Refused("The message is not of Stripe's form."));
        }

        // A charge, a refund and a dispute name their intent.
        var reference = about.Text("object") == "payment_intent" ? about.Text("id") : about.Text("payment_intent");
        return Task.FromResult<WebhookReading>(reference is null
            ? new WebhookReading.Ignored(id, type)
            : new WebhookReading.About(id, type, PaymentId.TryParse(about.At("metadata").Text("payment_id"), null, out var payment) ? payment : null, reference));
    }

    public void Dispose() => _http.Dispose();

    /// <remarks>409: a request with the same key is still under way.</remarks>
    private static ProviderAnswer Read(ProviderReply? reply)
    {
        if (reply is null or { SaysNothing: true } or { Status: HttpStatusCode.Conflict })
        {
            return new ProviderAnswer.Lost("No answer.");
        }

        if (reply.Succeeded)
        {
            return new ProviderAnswer.Known(ReadIntent(reply.Body!.Value));
        }

        // A refused card comes as an error with the intent inside.
        return reply.Body.At("error").At("payment_intent") is { ValueKind: JsonValueKind.Object } intent && reply.Body.At("error").Text("type") == "card_error"
            ? new ProviderAnswer.Known(ReadIntent(intent))
            : new ProviderAnswer.Refused(ErrorCode(reply.Body));
    }

    private static ProviderPayment ReadIntent(JsonElement intent)
    {
        JsonElement? json = intent;
        var currency = Currency.Parse(intent.GetProperty("currency").GetString()!.ToUpperInvariant());
        var charge = json.At("latest_charge");
        var balance = charge.At("balance_transaction");
        var card = charge.At("payment_method_details").At("card");
        var error = json.At("last_payment_error");
        return new ProviderPayment(
            intent.GetProperty("id").GetString()!,
            PaymentId.TryParse(json.At("metadata").Text("payment_id"), null, out var payment) ? payment : null,
            json.Text("status") switch
            {
                "succeeded" => ProviderStatus.Captured,
                "requires_capture" => ProviderStatus.Authorized,
                "requires_action" or "requires_confirmation" => ProviderStatus.ActionRequired,
                "requires_payment_method" => ProviderStatus.Declined,
                "canceled" => ProviderStatus.Voided,
                _ => ProviderStatus.Processing,
            },
            new Money(intent.GetProperty("amount").GetInt64(), currency),
            json.Number("amount_received") ?? 0,
            // The fee is in the currency of the payout; another than the payment's cannot be set against it.
            string.Equals(balance.Text("currency"), currency.Code, StringComparison.OrdinalIgnoreCase) ? balance.Number("fee") ?? 0 : 0,
            [.. charge.At("refunds").At("data").Items().Select(ReadRefund)],
            Action: json.At("next_action").At("redirect_to_url").Text("url") is { } url ? new Contracts.Ordering.PaymentAction("redirect", url, null, null, null, null) : null,
            DeclineCode: (error.Text("decline_code") ?? error.Text("code"))?.Replace('_', '-'),
            MethodLabel: card.Text("last4") is { } last4 ? $"{card.Text("brand")} ···· {last4}" : null);
    }

    private static ProviderRefund ReadRefund(JsonElement refund)
    {
        JsonElement? json = refund;
        return new ProviderRefund(
            refund.GetProperty("id").GetString()!, RefundId.TryParse(json.At("metadata").Text("refund_id"), null, out var id) ? id : null, refund.GetProperty("amount").GetInt64(),
            json.Text("status") switch { "succeeded" => RefundState.Succeeded, "failed" or "canceled" => RefundState.Failed, _ => RefundState.Pending },
            json.Text("failure_reason")?.Replace('_', '-'));
    }

    private async Task<ProviderAnswer> WithDisputeAsync(ProviderAnswer.Known known, JsonElement intent, CancellationToken ct)
    {
        if (((JsonElement?)intent).At("latest_charge") is not { } charge || !charge.TryGetProperty("disputed", out var disputed) || disputed.ValueKind != JsonValueKind.True)
        {
            return known;
        }

        var reply = await GetAsync("v1/disputes?limit=1&payment_intent=" + known.Payment.Reference, ct);
        if (reply is not { Succeeded: true } || reply.Body.At("data").Items().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } dispute)
        {
            return new ProviderAnswer.Lost("The dispute could not be read.");
        }

        JsonElement? json = dispute;
        return json.Text("status") is "warning_needs_response" or "warning_under_review" or "warning_closed"
            ? known
            : new ProviderAnswer.Known(known.Payment with
            {
                Dispute = json.Text("status") switch { "won" => DisputeStatus.Won, "lost" => DisputeStatus.Lost, _ => DisputeStatus.Open },
                Disputed = json.Number("amount") ?? 0,
                DisputeReason = json.Text("reason"),
            });
    }

    private static string ErrorCode(JsonElement? body) => (body.At("error").Text("decline_code") ?? body.At("error").Text("code") ?? "provider-refused").Replace('_', '-');

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<ProviderReply?> PostAsync(string path, string key, List<KeyValuePair<string, string>> form, CancellationToken ct) => _http.SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = _authorization }, Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        },
        ct);

    private Task<ProviderReply?> GetAsync(string path, CancellationToken ct) =>
        _http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = _authorization } }, ct);
}
