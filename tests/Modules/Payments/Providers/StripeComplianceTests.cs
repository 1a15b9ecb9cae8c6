using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Maru.Contracts;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Payments.Tests.Providers;

public sealed class StripeComplianceTests : ProviderCompliance
{
    private protected override async Task<IProviderFixture> CreateAsync()
    {
        var simulator = new StripeSimulator();
        await simulator.StartAsync();
        return new Fixture(simulator);
    }

    private sealed class Fixture(StripeSimulator simulator) : IProviderFixture
    {
        private readonly StripeGateway _gateway = new(new StripeSettings(simulator.Address, StripeSimulator.Key, "whsec_stripe"), TimeSpan.FromSeconds(5));

        public IPaymentProvider Provider => _gateway;

        public Currency Currency => Currency.Usd;

        public bool CanAuthorize => true;

        public string Good(PaymentId payment, long amount) => "pm_card_visa";

        public string Bad(PaymentId payment, long amount) => "pm_card_chargeDeclined";

        public void Agree(string reference)
        {
        }

        public void LoseAnswers(int count) => simulator.AnswersToLose = count;

        public void FailRequests(int count) => simulator.RequestsToFail = count;

        public WebhookMessage Genuine(string reference, PaymentId payment) => Message(reference, payment, "whsec_stripe");

        public WebhookMessage Forged(string reference, PaymentId payment) => Message(reference, payment, "whsec_other");

        public ValueTask DisposeAsync()
        {
            _gateway.Dispose();
            return simulator.DisposeAsync();
        }

        private static WebhookMessage Message(string reference, PaymentId payment, string secret)
        {
            var told = new JsonObject
            {
                ["id"] = "evt_1", ["object"] = "event", ["type"] = "payment_intent.succeeded",
                ["data"] = new JsonObject
                {
                    ["object"] = new JsonObject { ["id"] = reference, ["object"] = "payment_intent", ["metadata"] = new JsonObject { ["payment_id"] = payment.ToString() } },
                },
            };
            return Signatures.Timestamped("Stripe-Signature", Encoding.UTF8.GetBytes(told.ToJsonString()), secret);
        }
    }
}

/// <summary>The calls of Stripe's API that are used, in its form-encoded dialect.</summary>
internal sealed class StripeSimulator : Simulator
{
    public const string Key = "sk_test_simulated";

    private readonly Dictionary<string, JsonObject> _intents = [];

    protected override bool IsMerchant(HttpRequest request) => request.Headers.Authorization == "Bearer " + Key;

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/payment_intents", (Delegate)((HttpContext c) => FormAsync(c, Create)));
        routes.MapPost("/v1/payment_intents/{id}/capture", (string id, HttpContext c) => FormAsync(c, form => Change(id, i => Capture(i, Number(form, "amount_to_capture")))));
        routes.MapPost("/v1/payment_intents/{id}/cancel", (string id, HttpContext c) => FormAsync(c, _ => Change(id, i => i["status"] = "canceled")));
        routes.MapPost("/v1/refunds", (Delegate)((HttpContext c) => FormAsync(c, Refund)));
        routes.MapGet("/v1/payment_intents/search", (string query, HttpContext c) => ActAsync(c, null, () => (200, Page(_intents.Values.Where(i => query.Contains((string)i["metadata"]!["payment_id"]!, StringComparison.Ordinal))))));
        routes.MapGet("/v1/payment_intents/{id}", (string id, HttpContext c) => ActAsync(c, null, () => Change(id, _ => { })));
        routes.MapGet("/v1/payment_intents", (Delegate)((HttpContext c) => ActAsync(c, null, () => (200, Page(_intents.Values)))));
    }

    private static JsonObject Page(IEnumerable<JsonObject> items) =>
        new() { ["object"] = "list", ["has_more"] = false, ["data"] = new JsonArray([.. items.Select(i => i.DeepClone())]) };

    private static long Number(IFormCollection form, string name) => long.Parse(form[name]!, CultureInfo.InvariantCulture);

    private static (int, JsonNode?) Error(int status, string type, string code, JsonObject? intent = null) => (status, new JsonObject
    {
        ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["payment_intent"] = intent?.DeepClone() },
    });

    private static void Capture(JsonObject intent, long amount)
    {
        intent["status"] = "succeeded";
        intent["amount_received"] = amount;
        intent["latest_charge"] = new JsonObject
        {
            ["id"] = "ch_" + intent["id"], ["amount_refunded"] = 0L, ["disputed"] = false, ["refunds"] = new JsonObject { ["data"] = new JsonArray() },
            ["balance_transaction"] = new JsonObject { ["fee"] = (amount * 29 / 1000) + 30, ["currency"] = (string)intent["currency"]! },
            ["payment_method_details"] = new JsonObject { ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = "4242" } },
        };
    }

    private async Task<IResult> FormAsync(HttpContext context, Func<IFormCollection, (int, JsonNode?)> act)
    {
        var form = await context.Request.ReadFormAsync();
        return await ActAsync(context, context.Request.Headers["Idempotency-Key"], () => act(form));
    }

    private (int, JsonNode?) Change(string id, Action<JsonObject> change)
    {
        if (!_intents.TryGetValue(id, out var intent))
        {
            return Error(404, "invalid_request_error", "resource_missing");
        }

        change(intent);
        return (200, intent.DeepClone());
    }

    private (int, JsonNode?) Create(IFormCollection form)
    {
        var intent = new JsonObject
        {
            ["id"] = "pi_" + Guid.NewGuid().ToString("N"), ["object"] = "payment_intent", ["amount"] = Number(form, "amount"), ["amount_received"] = 0,
            ["currency"] = (string)form["currency"]!, ["status"] = "requires_capture", ["metadata"] = new JsonObject { ["payment_id"] = (string)form["metadata[payment_id]"]! },
        };
        _intents[(string)intent["id"]!] = intent;
        if (form["payment_method"] == "pm_card_chargeDeclined")
        {
            intent["status"] = "requires_payment_method";
            intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = "generic_decline" };
            return Error(402, "card_error", "card_declined", intent);
        }

        if (form["capture_method"] == "automatic")
        {
            Capture(intent, Number(form, "amount"));
        }

        return (200, intent.DeepClone());
    }

    private (int, JsonNode?) Refund(IFormCollection form)
    {
        var intent = _intents[(string)form["payment_intent"]!];
        var charge = intent["latest_charge"]!;
        var amount = Number(form, "amount");
        if ((long)charge["amount_refunded"]! + amount > (long)intent["amount_received"]!)
        {
            return Error(400, "invalid_request_error", "charge_already_refunded");
        }

        charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;
        var refund = new JsonObject
        {
            ["id"] = "re_" + Guid.NewGuid().ToString("N"), ["object"] = "refund", ["amount"] = amount, ["status"] = "succeeded",
            ["metadata"] = new JsonObject { ["refund_id"] = (string)form["metadata[refund_id]"]! },
        };
        ((JsonArray)charge["refunds"]!["data"]!).Add(refund.DeepClone());
        return (200, refund);
    }
}
