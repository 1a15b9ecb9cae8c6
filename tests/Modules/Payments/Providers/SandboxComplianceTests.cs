using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Maru.Contracts;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Providers.Sandbox;
using Maru.Sandbox;

namespace Maru.Modules.Payments.Tests.Providers;

public sealed class SandboxComplianceTests : ProviderCompliance
{
    private protected override async Task<IProviderFixture> CreateAsync()
    {
        var directory = Directory.CreateTempSubdirectory("maru-sandbox-").FullName;
        var provider = await SandboxProvider.StartAsync(new SandboxOptions(directory, 0, "sk_test", "whsec_test", null), CancellationToken.None);
        return new Fixture(directory, provider);
    }

    private sealed class Fixture(string directory, SandboxProvider sandbox) : IProviderFixture
    {
        private readonly SandboxGateway _gateway = new(
            new SandboxSettings(new Uri(sandbox.Address + "/"), new Uri(sandbox.Address + "/"), "sk_test", "whsec_test"), TimeSpan.FromSeconds(5));

        public IPaymentProvider Provider => _gateway;

        public Currency Currency => Currency.Krw;

        public bool CanAuthorize => true;

        public string Good(PaymentId payment, long amount) => "tok_visa";

        public string Bad(PaymentId payment, long amount) => "tok_declined";

        public void Agree(string reference)
        {
        }

        // Its lost answers are a matter of chance, so that one alone cannot be had; ChaosTests has many.
        public void LoseAnswers(int count)
        {
        }

        public void FailRequests(int count)
        {
            using var http = new HttpClient { BaseAddress = new Uri(sandbox.Address), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test") } };
            http.PutAsJsonAsync("test/chaos", new { lose_request = 1.0 }).GetAwaiter().GetResult().EnsureSuccessStatusCode();
        }

        public WebhookMessage Genuine(string reference, PaymentId payment) => Message(reference, payment, "whsec_test");

        public WebhookMessage Forged(string reference, PaymentId payment) => Message(reference, payment, "whsec_other");

        public async ValueTask DisposeAsync()
        {
            _gateway.Dispose();
            await sandbox.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }

        private static WebhookMessage Message(string reference, PaymentId payment, string secret)
        {
            var body = Encoding.UTF8.GetBytes(
                $$$"""{"id":"evt_1","type":"payment.captured","created_at":"2026-01-01T00:00:00Z","data":{"payment_id":"{{{reference}}}","reference":"{{{payment}}}"}}""");
            return Signatures.Timestamped("Sandbox-Signature", body, secret);
        }
    }
}
