using Maru.Contracts;

namespace Maru.Modules.Payments.Reconciliation;

/// <summary>Something that two of orders, ledger and provider do not agree on.</summary>
internal sealed record Difference(string Key, string Kind, PaymentId? Payment, OrderId? Order, string? Provider, string? Reference, string Detail)
{
    public static Difference UnknownHere(string provider, string reference, string detail) =>
        new($"unknown-here:{provider}:{reference}", "unknown-here", null, null, provider, reference, detail);

    public static Difference AbsentThere(Payments.Payment payment, string detail) =>
        new($"absent-there:{payment.Id}", "absent-there", payment.Id, payment.OrderId, payment.Provider, payment.Reference, detail);

    public static Difference AmountsDiffer(Payments.Payment payment, string detail) =>
        new($"amounts-differ:{payment.Id}", "amounts-differ", payment.Id, payment.OrderId, payment.Provider, payment.Reference, detail);

    public static Difference OrderNotCovered(OrderId order, string detail) =>
        new($"order-not-covered:{order}", "order-not-covered", null, order, null, null, detail);
}
