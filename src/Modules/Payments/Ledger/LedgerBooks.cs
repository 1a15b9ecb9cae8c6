using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Ledger;

/// <summary>Sums over the journal, and beside them what the providers say.</summary>
internal sealed class LedgerBooks(Database<PaymentsModule> db, PaymentProviders providers, ILogger<LedgerBooks> log) : ILedger
{
    private const int MostOrders = 10_000;

    public async Task<TrialBalance> GetTrialBalanceAsync(CancellationToken ct)
    {
        var accounts = await db.QueryAsync<AccountBalance>(
            """
            select account, currency, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
                   coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit, sum(amount)::bigint as balance
            from ledger_lines group by account, currency order by currency, account
            """,
            null, ct);
        var entries = await db.QuerySingleOrDefaultAsync<long>("select count(*) from ledger_entries", null, ct);
        return new TrialBalance(accounts, entries, accounts.GroupBy(a => a.Currency).All(c => c.Sum(a => a.Balance) == 0));
    }

    public async Task<IReadOnlyList<OrderMoney>> GetOrderMoneyAsync(OrderId? after, int limit, CancellationToken ct)
    {
        var rows = await db.QueryAsync<OrderSums>(
            """
            select order_id, currency, coalesce(-sum(amount) filter (where account = 'sales'), 0)::bigint as captured,
                   coalesce(sum(amount) filter (where account = 'refunds'), 0)::bigint as refunded
            from ledger_lines where order_id > @after
            group by order_id, currency order by order_id limit @limit
            """,
            new { after = after?.Value ?? Guid.Empty, limit = Math.Clamp(limit, 1, MostOrders) }, ct);
        return [.. rows.Select(r => new OrderMoney(r.OrderId, new Money(r.Captured, r.Currency), new Money(r.Refunded, r.Currency)))];
    }

    public async Task<IReadOnlyList<ProviderMoney>> CompareProvidersAsync(CancellationToken ct)
    {
        var here = await db.QueryAsync<ProviderSums>(
            """
            select provider, currency, coalesce(-sum(amount) filter (where account = 'sales'), 0)::bigint as captured,
                   coalesce(sum(amount) filter (where account = 'refunds'), 0)::bigint as refunded
            from ledger_lines group by provider, currency
            """,
            null, ct);
        var unfinished = (await db.QueryAsync<ProviderCount>(
            """
            select p.provider, p.currency, count(*)::int as unfinished from payments p
            where p.unsettled is not null or exists (select from refunds r where r.payment_id = p.id and r.state = 'Pending')
            group by p.provider, p.currency
            """,
            null, ct)).ToDictionary(c => (c.Provider, c.Currency), c => c.Unfinished);
        var there = new Dictionary<(string, Currency), (long Captured, long Refunded)>();
        var reached = new HashSet<string>();
        foreach (var provider in providers.All)
        {
            try
            {
                await foreach (var payment in provider.ListAsync(DateTimeOffset.UnixEpoch, ct))
                {
                    var key = (provider.Code, payment.Amount.Currency);
                    var sums = there.GetValueOrDefault(key);
                    there[key] = (sums.Captured + payment.Captured, sums.Refunded + (payment.Refunds ?? []).Where(r => r.State == RefundState.Succeeded).Sum(r => r.Amount));
                }

                reached.Add(provider.Code);
            }
            catch (HttpRequestException e)
            {
                PaymentsLog.ProviderNotListed(log, provider.Code, e);
            }
        }

        var keys = here.Select(h => (h.Provider, h.Currency)).Union(there.Keys.Select(k => (Provider: k.Item1, Currency: k.Item2))).Union(unfinished.Keys);
        return [.. from key in keys.OrderBy(k => k.Provider, StringComparer.Ordinal).ThenBy(k => k.Currency.Code, StringComparer.Ordinal)
                   let ours = here.Find(h => h.Provider == key.Provider && h.Currency == key.Currency)
                   let theirs = there.GetValueOrDefault(key)
                   select new ProviderMoney(
                       key.Provider, key.Currency, reached.Contains(key.Provider), ours?.Captured ?? 0, ours?.Refunded ?? 0, theirs.Captured, theirs.Refunded,
                       unfinished.GetValueOrDefault(key))];
    }

    private sealed record OrderSums(OrderId OrderId, Currency Currency, long Captured, long Refunded);

    private sealed record ProviderSums(string Provider, Currency Currency, long Captured, long Refunded);

    private sealed record ProviderCount(string Provider, Currency Currency, int Unfinished);
}
