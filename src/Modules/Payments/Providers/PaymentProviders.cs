using System.Collections.Frozen;
using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Providers;

/// <summary>The providers this installation is configured for, in display order.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    private readonly IPaymentProvider[] _inOrder = [.. providers];
    private readonly FrozenDictionary<string, IPaymentProvider> _byCode = providers.ToFrozenDictionary(p => p.Code);

    public IReadOnlyList<IPaymentProvider> All => _inOrder;

    public IPaymentProvider? Find(string code) => _byCode.GetValueOrDefault(code);

    public IReadOnlyList<PaymentMethod> MethodsFor(Currency currency) => [.. _inOrder.SelectMany(p => p.MethodsFor(currency))];
}
