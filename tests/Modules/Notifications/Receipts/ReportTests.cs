using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Receipts;

namespace Maru.Modules.Notifications.Tests.Receipts;

public sealed class ReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void SendGrid_WhenSignedByItsKey_IsGenuine_AndNothingElseIs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var body = "[{}]"u8.ToArray();
        var at = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string Sign(ECDsa by, string time) => Convert.ToBase64String(by.SignData((byte[])[.. Encoding.ASCII.GetBytes(time), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        SendGridReports.IsGenuine(publicKey, Sign(key, at), at, body, Now).ShouldBeTrue();
        SendGridReports.IsGenuine(publicKey, Sign(other, at), at, body, Now).ShouldBeFalse();
        SendGridReports.IsGenuine(publicKey, Sign(key, at), at, "[{ }]"u8.ToArray(), Now).ShouldBeFalse();
        SendGridReports.IsGenuine(publicKey, Sign(key, at), "1" + at, body, Now).ShouldBeFalse();
        SendGridReports.IsGenuine(publicKey, Sign(key, at), at, body, Now.AddDays(3)).ShouldBeFalse();
        SendGridReports.IsGenuine(publicKey, "not base64!", at, body, Now).ShouldBeFalse();
        SendGridReports.IsGenuine("nonsense", Sign(key, at), at, body, Now).ShouldBeFalse();
        SendGridReports.IsGenuine(publicKey, null, at, body, Now).ShouldBeFalse();
    }

    [Fact]
    public void SendGrid_OfManyEvents_ReadsThoseOfOurs()
    {
        var id = MessageId.New();
        string Event(string name, string more = "") => $$"""{"event":"{{name}}","maru_message":"{{id}}"{{more}}}""";
        var bounce = Event("bounce", ""","type":"bounce" """);
        var body = "[" + string.Join(',', Event("processed"), Event("delivered"), Event("open"), bounce, Event("spamreport"), """{"event":"delivered"}""", "1", "null") + "]";
        SendGridReports.Read(Encoding.UTF8.GetBytes(body))!.ShouldBe(
        [
            (id, new Report(MessageState.Delivered)), (id, new Report(MessageState.Opened)), (id, new Report(MessageState.Failed, "bounced")),
            (id, new Report(MessageState.Delivered, Unwanted: true)),
        ]);
        SendGridReports.Read("{}"u8.ToArray()).ShouldBeNull();
        SendGridReports.Read("["u8.ToArray()).ShouldBeNull();
    }

    /// <summary>The example of Twilio's own page on request validation.</summary>
    [Fact]
    public void Twilio_TheExampleOfItsDocumentation_HasItsSignature() => TwilioReports.Sign(
        "12345", "https://mycompany.com/myapp.php?foo=1&bar=2",
        new Dictionary<string, string> { ["CallSid"] = "CA1234567890ABCDE", ["Caller"] = "+14158675309", ["Digits"] = "1234", ["From"] = "+14158675309", ["To"] = "+18005551212" })
        .ShouldBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");

    [Theory]
    [InlineData("delivered", null, MessageState.Delivered, null)]
    [InlineData("undelivered", "30003", MessageState.Failed, "twilio-30003")]
    [InlineData("failed", "<script>", MessageState.Failed, "not-delivered")]
    public void Twilio_OfAStatus_IsRead(string status, string? code, MessageState state, string? error) => TwilioReports.Read(status, code).ShouldBe(new Report(state, error));

    [Fact]
    public void Twilio_OfAStatusOnTheWay_IsNoReport() => TwilioReports.Read("sent", null).ShouldBeNull();
}
