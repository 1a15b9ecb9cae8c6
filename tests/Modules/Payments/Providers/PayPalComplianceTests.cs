using System.Text;
using System.Text.Json.Nodes;
using Maru.Contracts;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.PayPal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Payments.Tests.Providers;

public sealed class PayPalComplianceTests : ProviderCompliance
{
    private protected override async Task<IProviderFixture> CreateAsync()
    {
        var simulator = new PayPalSimulator();
        await simulator.StartAsync();
        return new Fixture(simulator);
    }

    private sealed class Fixture(PayPalSimulator simulator) : IProviderFixture
    {
        private readonly PayPalGateway _gateway = new(new PayPalSettings(simulator.Address, "client", "secret", "WH-1"), TimeSpan.FromSeconds(5), TimeProvider.System);

        public IPaymentProvider Provider => _gateway;

        public Currency Currency => Currency.Usd;

        public bool CanAuthorize => true;

        public string Good(PaymentId payment, long amount) => "paypal";

        // Refusals come on PayPal's own page, before the shop hears of anything.
        public string? Bad(PaymentId payment, long amount) => null;

        public void Agree(string reference) => simulator.Approve(reference);

        public void LoseAnswers(int count) => simulator.AnswersToLose = count;

        public void FailRequests(int count) => simulator.RequestsToFail = count;

        public WebhookMessage Genuine(string reference, PaymentId payment) => Message(reference, payment, "genuine");

        public WebhookMessage Forged(string reference, PaymentId payment) => Message(reference, payment, "forged");

        public ValueTask DisposeAsync()
        {
            _gateway.Dispose();
            return simulator.DisposeAsync();
        }

        private static WebhookMessage Message(string reference, PaymentId payment, string signature) => new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["PAYPAL-TRANSMISSION-ID"] = "t-1", ["PAYPAL-TRANSMISSION-TIME"] = DateTimeOffset.UtcNow.ToString("O"), ["PAYPAL-TRANSMISSION-SIG"] = signature,
                ["PAYPAL-AUTH-ALGO"] = "SHA256withRSA", ["PAYPAL-CERT-URL"] = "https://api.paypal.com/cert",
            },
            Encoding.UTF8.GetBytes(
                $$$"""{"id":"WH-EVT-1","event_type":"CHECKOUT.ORDER.APPROVED","resource":{"id":"{{{reference}}}","purchase_units":[{"custom_id":"{{{payment}}}"}]}}"""),
            DateTimeOffset.UtcNow);
    }
}

/// <summary>The calls of PayPal's API that are used.</summary>
internal sealed class PayPalSimulator : Simulator
{
    private readonly Dictionary<string, JsonObject> _orders = [];

    public void Approve(string order) => _orders[order]["status"] = "APPROVED";

    protected override bool IsMerchant(HttpRequest request) => request.Headers.Authorization == "Bearer A21AA";

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/oauth2/token", (HttpContext c) => c.Request.Headers.Authorization == "Basic " + Convert.ToBase64String("client:secret"u8)
            ? Results.Json(new { access_token = "A21AA", token_type = "Bearer", expires_in = 32400 }) : Results.StatusCode(401));
        routes.MapPost("/v2/checkout/orders", (Delegate)((HttpContext c) => JsonAsync(c, Create)));
        routes.MapGet("/v2/checkout/orders/{id}", (string id, HttpContext c) => ActAsync(c, null, () => _orders.TryGetValue(id, out var o) ? (200, o.DeepClone()) : Error(404, "RESOURCE_NOT_FOUND")));
        routes.MapPost("/v2/checkout/orders/{id}/capture", (string id, HttpContext c) => JsonAsync(c, _ => Complete(id, o => Capture(o, (JsonObject)Unit(o)["amount"]!))));
        routes.MapPost("/v2/checkout/orders/{id}/authorize", (string id, HttpContext c) => JsonAsync(c, _ => Complete(id, o => Add(o, "authorizations", "CREATED", (JsonObject)Unit(o)["amount"]!))));
        routes.MapPost("/v2/payments/authorizations/{id}/capture", (string id, HttpContext c) => JsonAsync(c, body => OfPayment("authorizations", id, (order, authorization) =>
        {
            authorization["status"] = "CAPTURED";
            return (201, Capture(order, (JsonObject)body["amount"]!).DeepClone());
        })));
        routes.MapPost("/v2/payments/authorizations/{id}/void", (string id, HttpContext c) => JsonAsync(c, _ => OfPayment("authorizations", id, (_, authorization) =>
        {
            authorization["status"] = "VOIDED";
            return (204, null);
        })));
        routes.MapPost("/v2/payments/captures/{id}/refund", (string id, HttpContext c) => JsonAsync(c, body => OfPayment("captures", id, (order, capture) => Refund(order, capture, body))));
        routes.MapPost("/v1/notifications/verify-webhook-signature", (Delegate)((HttpContext c) => JsonAsync(c, body =>
            (200, new JsonObject { ["verification_status"] = (string)body["transmission_sig"]! == "genuine" && (string)body["webhook_id"]! == "WH-1" ? "SUCCESS" : "FAILURE" }))));
        routes.MapGet("/v1/reporting/transactions", (Delegate)((HttpContext c) => ActAsync(c, null, () => (200, new JsonObject
        {
            ["total_pages"] = 1,
            ["transaction_details"] = new JsonArray([.. _orders.Values.SelectMany(o => Transactions(o, "captures", "T0006", 1).Concat(Transactions(o, "refunds", "T1107", -1)))]),
        }))));
    }

    private static JsonObject Unit(JsonObject order) => (JsonObject)order["purchase_units"]![0]!;

    private static decimal Value(JsonNode amount) => decimal.Parse((string)amount["value"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static (int, JsonNode?) Error(int status, string issue) => (status, new JsonObject { ["name"] = "UNPROCESSABLE_ENTITY", ["details"] = new JsonArray(new JsonObject { ["issue"] = issue }) });

    private static IEnumerable<JsonNode> Transactions(JsonObject order, string kind, string code, int sign) =>
        ((JsonArray?)Unit(order)["payments"]?[kind] ?? []).Select(p => new JsonObject
        {
            ["transaction_info"] = new JsonObject
            {
                ["transaction_id"] = (string)p!["id"]!, ["transaction_event_code"] = code, ["transaction_status"] = "S", ["custom_field"] = (string)Unit(order)["custom_id"]!,
                ["transaction_amount"] = new JsonObject
                {
                    ["currency_code"] = (string)p["amount"]!["currency_code"]!, ["value"] = (sign * Value(p["amount"]!)).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                },
            },
        });

    private static JsonObject Add(JsonObject order, string kind, string status, JsonObject amount)
    {
        var payments = (JsonObject)(Unit(order)["payments"] ??= new JsonObject());
        var made = new JsonObject { ["id"] = Guid.NewGuid().ToString("N").ToUpperInvariant()[..17], ["status"] = status, ["amount"] = amount.DeepClone() };
        ((JsonArray)(payments[kind] ??= new JsonArray())).Add(made);
        return made;
    }

    private JsonObject Capture(JsonObject order, JsonObject amount)
    {
        var made = Add(order, "captures", "COMPLETED", amount);
        made["seller_receivable_breakdown"] = new JsonObject { ["paypal_fee"] = new JsonObject { ["currency_code"] = (string)amount["currency_code"]!, ["value"] = "0.79" } };
        return made;
    }

    private async Task<IResult> JsonAsync(HttpContext context, Func<JsonNode, (int, JsonNode?)> act)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        return await ActAsync(context, context.Request.Headers["PayPal-Request-Id"], () => act(body!));
    }

    private (int, JsonNode?) Create(JsonNode body)
    {
        var id = Guid.NewGuid().ToString("N").ToUpperInvariant()[..17];
        var order = new JsonObject
        {
            ["id"] = id, ["intent"] = (string)body["intent"]!, ["status"] = "PAYER_ACTION_REQUIRED", ["purchase_units"] = body["purchase_units"]!.DeepClone(),
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "payer-action", ["href"] = "https://www.sandbox.paypal.com/checkoutnow?token=" + id }),
        };
        _orders[id] = order;
        return (201, order.DeepClone());
    }

    private (int, JsonNode?) Complete(string id, Action<JsonObject> complete)
    {
        if ((string)_orders[id]["status"]! != "APPROVED")
        {
            return Error(422, "ORDER_NOT_APPROVED");
        }

        complete(_orders[id]);
        _orders[id]["status"] = "COMPLETED";
        return (201, _orders[id].DeepClone());
    }

    private (int, JsonNode?) OfPayment(string kind, string id, Func<JsonObject, JsonObject, (int, JsonNode?)> act)
    {
        foreach (var order in _orders.Values)
        {
            if (((JsonArray?)Unit(order)["payments"]?[kind])?.FirstOrDefault(p => (string)p!["id"]! == id) is JsonObject payment)
            {
                return act(order, payment);
            }
        }

        return Error(404, "INVALID_RESOURCE_ID");
    }

    private static (int, JsonNode?) Refund(JsonObject order, JsonObject capture, JsonNode body)
    {
        var before = ((JsonArray?)Unit(order)["payments"]!["refunds"])?.Sum(r => Value(r!["amount"]!)) ?? 0;
        if (before + Value(body["amount"]!) > Value(capture["amount"]!))
        {
            return Error(422, "REFUND_AMOUNT_EXCEEDED");
        }

        var refund = Add(order, "refunds", "COMPLETED", (JsonObject)body["amount"]!);
        refund["custom_id"] = (string)body["custom_id"]!;
        return (201, refund.DeepClone());
    }
}
