using System.Text;
using System.Text.Json.Nodes;
using Maru.Contracts;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.Toss;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Payments.Tests.Providers;

public sealed class TossComplianceTests : ProviderCompliance
{
    [Fact]
    public async Task Start_OfAVirtualAccount_WaitsForTheDeposit()
    {
        await using var simulator = new TossSimulator();
        await simulator.StartAsync();
        using var gateway = new TossGateway(new TossSettings(simulator.Address, TossSimulator.Key), TimeSpan.FromSeconds(5), TimeProvider.System);
        var request = new ProviderStart(PaymentId.New(), "M-1", new Money(30_000, Currency.Krw), "virtual-account:20", "", null, Capture: true);

        var waiting = (await gateway.StartAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<ProviderAnswer.Known>().Payment;
        waiting.Status.ShouldBe(ProviderStatus.AwaitingTransfer);
        waiting.Action!.AccountNumber.ShouldBe("79019639679511");

        simulator.Deposit(waiting.Reference);
        var handle = new ProviderHandle(request.Payment, null, request.Amount, "M-1", DateTimeOffset.UtcNow);
        (await gateway.FetchAsync(handle, TestContext.Current.CancellationToken)).ShouldBeOfType<ProviderAnswer.Known>().Payment.Captured.ShouldBe(30_000);
    }

    private protected override async Task<IProviderFixture> CreateAsync()
    {
        var simulator = new TossSimulator();
        await simulator.StartAsync();
        return new Fixture(simulator);
    }

    private sealed class Fixture(TossSimulator simulator) : IProviderFixture
    {
        private readonly TossGateway _gateway = new(new TossSettings(simulator.Address, TossSimulator.Key), TimeSpan.FromSeconds(5), TimeProvider.System);

        public IPaymentProvider Provider => _gateway;

        public Currency Currency => Currency.Krw;

        public bool CanAuthorize => false;

        public string Good(PaymentId payment, long amount) => simulator.OpenWindow(payment.ToString(), amount);

        public string Bad(PaymentId payment, long amount) => simulator.OpenWindow(payment.ToString(), amount + 1);

        public void Agree(string reference)
        {
        }

        public void LoseAnswers(int count) => simulator.AnswersToLose = count;

        public void FailRequests(int count) => simulator.RequestsToFail = count;

        public WebhookMessage Genuine(string reference, PaymentId payment) => new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["tosspayments-webhook-transmission-id"] = "whtrans_1" },
            Encoding.UTF8.GetBytes(
                $$$"""{"eventType":"PAYMENT_STATUS_CHANGED","createdAt":"2026-01-01T00:00:00.000000","data":{"paymentKey":"{{{reference}}}","orderId":"{{{payment}}}","status":"DONE"}}"""),
            DateTimeOffset.UtcNow);

        public WebhookMessage? Forged(string reference, PaymentId payment) => null;

        public ValueTask DisposeAsync()
        {
            _gateway.Dispose();
            return simulator.DisposeAsync();
        }
    }
}

/// <summary>The calls of Toss Payments' API that are used.</summary>
internal sealed class TossSimulator : Simulator
{
    public const string Key = "test_sk_simulated";

    private readonly Dictionary<string, JsonObject> _payments = [];

    /// <summary>The shopper agrees in Toss's window: there is a payment to be confirmed.</summary>
    public string OpenWindow(string orderId, long amount)
    {
        var payment = New(orderId, amount, "IN_PROGRESS");
        return (string)payment["paymentKey"]!;
    }

    public void Deposit(string paymentKey) => Approve(_payments[paymentKey]);

    protected override bool IsMerchant(HttpRequest request) => request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Key + ":"));

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/payments/confirm", (Delegate)((HttpContext c) => JsonAsync(c, Confirm)));
        routes.MapPost("/v1/virtual-accounts", (Delegate)((HttpContext c) => JsonAsync(c, Open)));
        routes.MapPost("/v1/payments/{key}/cancel", (string key, HttpContext c) => JsonAsync(c, body => Cancel(key, body)));
        routes.MapGet("/v1/payments/orders/{orderId}", (string orderId, HttpContext c) => ActAsync(c, null, () => Show(_payments.Values.FirstOrDefault(p => (string)p["orderId"]! == orderId))));
        routes.MapGet("/v1/payments/{key}", (string key, HttpContext c) => ActAsync(c, null, () => Show(_payments.GetValueOrDefault(key))));
        routes.MapGet("/v1/transactions", (Delegate)((HttpContext c) => ActAsync(c, null, () => (200, new JsonArray(
            [.. _payments.Values.Where(p => (string)p["status"]! != "IN_PROGRESS").Select(p => new JsonObject { ["transactionKey"] = "t" + p["paymentKey"], ["paymentKey"] = (string)p["paymentKey"]! })])))));
    }

    private static (int, JsonNode?) Show(JsonObject? payment) => payment is null ? Error(404, "NOT_FOUND_PAYMENT") : (200, payment.DeepClone());

    private static (int, JsonNode?) Error(int status, string code) => (status, new JsonObject { ["code"] = code, ["message"] = code });

    private static void Approve(JsonObject payment)
    {
        payment["status"] = "DONE";
        payment["approvedAt"] = "2026-01-01T00:00:00+09:00";
    }

    private async Task<IResult> JsonAsync(HttpContext context, Func<JsonNode, (int, JsonNode?)> act)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        return await ActAsync(context, context.Request.Headers["Idempotency-Key"], () => act(body!));
    }

    private JsonObject New(string orderId, long amount, string status)
    {
        var payment = new JsonObject
        {
            ["paymentKey"] = "tgen_" + Guid.NewGuid().ToString("N"), ["orderId"] = orderId, ["status"] = status, ["totalAmount"] = amount, ["balanceAmount"] = amount,
            ["currency"] = "KRW", ["method"] = "카드", ["approvedAt"] = null, ["cancels"] = null, ["lastTransactionKey"] = null,
        };
        return _payments[(string)payment["paymentKey"]!] = payment;
    }

    private (int, JsonNode?) Confirm(JsonNode body)
    {
        if (!_payments.TryGetValue((string)body["paymentKey"]!, out var payment))
        {
            return Error(404, "NOT_FOUND_PAYMENT_SESSION");
        }

        if ((long)payment["totalAmount"]! != (long)body["amount"]! || (string)payment["orderId"]! != (string)body["orderId"]!)
        {
            return Error(403, "FORBIDDEN_REQUEST");
        }

        Approve(payment);
        return (200, payment.DeepClone());
    }

    private (int, JsonNode?) Open(JsonNode body)
    {
        var payment = New((string)body["orderId"]!, (long)body["amount"]!, "WAITING_FOR_DEPOSIT");
        payment["method"] = "가상계좌";
        payment["virtualAccount"] = new JsonObject
        {
            ["accountNumber"] = "79019639679511", ["bankCode"] = (string)body["bank"]!, ["customerName"] = (string)body["customerName"]!, ["dueDate"] = "2026-12-31T23:59:59+09:00",
        };
        return (200, payment.DeepClone());
    }

    private (int, JsonNode?) Cancel(string key, JsonNode body)
    {
        var payment = _payments[key];
        var amount = (long?)body["cancelAmount"] ?? (long)payment["balanceAmount"]!;
        if (amount > (long)payment["balanceAmount"]!)
        {
            return Error(403, "NOT_CANCELABLE_AMOUNT");
        }

        var cancel = new JsonObject { ["transactionKey"] = Guid.NewGuid().ToString("N"), ["cancelAmount"] = amount, ["cancelStatus"] = "DONE", ["cancelReason"] = (string)body["cancelReason"]! };
        payment["cancels"] ??= new JsonArray();
        ((JsonArray)payment["cancels"]!).Add(cancel);
        payment["lastTransactionKey"] = (string)cancel["transactionKey"]!;
        payment["balanceAmount"] = (long)payment["balanceAmount"]! - amount;
        payment["status"] = (long)payment["balanceAmount"]! == 0 ? "CANCELED" : "PARTIAL_CANCELED";
        return (200, payment.DeepClone());
    }
}
