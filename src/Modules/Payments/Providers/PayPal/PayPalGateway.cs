using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Platform.Json;

namespace Maru.Modules.Payments.Providers.PayPal;

/// <summary>
/// PayPal by Orders v2 (developer.paypal.com/api): an order is made, the shopper agrees at PayPal, and the first look after that completes it.
/// An order that nobody agreed to takes no money and lapses by itself, so giving it up needs no call.
/// </summary>
internal sealed class PayPalGateway(PayPalSettings settings, TimeSpan timeout, TimeProvider time) : IPaymentProvider, IDisposable
{
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(3 * 365);

    private readonly ProviderHttp _http = new(settings.Url, timeout);
    private readonly PayPalToken _token = new(settings, time);

    public string Code => "paypal";

    /// <summary>PayPal does not take won.</summary>
    public IReadOnlyList<PaymentMethod> MethodsFor(Currency currency) =>
        currency == Currency.Krw ? [] : [new(Code, "wallet", LocalizedText.Same("PayPal"), null, "paypal")];

    public async Task<ProviderAnswer> StartAsync(ProviderStart request, CancellationToken ct) => Read(await SendAsync(
        HttpMethod.Post, "v2/checkout/orders", request.Payment.ToString(),
        new
        {
            intent = request.Capture ? "CAPTURE" : "AUTHORIZE",
            purchase_units = new[]
            {
                new { custom_id = request.Payment.ToString(), description = request.OrderNumber, amount = Amount(request.Amount.Amount, request.Amount.Currency) },
            },
            payment_source = new
            {
                paypal = new { experience_context = new { user_action = "PAY_NOW", shipping_preference = "NO_SHIPPING", return_url = request.ReturnUrl, cancel_url = request.ReturnUrl } },
            },
        },
        ct));

    public async Task<ProviderAnswer> CaptureAsync(ProviderHandle payment, long amount, CancellationToken ct)
    {
        var order = await LookAsync(payment, ct);
        if (order is not { Succeeded: true } || Collections(order.Body).At("authorizations").Items().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } authorization)
        {
            return Read(order);
        }

        var id = ((JsonElement?)authorization).Text("id");
        var reply = await SendAsync(
            HttpMethod.Post, $"v2/payments/authorizations/{id}/capture", payment.Payment + ":capture",
            new { amount = Amount(amount, payment.Amount.Currency), final_capture = true }, ct);
        return reply is { Succeeded: true } ? Read(await LookAsync(payment, ct)) : Read(reply);
    }

    public async Task<ProviderAnswer> VoidAsync(ProviderHandle payment, CancellationToken ct)
    {
        var order = payment.Reference is null ? null : await LookAsync(payment, ct);
        if (order is { SaysNothing: true } || (order is null && payment.Reference is not null))
        {
            return new ProviderAnswer.Lost("No answer.");
        }

        var known = order is { Succeeded: true } ? ReadOrder(order.Body!.Value) : null;
        if (known is { Status: ProviderStatus.Authorized })
        {
            var id = ((JsonElement?)Collections(order!.Body).At("authorizations").Items().First()).Text("id");
            var reply = await SendAsync(HttpMethod.Post, $"v2/payments/authorizations/{id}/void", payment.Payment + ":void", new { }, ct);
            return reply is { Succeeded: true } ? new ProviderAnswer.Known(known with { Status = ProviderStatus.Voided }) : Read(reply);
        }

        // Without our completing it nobody can: the shopper's agreement alone moves nothing.
        return new ProviderAnswer.Known(known switch
        {
            null => new ProviderPayment(payment.Reference ?? "", payment.Payment, ProviderStatus.Voided, payment.Amount),
            { Status: ProviderStatus.ActionRequired or ProviderStatus.Processing } => known with { Status = ProviderStatus.Voided, Action = null },
            _ => known,
        });
    }

    public async Task<RefundAnswer> RefundAsync(ProviderHandle payment, RefundId refund, long amount, string reason, CancellationToken ct)
    {
        var order = await LookAsync(payment, ct);
        if (order is not { Succeeded: true } || Collections(order.Body).At("captures").Items().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } capture)
        {
            return order is { Succeeded: true } ? new RefundAnswer.Refused("nothing-captured") : new RefundAnswer.Lost("The order could not be read.");
        }

        var reply = await SendAsync(
            HttpMethod.Post, $"v2/payments/captures/{((JsonElement?)capture).Text("id")}/refund", refund.ToString(),
            new { amount = Amount(amount, payment.Amount.Currency), custom_id = refund.ToString(), note_to_payer = reason.Length > 255 ? reason[..255] : reason }, ct);
        return reply switch
        {
            null or { SaysNothing: true } => new RefundAnswer.Lost("No answer."),
            { Succeeded: true, Body: { } body } => new RefundAnswer.Known(ReadRefund(body, payment.Amount.Currency) with { Refund = refund, Amount = amount }),
            _ => new RefundAnswer.Refused(ErrorCode(reply.Body)),
        };
    }

    public async Task<ProviderAnswer> FetchAsync(ProviderHandle payment, CancellationToken ct)
    {
        if (payment.Reference is null)
        {
            // Orders cannot be found by our id, but one whose id we never learned was never shown to the shopper either.
            return ProviderAnswer.Absent.Now;
        }

        var order = await LookAsync(payment, ct);
        if (order is { Status: HttpStatusCode.NotFound })
        {
            return ProviderAnswer.Absent.Now;
        }

        if (!payment.Wanted || order is not { Succeeded: true } || order.Body.Text("status") != "APPROVED")
        {
            return Read(order);
        }

        var complete = order.Body.Text("intent") == "AUTHORIZE" ? "authorize" : "capture";
        return Read(await SendAsync(HttpMethod.Post, $"v2/checkout/orders/{payment.Reference}/{complete}", payment.Payment + ":complete", new { }, ct)) switch
        {
            ProviderAnswer.Refused no when no.Code != "order-already-captured" =>
                new ProviderAnswer.Known(ReadOrder(order.Body!.Value) with { Status = ProviderStatus.Declined, DeclineCode = no.Code, Action = null }),
            ProviderAnswer.Refused => Read(await LookAsync(payment, ct)),
            var answer => answer,
        };
    }

    public async IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var sums = new Dictionary<PaymentId, ProviderPayment>();
        for (var from = since < now - LongestHistory ? now - LongestHistory : since; from < now; from += LongestRange)
        {
            for (var (page, pages) = (1L, 1L); page <= pages; page++)
            {
                var to = from + LongestRange < now ? from + LongestRange : now;
                var path = $"v1/reporting/transactions?start_date={Date(from)}&end_date={Date(to)}&fields=transaction_info&page_size=500&page={page.ToString(CultureInfo.InvariantCulture)}";
                var reply = await SendAsync(HttpMethod.Get, path, null, null, ct);
                if (reply is not { Succeeded: true })
                {
                    throw new HttpRequestException("PayPal did not list its transactions.");
                }

                pages = reply.Body.Number("total_pages") ?? 1;
                foreach (JsonElement? item in reply.Body.At("transaction_details").Items())
                {
                    Add(sums, item.At("transaction_info"));
                }
            }
        }

        foreach (var payment in sums.Values)
        {
            yield return payment;
        }
    }

    public async Task<WebhookReading> ReadWebhookAsync(WebhookMessage message, CancellationToken ct)
    {
        var told = Wire.Parse(message.Body);
        string? Header(string name) => message.Headers.GetValueOrDefault("PAYPAL-" + name);
        if (told is null || told.Text("id") is not { } id || told.Text("event_type") is not { } type || Header("TRANSMISSION-ID") is null ||
            !DateTimeOffset.TryParse(Header("TRANSMISSION-TIME"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent))
        {
            return new WebhookReading.Refused("The message is not of PayPal's form.");
        }

        // PayPal repeats an unheard message for three days.
        if ((message.ReceivedAt - sent).Duration() > TimeSpan.FromDays(4))
        {
            return new WebhookReading.Refused("The message is too old.");
        }

        var verdict = await SendAsync(
            HttpMethod.Post, "v1/notifications/verify-webhook-signature", null,
            new
            {
                auth_algo = Header("AUTH-ALGO"), cert_url = Header("CERT-URL"), transmission_id = Header("TRANSMISSION-ID"), transmission_sig = Header("TRANSMISSION-SIG"),
                transmission_time = Header("TRANSMISSION-TIME"), webhook_id = settings.WebhookId, webhook_event = told,
            },
            ct);
        if (verdict is null or { SaysNothing: true })
        {
            return new WebhookReading.NotNow();
        }

        if (verdict.Body.Text("verification_status") != "SUCCESS")
        {
            return new WebhookReading.Refused("PayPal does not stand by the signature.");
        }

        var resource = told.At("resource");
        var order = type.StartsWith("CHECKOUT.ORDER.", StringComparison.Ordinal)
            ? resource.Text("id")
            : resource.At("supplementary_data").At("related_ids").Text("order_id");
        JsonElement? unit = resource.At("purchase_units").Items().FirstOrDefault();
        var custom = resource.Text("custom_id") ?? unit.Text("custom_id");
        return order is null && custom is null
            ? new WebhookReading.Ignored(id, type)
            : new WebhookReading.About(id, type, PaymentId.TryParse(custom, null, out var payment) ? payment : null, order);
    }

    public void Dispose() => _http.Dispose();

    private static void Add(Dictionary<PaymentId, ProviderPayment> sums, JsonElement? info)
    {
        if (!PaymentId.TryParse(info.Text("custom_field"), null, out var payment) || info.Text("transaction_status") != "S" ||
            !Currency.TryParse(info.At("transaction_amount").Text("currency_code"), null, out var currency) ||
            Wire.MinorUnits(info.At("transaction_amount").Text("value"), currency) is not { } amount)
        {
            return;
        }

        // T00xx: a payment came; T11xx: something went back. A refund carries the custom id of its payment.
        var before = sums.GetValueOrDefault(payment) ?? new ProviderPayment("", payment, ProviderStatus.Captured, Money.Zero(currency), Refunds: []);
        sums[payment] = info.Text("transaction_event_code") switch
        {
            ['T', '0', '0', ..] => before with { Captured = before.Captured + amount, Amount = before.Amount + new Money(amount, currency) },
            ['T', '1', '1', ..] => before with
            {
                Refunds = [.. before.Refunds!, new ProviderRefund(info.Text("transaction_id") ?? "", null, Math.Abs(amount), RefundState.Succeeded)],
            },
            _ => before,
        };
    }

    private static object Amount(long amount, Currency currency) => new { currency_code = currency.Code, value = Wire.MajorUnits(amount, currency) };

    private static JsonElement? Collections(JsonElement? order) => ((JsonElement?)order.At("purchase_units").Items().FirstOrDefault()).At("payments");

    private static ProviderAnswer Read(ProviderReply? reply) => reply switch
    {
        null or { SaysNothing: true } => new ProviderAnswer.Lost("No answer."),
        { Succeeded: true, Body: { } body } => new ProviderAnswer.Known(ReadOrder(body)),
        { Status: HttpStatusCode.NotFound } => ProviderAnswer.Absent.Now,
        _ => new ProviderAnswer.Refused(ErrorCode(reply.Body)),
    };

    private static ProviderPayment ReadOrder(JsonElement order)
    {
        JsonElement? json = order;
        JsonElement? unit = json.At("purchase_units").Items().First();
        var currency = Currency.Parse(unit.At("amount").Text("currency_code")!);
        long Minor(JsonElement? amount) => Wire.MinorUnits(amount.Text("value"), currency) ?? 0;
        var captures = unit.At("payments").At("captures").Items().Select(c => (JsonElement?)c).ToArray();
        var taken = captures.Where(c => c.Text("status") is "COMPLETED" or "PARTIALLY_REFUNDED" or "REFUNDED").ToArray();
        JsonElement? authorization = unit.At("payments").At("authorizations").Items().FirstOrDefault();
        var approve = json.At("links").Items().Select(l => (JsonElement?)l).FirstOrDefault(l => l.Text("rel") is "payer-action" or "approve").Text("href");
        var status = json.Text("status") switch
        {
            _ when taken.Length > 0 => ProviderStatus.Captured,
            _ when captures.Any(c => c.Text("status") == "PENDING") => ProviderStatus.Processing,
            _ when captures.Any(c => c.Text("status") is "DECLINED" or "FAILED") => ProviderStatus.Declined,
            _ when authorization.Text("status") is "VOIDED" or "EXPIRED" => ProviderStatus.Voided,
            _ when authorization.Text("status") is "DENIED" => ProviderStatus.Declined,
            _ when authorization.Text("status") is "CREATED" or "PARTIALLY_CAPTURED" => ProviderStatus.Authorized,
            "VOIDED" => ProviderStatus.Voided,
            "CREATED" or "PAYER_ACTION_REQUIRED" or "SAVED" => ProviderStatus.ActionRequired,
            _ => ProviderStatus.Processing,
        };
        return new ProviderPayment(
            order.GetProperty("id").GetString()!,
            PaymentId.TryParse(unit.Text("custom_id"), null, out var payment) ? payment : null,
            status,
            new Money(Minor(unit.At("amount")), currency),
            taken.Sum(c => Minor(c.At("amount"))),
            taken.Sum(c => Minor(c.At("seller_receivable_breakdown").At("paypal_fee"))),
            [.. unit.At("payments").At("refunds").Items().Select(r => ReadRefund(r, currency))],
            Action: status == ProviderStatus.ActionRequired && approve is not null ? new PaymentAction("redirect", approve, null, null, null, null) : null,
            DeclineCode: status == ProviderStatus.Declined ? "declined-by-paypal" : null,
            MethodLabel: "PayPal");
    }

    private static ProviderRefund ReadRefund(JsonElement refund, Currency currency)
    {
        JsonElement? json = refund;
        return new ProviderRefund(
            refund.GetProperty("id").GetString()!, RefundId.TryParse(json.Text("custom_id"), null, out var id) ? id : null,
            Wire.MinorUnits(json.At("amount").Text("value"), currency) ?? 0,
            json.Text("status") switch { "COMPLETED" => RefundState.Succeeded, "FAILED" or "CANCELLED" => RefundState.Failed, _ => RefundState.Pending });
    }

    private static string ErrorCode(JsonElement? body) =>
        (((JsonElement?)body.At("details").Items().FirstOrDefault()).Text("issue") ?? body.Text("name") ?? "provider-refused").ToLowerInvariant().Replace('_', '-');

    private static string Date(DateTimeOffset at) => Uri.EscapeDataString(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private Task<ProviderReply?> LookAsync(ProviderHandle payment, CancellationToken ct) => SendAsync(HttpMethod.Get, $"v2/checkout/orders/{payment.Reference}", null, null, ct);

    private async Task<ProviderReply?> SendAsync(HttpMethod method, string path, string? key, object? body, CancellationToken ct)
    {
        if (await _token.GetAsync(_http, ct) is not { } token)
        {
            return null;
        }

        var bytes = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, MaruJson.Internal);
        return await _http.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(method, path) { Headers = { Authorization = token }, Content = bytes is null ? null : ProviderHttp.Json(bytes) };
                request.Headers.Add("Prefer", "return=representation");
                if (key is not null)
                {
                    request.Headers.Add("PayPal-Request-Id", key);
                }

                return request;
            },
            ct);
    }
}
