using System.Globalization;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.Sandbox;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Payments;

/// <summary>Where the sandbox provider answers, and the secrets shared with it.</summary>
/// <param name="PublicUrl">Where browsers reach it.</param>
internal sealed record SandboxSettings(Uri Url, Uri PublicUrl, string ApiKey, string WebhookSecret);

/// <summary>Which providers are configured (section Payments). A provider is there when its keys are; half of its keys is an error at start.</summary>
internal sealed record PaymentsOptions(TimeSpan Timeout, SandboxSettings? Sandbox)
{
    public IEnumerable<IPaymentProvider> CreateProviders()
    {
        if (Sandbox is not null)
        {
            yield return new SandboxGateway(Sandbox, Timeout);
        }
    }

    /// <exception cref="InvalidOperationException">With every error at once.</exception>
    public static PaymentsOptions Read(IConfiguration configuration)
    {
        var reader = new SectionReader(configuration.GetSection("Payments"));
        var options = new PaymentsOptions(
            TimeSpan.FromSeconds(reader.Number("TimeoutSeconds", 10, 1, 60)),
            reader.Group("Sandbox", ["Url", "ApiKey", "WebhookSecret"], g => new SandboxSettings(
                g.Address("Url"), g.Has("PublicUrl") ? g.Address("PublicUrl") : g.Address("Url"), g.Text("ApiKey"), g.Text("WebhookSecret"))));
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

        public Uri Address(string key)
        {
            if (Uri.TryCreate(section[key]?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
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
