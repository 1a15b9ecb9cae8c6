using System.Text.Json.Nodes;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Mails;
using Maru.Modules.Notifications.Tests.Channels.Smtp;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Notifications.Tests.Channels;

public sealed class SmtpComplianceTests : ChannelCompliance
{
    private protected override Task<IChannelFixture> CreateAsync() => Task.FromResult<IChannelFixture>(new Fixture());

    private sealed class Fixture : IChannelFixture
    {
        private readonly SmtpServer _server = new();

        public IChannel Channel => SmtpChannelTests.Channel(_server, SmtpSecurity.StartTls, TimeSpan.FromSeconds(60));

        public IChannel Impatient => SmtpChannelTests.Channel(_server, SmtpSecurity.StartTls, TimeSpan.FromSeconds(2));

        public bool TellsHowLong => false;

        public IReadOnlyList<string> Taken => [.. _server.Mails.Select(m => m.Header("Message-ID")!.Split('@')[0][1..])];

        public IReadOnlyCollection<string> Offences => _server.Offences;

        public Outgoing Good() => Samples.Message();

        public Outgoing Hopeless() => Samples.Message("not\r\nan address");

        public void Set(Mood mood)
        {
            _server.Answers.Clear();
            _server.Times = int.MaxValue;
            if (mood != Mood.Well)
            {
                _server.Answers[mood == Mood.Forgetful ? "mail-lost" : "MAIL"] = mood == Mood.Silent ? "silence" : "451 not now";
            }
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}

public sealed class SendGridComplianceTests : ChannelCompliance
{
    private protected override async Task<IChannelFixture> CreateAsync()
    {
        var simulator = new SendGridSimulator();
        await simulator.StartAsync();
        return new Fixture(simulator);
    }

    private sealed class Fixture(SendGridSimulator simulator) : IChannelFixture
    {
        private readonly SendGridChannel _channel = Make(simulator, 60);
        private readonly SendGridChannel _impatient = Make(simulator, 2);

        public IChannel Channel => _channel;

        public IChannel Impatient => _impatient;

        public bool TellsHowLong => true;

        public IReadOnlyList<string> Taken => [.. simulator.Taken];

        public IReadOnlyCollection<string> Offences => simulator.Offences;

        public Outgoing Good() => Samples.Message(unsubscribe: "https://shop.example/u?token=1");

        public Outgoing Hopeless() => Samples.Message("refused@example.com");

        public void Set(Mood mood) => simulator.Mood = mood;

        public ValueTask DisposeAsync()
        {
            _channel.Dispose();
            _impatient.Dispose();
            return simulator.DisposeAsync();
        }

        private static SendGridChannel Make(SendGridSimulator simulator, int seconds) => new(
            new SendGridSettings(simulator.Address, "SG.key", null), "shop@shop.example", "Maru", "shop.example", TimeSpan.FromSeconds(seconds));
    }
}

/// <summary>POST /v3/mail/send.</summary>
internal sealed class SendGridSimulator : ProviderSimulator
{
    protected override async Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request)
    {
        if (request.Path != "/v3/mail/send" || request.Method != "POST")
        {
            return Offend("no such call");
        }

        if (request.Headers.Authorization != "Bearer SG.key")
        {
            return (401, null, null);
        }

        var body = (await JsonNode.ParseAsync(request.Body))!;
        var to = (string?)body["personalizations"]?[0]?["to"]?[0]?["email"];
        var types = body["content"]!.AsArray().Select(c => (string?)c!["type"]).ToArray();
        if (to is null || (string?)body["from"]?["email"] is null || string.IsNullOrEmpty((string?)body["subject"]) || types is not ["text/plain", "text/html"])
        {
            return Offend("not a mail");
        }

        return to.StartsWith("refused", StringComparison.Ordinal)
            ? (400, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "Does not contain a valid address.", ["field"] = "personalizations.0.to.0.email" }) }, null)
            : (202, null, (string)body["personalizations"]![0]!["custom_args"]!["maru_message"]!);
    }
}
