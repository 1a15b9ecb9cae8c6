using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Payments.Tests;

/// <summary>The payments module alone, with its sandbox provider beside it.</summary>
public class PaymentsShop : ShopFixture
{
    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "payments" };

    public IPayments Payments => Get<IPayments>();

    internal SandboxLevers Sandbox => new(Get<PaymentsOptions>().Sandbox!);

    public static StartPayment Request(string token, long amount = 25_000, bool capture = true, Currency? currency = null) => new(
        PaymentId.New(), OrderId.New(), "M-1001", new Money(amount, currency ?? Currency.Krw), "sandbox", token, "buyer@example.com", null, capture);

    public async Task<PaymentView> StartAsync(string token, long amount = 25_000, bool capture = true)
    {
        var result = await Payments.StartAsync(Request(token, amount, capture), TestContext.Current.CancellationToken);
        result.Failure.ShouldBeNull();
        return result.Value!;
    }

    public async Task<T> SqlAsync<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, args))!;
    }

    public async Task ExecuteAsync(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, args);
    }

    public async Task<IReadOnlyList<string>> EventsAsync(OrderId order)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return [.. await connection.QueryAsync<string>(
            "select type || coalesce(':' || (data->>'state'), '') from payments.outbox where key = @key order by position", new { key = order.ToString() })];
    }

    /// <summary>Lines of the ledger of a payment as "account amount", in order.</summary>
    public async Task<IReadOnlyList<string>> LedgerAsync(PaymentId payment)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return [.. await connection.QueryAsync<string>(
            "select account || ' ' || amount from payments.ledger_lines where payment_id = @id order by position, account", new { id = payment.Value })];
    }

    /// <summary>Waits until the payment is in the state, as the recovery or a webhook brings it there; the test's own time-out ends a wait in vain.</summary>
    public async Task<PaymentView> UntilAsync(PaymentId payment, Func<PaymentView, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var view = await Payments.FindAsync(payment, limit.Token);
            if (view is not null && holds(view))
            {
                return view;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}

/// <summary>The levers of the sandbox provider: what the world does to a payment, and how badly the provider behaves.</summary>
internal sealed class SandboxLevers(SandboxSettings settings)
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = settings.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey) },
    };

    public Task SettleAsync(string reference, bool approved) => PostAsync($"test/payments/{reference}/settle?approved={(approved ? "true" : "false")}");

    public Task DisputeAsync(string reference) => PostAsync($"test/payments/{reference}/dispute?reason=fraudulent");

    public Task CloseDisputeAsync(string reference, bool won) => PostAsync($"test/payments/{reference}/dispute/close?won={(won ? "true" : "false")}");

    public async Task MisbehaveAsync(object chaos)
    {
        var response = await _http.PutAsync("test/chaos", new StringContent(JsonSerializer.Serialize(chaos), null, "application/json"), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await _http.GetStringAsync(path, TestContext.Current.CancellationToken)).RootElement;

    private async Task PostAsync(string path) => (await _http.PostAsync(path, null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
}
