using Maru.Contracts;

namespace Maru.Modules.Payments.Ledger;

/// <summary>The accounts. Those of a provider carry its code, so that what it holds for the shop can be compared with what it says.</summary>
internal static class Accounts
{
    public const string Sales = "sales";
    public const string Refunds = "refunds";
    public const string Losses = "losses";

    /// <summary>Money the provider holds for the shop.</summary>
    public static string Clearing(string provider) => "clearing:" + provider;

    public static string Fees(string provider) => "fees:" + provider;

    /// <summary>Money the provider has taken back until a dispute is decided.</summary>
    public static string Disputes(string provider) => "disputes:" + provider;
}

/// <summary>A debit is positive, a credit negative.</summary>
internal readonly record struct LedgerLine(string Account, long Amount);

/// <summary>Something that moved money, in lines that sum to zero. <paramref name="Key"/> says what, and is booked once.</summary>
internal sealed record LedgerEntry(string Key, string Kind, Currency Currency, IReadOnlyList<LedgerLine> Lines)
{
    public static LedgerEntry Captured(PaymentId payment, string provider, Currency currency, long amount, long fee, long totalCaptured) => Of(
        FormattableString.Invariant($"capture:{payment}:{totalCaptured}"), "capture", currency,
        (Accounts.Clearing(provider), checked(amount - fee)), (Accounts.Fees(provider), fee), (Accounts.Sales, -amount));

    /// <summary>The fee became known, or changed, after the capture.</summary>
    public static LedgerEntry FeeChanged(PaymentId payment, string provider, Currency currency, long difference, long totalFee) => Of(
        FormattableString.Invariant($"fee:{payment}:{totalFee}"), "fee", currency,
        (Accounts.Fees(provider), difference), (Accounts.Clearing(provider), -difference));

    public static LedgerEntry Refunded(RefundId refund, string provider, Currency currency, long amount) => Of(
        $"refund:{refund}", "refund", currency, (Accounts.Refunds, amount), (Accounts.Clearing(provider), -amount));

    /// <summary>The bank sent a refund back after the provider had said that it went through.</summary>
    public static LedgerEntry RefundReturned(RefundId refund, string provider, Currency currency, long amount) => Of(
        $"refund-returned:{refund}", "refund-returned", currency, (Accounts.Clearing(provider), amount), (Accounts.Refunds, -amount));

    public static LedgerEntry DisputeOpened(PaymentId payment, string provider, Currency currency, long amount) => Of(
        $"dispute:{payment}", "dispute", currency, (Accounts.Disputes(provider), amount), (Accounts.Clearing(provider), -amount));

    public static LedgerEntry DisputeWon(PaymentId payment, string provider, Currency currency, long amount) => Of(
        $"dispute-won:{payment}", "dispute-won", currency, (Accounts.Clearing(provider), amount), (Accounts.Disputes(provider), -amount));

    public static LedgerEntry DisputeLost(PaymentId payment, string provider, Currency currency, long amount) => Of(
        $"dispute-lost:{payment}", "dispute-lost", currency, (Accounts.Losses, amount), (Accounts.Disputes(provider), -amount));

    private static LedgerEntry Of(string key, string kind, Currency currency, params ReadOnlySpan<(string Account, long Amount)> lines)
    {
        var kept = new List<LedgerLine>(lines.Length);
        foreach (var (account, amount) in lines)
        {
            if (amount != 0)
            {
                kept.Add(new LedgerLine(account, amount));
            }
        }

        return new LedgerEntry(key, kind, currency, kept);
    }
}
