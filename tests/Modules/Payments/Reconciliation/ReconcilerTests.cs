using System.Net;
using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;

namespace Maru.Modules.Payments.Tests.Reconciliation;

public sealed class ReconcilerTests(PaymentsShop shop) : IClassFixture<PaymentsShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPaymentsAdministration Office => shop.Get<IPaymentsAdministration>();

    [Fact]
    public async Task Reconcile_WhenTheProviderTookMoneyForAPaymentThatSeemsUnknown_BooksIt()
    {
        var view = await shop.StartAsync("tok_timeout");
        await shop.UntilAsync(view.Id, p => p.State == PaymentState.Captured);
        var other = await shop.StartAsync("tok_bank_transfer");
        await shop.ExecuteAsync("update payments.payments set next_check_at = null where id = @id", new { id = other.Id.Value });
        await shop.Sandbox.SettleAsync(other.ProviderReference!, approved: true);

        (await Office.ReconcileAsync(7, Ct)).Value!.Compared.ShouldBeGreaterThanOrEqualTo(2);

        (await shop.Payments.FindAsync(other.Id, Ct))!.State.ShouldBe(PaymentState.Captured);
        (await shop.LedgerAsync(other.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Reconcile_WhenTheProviderHasMoneyNobodyHereKnows_KeepsADifference()
    {
        // Another system of the merchant's, on the same account.
        var start = new ProviderStart(PaymentId.New(), "X-1", new Money(777, Currency.Krw), "tok_visa", "", null, Capture: true);
        var answer = await shop.Get<PaymentProviders>().Find("sandbox")!.StartAsync(start, Ct);
        var reference = answer.ShouldBeOfType<ProviderAnswer.Known>().Payment.Reference;

        await Office.ReconcileAsync(7, Ct);
        await Office.ReconcileAsync(7, Ct);

        var open = await Office.ListDifferencesAsync(open: true, PageRequest.First, Ct);
        open.Items.Where(d => d.Reference == reference).ShouldHaveSingleItem().Kind.ShouldBe("unknown-here");
    }

    [Fact]
    public async Task Reconcile_WhenTheLedgerHasMoneyForAnOrderThatWasNeverPaid_KeepsADifferenceUntilItIsClaimed()
    {
        var view = await shop.StartAsync("tok_visa", amount: 4_321);
        await MakeOlderAsync(view.Id);
        await Office.ReconcileAsync(7, Ct);
        var open = await Office.ListDifferencesAsync(open: true, new PageRequest(1, 100), Ct);
        open.Items.Where(d => d.Order == view.Order).ShouldHaveSingleItem().Kind.ShouldBe("order-not-covered");

        await shop.ExecuteAsync(
            "insert into payments.order_claims (order_id, number, currency, paid, updated_at) values (@id, 'M-1', 'KRW', 4321, now() - interval '1 hour')", new { id = view.Order.Value });
        await Office.ReconcileAsync(7, Ct);

        (await Office.ListDifferencesAsync(open: true, new PageRequest(1, 100), Ct)).Items.ShouldNotContain(d => d.Order == view.Order);
        (await Office.ListDifferencesAsync(open: false, new PageRequest(1, 100), Ct)).Items.ShouldContain(d => d.Order == view.Order);
    }

    [Fact]
    public async Task Refresh_WhenTheRequestNeverArrived_DeclinesAndBarsItFromArriving()
    {
        var request = PaymentsShop.Request("tok_visa");
        await shop.ExecuteAsync(
            """
            insert into payments.payments (id, order_id, order_number, provider, state, unsettled, capture_at_once, currency, amount, fingerprint, created_at, updated_at)
            values (@payment, @order, 'M-9', 'sandbox', 'Unknown', 'start', true, 'KRW', 25000, ''::bytea, now() - interval '1 minute', now() - interval '1 minute')
            """,
            new { payment = request.Payment.Value, order = request.Order.Value });

        (await shop.Payments.RefreshAsync(request.Payment, Ct)).Value!.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(PaymentState.Declined), p => p.DeclineCode.ShouldBe("not-reached"));

        var late = await shop.Get<PaymentProviders>().Find("sandbox")!.StartAsync(
            new ProviderStart(request.Payment, "M-9", request.Amount, "tok_visa", "", null, Capture: true), Ct);
        late.ShouldBeOfType<ProviderAnswer.Refused>();
    }

    [Fact]
    public async Task History_ShowsThePaymentWithItsBookings()
    {
        var view = await shop.StartAsync("tok_visa");
        var page = await Office.ListAsync(new PaymentQuery(PaymentState.Captured, "sandbox", view.Order, null, null, null, PageRequest.First), Ct);
        page.Items.ShouldHaveSingleItem().Id.ShouldBe(view.Id);
        (await Office.GetAsync(view.Id, Ct))!.Ledger.Sum(p => p.Amount.Amount).ShouldBe(0);
        (await Office.GetAsync(PaymentId.New(), Ct)).ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/00000000-0000-0000-0000-000000000001/refresh")]
    [InlineData("GET", "/ledger")]
    [InlineData("GET", "/providers")]
    [InlineData("GET", "/differences")]
    [InlineData("GET", "/reconciliations")]
    [InlineData("POST", "/reconciliations")]
    public async Task AdminEndpoints_WhenTheCallerIsAStranger_Refuse(string method, string path) =>
        (await shop.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/v1/admin/payments" + path), Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    private Task MakeOlderAsync(PaymentId payment) => shop.ExecuteAsync(
        """
        alter table payments.ledger_entries disable trigger ledger_entries_append_only;
        update payments.ledger_entries set at = at - interval '1 hour' where payment_id = @id;
        alter table payments.ledger_entries enable trigger ledger_entries_append_only;
        """,
        new { id = payment.Value });
}
