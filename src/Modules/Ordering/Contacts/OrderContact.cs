using Maru.Contracts;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>Who ordered and where to: personal data, only ever stored sealed.</summary>
internal sealed record OrderContact(string Email, Address Address)
{
    /// <summary>Stands where the key was destroyed.</summary>
    public static OrderContact Forgotten { get; } = new("", new Address("", "", null, "", null, "", "", ""));
}

/// <summary>What a checkout must keep until the payment is started; sealed like the contact, and dropped when it ends.</summary>
internal sealed record CheckoutSecrets(string PaymentToken, string? ReturnUrl);
