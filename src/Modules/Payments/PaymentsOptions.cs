using System.Globalization;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.PayPal;
using Maru.Modules.Payments.Providers.Sandbox;
using Maru.Modules.Payments.Providers.Stripe;
using Maru.Modules.Payments.Providers.Toss;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Payments;

/// <summary>Where the sandbox provider answers, and the secrets shared with it.</summary>
/// <param name="PublicUrl">Where browsers reach it.</param>
internal sealed record SandboxSettings(Uri Url, Uri PublicUrl, string ApiKey, string WebhookSecret)
{
    // Settings hold secrets: none of these records shows its members.
    public override string ToString() => nameof(SandboxSettings);
}

internal sealed record StripeSettings(Uri Url, string SecretKey, string WebhookSecret)
{
    public override string ToString() => nameof(StripeSettings);
}

internal sealed record PayPalSettings(Uri Url, string ClientId, string Secret, string WebhookId)
{
    public override string ToString() => nameof(PayPalSettings);
}

internal sealed record TossSettings(Uri Url, string SecretKey)
{
    public override string ToString() => nameof(TossSettings);
}

/// <summary>Which providers are configured (section Payments). A provider is there when its keys are; half of its keys is an error at start.</summary>
internal sealed record PaymentsOptions(TimeSpan Timeout, SandboxSettings? Sandbox, StripeSettings? Stripe, PayPalSettings? PayPal, TossSettings? Toss)
{
    /// <summary>In the order in which shoppers see them.</summary>
    public IEnumerable<IPaymentProvider> CreateProviders(TimeProvider time)
    {
        if (Toss is not null)
        {
            yield return new TossGateway(Toss, Timeout, time);
        }

        if (Stripe is not null)
        {
            yield return new StripeGateway(Stripe, Timeout);
        }

        if (PayPal is not null)
        {
            yield return new PayPalGateway(PayPal, Timeout, time);
        }

        if (Sandbox is not null)
        {
            yield return new SandboxGateway(Sandbox, Timeout);
        }
    }

    /// <summary>Origins whose frames and pages shoppers are shown while they pay.</summary>
    public IReadOnlyList<string> PageOrigins =>
        [.. Sandbox is null ? [] : new[] { Sandbox.PublicUrl.GetLeftPart(UriPartial.Authority) }, .. PayPal is null ? [] : new[] { "https://www.paypal.com", "https://www.sandbox.paypal.com" }];

    /// <exception cref="InvalidOperationException">With every error at once.</exception>
    public static PaymentsOptions Read(IConfiguration configuration)
    {
        var reader = new SectionReader(configuration.GetSection("Payments"));
        var options = new PaymentsOptions(
            TimeSpan.FromSeconds(reader.Number("TimeoutSeconds", 10, 1, 60)),
            reader.Group("Sandbox", ["Url", "ApiKey", "WebhookSecret"], g => new SandboxSettings(
                g.Address("Url"), g.Has("PublicUrl") ? g.Address("PublicUrl") : g.Address("Url"), g.Text("ApiKey"), g.Text("WebhookSecret"))),
            reader.Group("Stripe", ["SecretKey", "WebhookSecret"], g => new StripeSettings(
                g.Address("Url", "https://api.stripe.com"), g.Text("SecretKey"), g.Text("WebhookSecret"))),
            reader.Group("PayPal", ["ClientId", "Secret", "WebhookId"], g => new PayPalSettings(
                g.Address("Url", "https://api-m.paypal.com"), g.Text("ClientId"), g.Text("Secret"), g.Text("WebhookId"))),
            reader.Group("Toss", ["SecretKey"], g => new TossSettings(g.Address("Url", "https://api.tosspayments.com"), g.Text("SecretKey"))));
        reader.ThrowIfWrong();
        return options;
    }

    /// <summary>Reads keys and gathers what is wrong with them. Values are never repeated in messages: they are secrets.</summary>
    private sealed class SectionReader(IConfigurationSection section, List<string>? errors = null)
    {
        private readonly List<string> _errors = errors ?? [];

        public bool Has(string key) => !string.IsNullOrWhiteSpace(section[key]);

        public string Text(string key) => section[key] ?? "";

        public int Number(string key, int fallback, int least, int most)
        {
            if (!Has(key))
            {
                return fallback;
            }

            if (int.TryParse(section[key], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            _errors.Add($"{section.Path}:{key} must be a whole number from {least} to {most}.");
            return fallback;
        }

        public Uri Address(string key, string? fallback = null)
        {
            if (Uri.TryCreate((section[key] ?? fallback)?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            _errors.Add($"{section.Path}:{key} must be an http(s) address.");
            return new Uri("http://localhost/");
        }

        /// <summary>All of the keys, or none of them.</summary>
        public T? Group<T>(string name, string[] keys, Func<SectionReader, T> make) where T : class
        {
            var group = new SectionReader(section.GetSection(name), _errors);
            var missing = keys.Where(k => !group.Has(k)).ToArray();
            if (missing.Length == keys.Length)
            {
                return null;
            }

            _errors.AddRange(missing.Select(k => $"{section.Path}:{name}:{k} is needed, for other keys of {name} are set."));
            return missing.Length == 0 ? make(group) : null;
        }

        public void ThrowIfWrong()
        {
            if (_errors.Count > 0)
            {
                throw new InvalidOperationException("The configuration of payments is wrong:\n" + string.Join('\n', _errors));
            }
        }
    }
}
