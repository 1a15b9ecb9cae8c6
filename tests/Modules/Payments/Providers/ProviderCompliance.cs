using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;

namespace Maru.Modules.Payments.Tests.Providers;

/// <summary>What the suite needs of a provider's fixture.</summary>
internal interface IProviderFixture : IAsyncDisposable
{
    IPaymentProvider Provider { get; }

    Currency Currency { get; }

    bool CanAuthorize { get; }

    /// <summary>Does what the shopper does before the money moves; a token for a good payment, one that will be refused.</summary>
    string Good(PaymentId payment, long amount);

    string? Bad(PaymentId payment, long amount);

    /// <summary>The shopper agrees at the provider, where that comes after the start.</summary>
    void Agree(string reference);

    void LoseAnswers(int count);

    void FailRequests(int count);

    WebhookMessage Genuine(string reference, PaymentId payment);

    /// <summary>Null where the provider does not sign, so that there is nothing to forge.</summary>
    WebhookMessage? Forged(string reference, PaymentId payment);
}

/// <summary>One suite for every provider: what <see cref="IPaymentProvider"/> promises, against the provider itself or a simulator of its calls.</summary>
public abstract class ProviderCompliance : IAsyncLifetime
{
    private IProviderFixture _fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPaymentProvider Provider => _fixture.Provider;

    public async ValueTask InitializeAsync() => _fixture = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IProviderFixture> CreateAsync();

    [Fact]
    public async Task Start_WhenAllIsWell_TakesTheMoney()
    {
        var (_, seen) = await PayAsync(12_300);

        seen.Status.ShouldBe(ProviderStatus.Captured);
        seen.Captured.ShouldBe(12_300);
        seen.Amount.ShouldBe(new Money(12_300, _fixture.Currency));
    }

    [Fact]
    public async Task Start_WhenRepeated_TakesItOnce()
    {
        var request = Request(5_000, capture: true);
        var first = Known(await Provider.StartAsync(request, Ct));
        var second = Known(await Provider.StartAsync(request, Ct));

        second.Reference.ShouldBe(first.Reference);
        (await ListAsync()).Count(p => p.Reference == first.Reference || p.Payment == request.Payment).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Start_WhenRefused_SaysSoAndTakesNothing()
    {
        var payment = PaymentId.New();
        if (_fixture.Bad(payment, 5_000) is not { } token)
        {
            return;
        }

        var answer = await Provider.StartAsync(Request(5_000, capture: true) with { Payment = payment, Token = token }, Ct);
        if (answer is ProviderAnswer.Known known)
        {
            known.Payment.Status.ShouldBe(ProviderStatus.Declined);
            known.Payment.Captured.ShouldBe(0);
            known.Payment.DeclineCode.ShouldNotBeNull();
        }
        else
        {
            answer.ShouldBeOfType<ProviderAnswer.Refused>();
        }
    }

    [Fact]
    public async Task Start_WhenTheAnswerIsLostOnce_IsToldByTheRepeat()
    {
        _fixture.LoseAnswers(1);
        var request = Request(5_000, capture: true);
        Known(await Provider.StartAsync(request, Ct)).Amount.Amount.ShouldBe(5_000);
    }

    [Fact]
    public async Task Start_WhenTheProviderFails_IsLostNotRefused()
    {
        _fixture.FailRequests(2);
        (await Provider.StartAsync(Request(5_000, capture: true), Ct)).ShouldBeOfType<ProviderAnswer.Lost>();
    }

    [Fact]
    public async Task Capture_OfAPart_TakesThatPartOnce()
    {
        if (!_fixture.CanAuthorize)
        {
            return;
        }

        var (handle, seen) = await PayAsync(9_000, capture: false);
        seen.Status.ShouldBe(ProviderStatus.Authorized);

        Known(await Provider.CaptureAsync(handle, 4_000, Ct)).Captured.ShouldBe(4_000);
        Known(await Provider.CaptureAsync(handle, 4_000, Ct)).Captured.ShouldBe(4_000);
    }

    [Fact]
    public async Task Void_OfAnAuthorization_LetsGo()
    {
        if (!_fixture.CanAuthorize)
        {
            return;
        }

        var (handle, _) = await PayAsync(9_000, capture: false);
        Known(await Provider.VoidAsync(handle, Ct)).Status.ShouldBe(ProviderStatus.Voided);
        Known(await Provider.FetchAsync(handle with { Wanted = false }, Ct)).ShouldSatisfyAllConditions(p => p.Captured.ShouldBe(0), p => p.Status.ShouldBe(ProviderStatus.Voided));
    }

    [Fact]
    public async Task Refund_InParts_ActsOncePerIdAndNeverExceeds()
    {
        var (handle, _) = await PayAsync(10_000);
        var id = RefundId.New();
        var first = (await Provider.RefundAsync(handle, id, 4_000, "damaged", Ct)).ShouldBeOfType<RefundAnswer.Known>().Refund;
        var again = (await Provider.RefundAsync(handle, id, 4_000, "damaged", Ct)).ShouldBeOfType<RefundAnswer.Known>().Refund;
        again.Reference.ShouldBe(first.Reference);
        first.State.ShouldBe(RefundState.Succeeded);

        (await Provider.RefundAsync(handle, RefundId.New(), 6_001, "too much", Ct)).ShouldBeOfType<RefundAnswer.Refused>();
        (await Provider.RefundAsync(handle, RefundId.New(), 6_000, "the rest", Ct)).ShouldBeOfType<RefundAnswer.Known>();

        Known(await Provider.FetchAsync(handle, Ct)).Refunds!.Where(r => r.State == RefundState.Succeeded).Sum(r => r.Amount).ShouldBe(10_000);
    }

    [Fact]
    public async Task Fetch_OfAPaymentNobodyMade_IsAbsent() => (await Provider.FetchAsync(
        new ProviderHandle(PaymentId.New(), null, new Money(1, _fixture.Currency), "M-1", DateTimeOffset.UtcNow), Ct)).ShouldBeOfType<ProviderAnswer.Absent>();

    [Fact]
    public async Task List_ShowsWhatWasTakenAndGivenBack()
    {
        var (handle, _) = await PayAsync(7_000);
        await Provider.RefundAsync(handle, RefundId.New(), 1_000, "part", Ct);

        var listed = (await ListAsync()).Where(p => p.Reference == handle.Reference || p.Payment == handle.Payment).ShouldHaveSingleItem();
        listed.Captured.ShouldBe(7_000);
        listed.Refunds!.Sum(r => r.Amount).ShouldBe(1_000);
    }

    [Fact]
    public async Task Webhook_WhenGenuine_NamesThePayment()
    {
        var (handle, _) = await PayAsync(3_000);
        var about = (await Provider.ReadWebhookAsync(_fixture.Genuine(handle.Reference!, handle.Payment), Ct)).ShouldBeOfType<WebhookReading.About>();
        (about.Payment == handle.Payment || about.Reference == handle.Reference).ShouldBeTrue();
        about.EventId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Webhook_WhenForgedOrMalformed_IsRefused()
    {
        var (handle, _) = await PayAsync(3_000);
        if (_fixture.Forged(handle.Reference!, handle.Payment) is { } forged)
        {
            (await Provider.ReadWebhookAsync(forged, Ct)).ShouldBeOfType<WebhookReading.Refused>();
        }

        foreach (var body in new[] { "", "{", "[]", "null", "{\"id\":7}" })
        {
            (await Provider.ReadWebhookAsync(
                new WebhookMessage(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), System.Text.Encoding.UTF8.GetBytes(body), DateTimeOffset.UtcNow), Ct))
                .ShouldBeOfType<WebhookReading.Refused>();
        }
    }

    private static ProviderPayment Known(ProviderAnswer answer) => answer.ShouldBeOfType<ProviderAnswer.Known>().Payment;

    private ProviderStart Request(long amount, bool capture)
    {
        var payment = PaymentId.New();
        return new ProviderStart(payment, "M-1001", new Money(amount, _fixture.Currency), _fixture.Good(payment, amount), "buyer@example.com", "http://localhost/back", capture);
    }

    private async Task<(ProviderHandle Handle, ProviderPayment Seen)> PayAsync(long amount, bool capture = true)
    {
        var request = Request(amount, capture);
        var seen = Known(await Provider.StartAsync(request, Ct));
        var handle = new ProviderHandle(request.Payment, seen.Reference, request.Amount, request.OrderNumber, DateTimeOffset.UtcNow);
        if (seen.Status == ProviderStatus.ActionRequired)
        {
            seen.Action!.Url.ShouldNotBeNull();
            _fixture.Agree(seen.Reference);
            seen = Known(await Provider.FetchAsync(handle, Ct));
        }

        return (handle, seen);
    }

    private async Task<List<ProviderPayment>> ListAsync()
    {
        var all = new List<ProviderPayment>();
        await foreach (var payment in Provider.ListAsync(DateTimeOffset.UtcNow.AddDays(-1), Ct))
        {
            all.Add(payment);
        }

        return all;
    }
}
