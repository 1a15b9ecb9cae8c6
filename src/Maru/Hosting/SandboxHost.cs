using System.Security.Cryptography;
using System.Text;
using Maru.Sandbox;

namespace Maru.Hosting;

/// <summary>
/// The sandbox payment provider beside the shop: an outside party on a port of its own, which the shop knows by address and keys only. Left out
/// where <c>Payments:Sandbox:Enabled</c> is false, or where <c>Payments:Sandbox:Url</c> names one that runs elsewhere.
/// </summary>
internal sealed class SandboxHost(SandboxOptions options) : IHostedService
{
    private const string Section = "Payments:Sandbox:";

    private SandboxProvider? _provider;

    /// <summary>Settles where the provider will answer and tells the shop; it starts and stops with the shop.</summary>
    public static void Add(WebApplicationBuilder builder, ShopOptions shop, string secret)
    {
        var configuration = builder.Configuration;
        var runsHere = shop.Modules is null || shop.Modules.Contains("payments");
        if (!runsHere || !configuration.GetValue(Section + "Enabled", true) || configuration[Section + "Url"] is { Length: > 0 })
        {
            return;
        }

        var directory = DirectoryOf(shop.DataDirectory);
        var port = SandboxProvider.ChoosePort(directory, configuration.GetValue(Section + "Port", 0));
        var (apiKey, webhookSecret) = KeysOf(secret);
        var options = new SandboxOptions(directory, port, apiKey, webhookSecret, $"http://localhost:{shop.Port}/api/v1/webhooks/sandbox") { PublicUrl = configuration[Section + "PublicUrl"] };
        Tell(configuration, port, options.PublicUrl, secret);
        builder.Services.AddHostedService(_ => new SandboxHost(options));
    }

    /// <summary>For commands beside a shop that runs: where its provider answers, if it has one of its own.</summary>
    public static void Find(IConfigurationManager configuration, string dataDirectory, string secret)
    {
        if (configuration[Section + "Url"] is null or "" && SandboxProvider.LastPort(DirectoryOf(dataDirectory)) is { } port)
        {
            Tell(configuration, port, null, secret);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken) => _provider = await SandboxProvider.StartAsync(options, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Asked twice when Ctrl-C ends the shop: by the host, and by the shop that is disposed after it.
        if (Interlocked.Exchange(ref _provider, null) is { } provider)
        {
            await provider.DisposeAsync();
        }
    }

    private static string DirectoryOf(string dataDirectory) => Path.Combine(dataDirectory, "sandbox-provider");

    private static (string ApiKey, string WebhookSecret) KeysOf(string secret) =>
        ("sk_sandbox_" + Derive(secret, "sandbox provider: API key"), "whsec_sandbox_" + Derive(secret, "sandbox provider: webhooks"));

    private static void Tell(IConfigurationManager configuration, int port, string? publicUrl, string secret)
    {
        var (apiKey, webhookSecret) = KeysOf(secret);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // By number, for "localhost" is tried by IPv6 first. Browsers get the name, which is another origin than the shop's for its port.
            [Section + "Url"] = $"http://127.0.0.1:{port}",
            [Section + "PublicUrl"] = publicUrl ?? $"http://localhost:{port}",
            [Section + "ApiKey"] = apiKey,
            [Section + "WebhookSecret"] = webhookSecret,
        });
    }

    private static string Derive(string secret, string purpose) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(purpose)).AsSpan(0, 16));
}
