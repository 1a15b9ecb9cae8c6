namespace Maru.Contracts.Payments;

/// <summary>The double-entry ledger of payments, for proofs and the back office. Reads only: what is booked follows from what providers did.</summary>
public interface ILedger
{
    /// <summary>Every account with its sums. The balances of a currency add up to nothing.</summary>
    Task<TrialBalance> GetTrialBalanceAsync(CancellationToken ct);

    /// <summary>What is booked for orders, by order id, after the one named: at most <paramref name="limit"/> (1 to 10,000) of them.</summary>
    Task<IReadOnlyList<OrderMoney>> GetOrderMoneyAsync(OrderId? after, int limit, CancellationToken ct);

    /// <summary>Asks every provider for all its payments and sets the sums beside those of the ledger. Takes a while; changes nothing.</summary>
    Task<IReadOnlyList<ProviderMoney>> CompareProvidersAsync(CancellationToken ct);
}

public sealed record TrialBalance(IReadOnlyList<AccountBalance> Accounts, long Entries, bool Balanced);

/// <param name="Balance">Debit less credit.</param>
public sealed record AccountBalance(string Account, Currency Currency, long Debit, long Credit, long Balance);

/// <param name="Captured">Sales booked for the order.</param>
/// <param name="Refunded">Of it, given back.</param>
public sealed record OrderMoney(OrderId Order, Money Captured, Money Refunded);

/// <summary>Sums of one provider and currency, here and there.</summary>
/// <param name="Reached">False: the provider could not be asked, and its sums say nothing.</param>
/// <param name="Unfinished">Payments of this provider whose last answer is still awaited.</param>
public sealed record ProviderMoney(
    string Provider, Currency Currency, bool Reached, long LedgerCaptured, long LedgerRefunded, long ProviderCaptured, long ProviderRefunded, int Unfinished)
{
    public bool Agrees => Reached && LedgerCaptured == ProviderCaptured && LedgerRefunded == ProviderRefunded;
}
