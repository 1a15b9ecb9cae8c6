using System.Net;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Tests.Webhooks;

public sealed class WebhookEndpointTests(PaymentsShop shop) : IClassFixture<PaymentsShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_WhenGenuineAndTwice_ActsOnceAndAnswersWellBothTimes()
    {
        var view = await shop.StartAsync("tok_visa");
        var body = Body(view, "evt_twice");

        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.OK);

        (await shop.SqlAsync<long>("select count(*) from payments.webhook_inbox where event_id = 'evt_twice'")).ShouldBe(1);
        (await shop.LedgerAsync(view.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Receive_WhenItSaysMoreThanIsTrue_BelievesTheProviderOnly()
    {
        var view = await shop.StartAsync("tok_bank_transfer");
        var body = Body(view, "evt_early", "payment.captured");

        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.OK);

        (await shop.Payments.FindAsync(view.Id, Ct))!.State.ShouldBe(PaymentState.AwaitingTransfer);
    }

    [Fact]
    public async Task Receive_WhenForgedOrOldOrUnsigned_Refuses()
    {
        var view = await shop.StartAsync("tok_visa");
        var body = Body(view, "evt_forged");

        (await SendAsync(body, "t=1,v1=00")).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body, null)).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow.AddMinutes(-6)))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow.AddMinutes(6)))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow, "another secret"))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body + " ", Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(body, "t=99999999999999999999,v1=" + new string('0', 64))).ShouldBe(HttpStatusCode.BadRequest);
        (await shop.SqlAsync<long>("select count(*) from payments.webhook_inbox where event_id = 'evt_forged'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":\"evt\",\"type\":\"x\"}")]
    public async Task Receive_WhenSignedButMalformed_Refuses(string body) =>
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Receive_WhenHuge_Refuses()
    {
        var body = new string('x', 300_000);
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Receive_WhenOfAPaymentNobodyKnows_IsKeptAndAnsweredWell()
    {
        const string body = """{"id":"evt_stranger","type":"payment.captured","created_at":"2026-01-01T00:00:00Z","data":{"payment_id":"pay_stranger","reference":"not-ours"}}""";
        (await SendAsync(body, Sign(body, DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Receive_WhenTheProviderIsNotConfigured_IsNotFound() =>
        (await shop.Client.PostAsync("/api/v1/webhooks/nobody", new StringContent("{}"), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private static string Body(PaymentView view, string id, string type = "payment.captured") =>
        $$$"""{"id":"{{{id}}}","type":"{{{type}}}","created_at":"2026-01-01T00:00:00Z","data":{"payment_id":"{{{view.ProviderReference}}}","reference":"{{{view.Id}}}"}}""";

    private string Sign(string body, DateTimeOffset at, string? secret = null)
    {
        var seconds = at.ToUnixTimeSeconds();
        var key = Encoding.UTF8.GetBytes(secret ?? shop.Get<PaymentsOptions>().Sandbox!.WebhookSecret);
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }

    private async Task<HttpStatusCode> SendAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/sandbox") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Sandbox-Signature", signature);
        }

        return (await shop.Client.SendAsync(request, Ct)).StatusCode;
    }
}
