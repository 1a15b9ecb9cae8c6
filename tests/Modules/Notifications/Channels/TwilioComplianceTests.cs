using System.Text;
using System.Text.Json.Nodes;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Texting;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Notifications.Tests.Channels;

public sealed class TwilioComplianceTests : ChannelCompliance
{
    private protected override async Task<IChannelFixture> CreateAsync()
    {
        var simulator = new TwilioSimulator();
        await simulator.StartAsync();
        return new Fixture(simulator);
    }

    [Theory]
    [InlineData("010-1234-5678", "KR", "+821012345678")]
    [InlineData("+82 10 1234 5678", "US", "+821012345678")]
    [InlineData("0082 10 1234 5678", "DE", "+821012345678")]
    [InlineData("(202) 555-0143", "US", "+12025550143")]
    [InlineData("1234", "KR", null)]
    [InlineData("call me", "KR", null)]
    [InlineData("010-1234-5678", "ZZ", null)]
    [InlineData("+1234567890123456", "US", null)]
    [InlineData(null, "KR", null)]
    public void International_OfANumberAsWritten_IsWhatNetworksTake(string? written, string country, string? number) => PhoneNumber.International(written, country).ShouldBe(number);

    private sealed class Fixture(TwilioSimulator simulator) : IChannelFixture
    {
        private readonly TwilioChannel _channel = Make(simulator, 60);
        private readonly TwilioChannel _impatient = Make(simulator, 2);

        public IChannel Channel => _channel;

        public IChannel Impatient => _impatient;

        public bool TellsHowLong => true;

        public IReadOnlyList<string> Taken => [.. simulator.Taken];

        public IReadOnlyCollection<string> Offences => simulator.Offences;

        public Outgoing Good() => Samples.Message();

        public Outgoing Hopeless() => Samples.Message() is var m ? m with { To = m.To with { Phone = "+15005550001" } } : m;

        public void Set(Mood mood) => simulator.Mood = mood;

        public ValueTask DisposeAsync()
        {
            _channel.Dispose();
            _impatient.Dispose();
            return simulator.DisposeAsync();
        }

        private static TwilioChannel Make(TwilioSimulator simulator, int seconds) => new(
            new TwilioSettings(simulator.Address, "AC1", "token", "+15005550006"), "https://shop.example", TimeSpan.FromSeconds(seconds));
    }
}

/// <summary>POST /2010-04-01/Accounts/{sid}/Messages.json, with the provider's own number for a telephone that does not exist.</summary>
internal sealed class TwilioSimulator : ProviderSimulator
{
    protected override async Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request)
    {
        if (request.Path != "/2010-04-01/Accounts/AC1/Messages.json" || request.Method != "POST" || !request.HasFormContentType)
        {
            return Offend("no such call");
        }

        if (request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC1:token")))
        {
            return (401, new JsonObject { ["code"] = 20003, ["status"] = 401 }, null);
        }

        var form = await request.ReadFormAsync();
        if (!form["To"].ToString().StartsWith('+') || form["From"] != "+15005550006" || form["Body"].ToString() is not { Length: > 0 and <= 1600 })
        {
            return Offend("not a message");
        }

        return form["To"] == "+15005550001"
            ? (400, new JsonObject { ["code"] = 21211, ["message"] = "Invalid 'To' Phone Number", ["status"] = 400 }, null)
            : (201, new JsonObject { ["sid"] = "SM1", ["status"] = "queued" }, form["StatusCallback"].ToString().Split('/')[^1]);
    }
}
