using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Mails;
using Maru.Modules.Notifications.Channels.Mails.Smtp;

namespace Maru.Modules.Notifications.Tests.Channels.Smtp;

public sealed class SmtpChannelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("StartTls", "AUTH PLAIN LOGIN")]
    [InlineData("StartTls", "AUTH LOGIN")]
    [InlineData("Tls", "AUTH PLAIN")]
    public async Task Send_OverTls_SignsInAndBringsTheMail(string name, string auth)
    {
        var security = Enum.Parse<SmtpSecurity>(name);
        await using var server = new SmtpServer(implicitTls: security == SmtpSecurity.Tls) { Extensions = ["STARTTLS", auth, "SIZE 100000"] };
        var message = Samples.Message(unsubscribe: "https://shop.example/notifications/unsubscribe?token=abc");
        (await SendAsync(server, security, message)).ShouldBe([Delivery.Accepted()]);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldSatisfyAllConditions(
            () => mail.Secure.ShouldBeTrue(),
            () => mail.SignedIn.ShouldBeTrue(),
            () => mail.To.ShouldBe("kim@example.com"),
            () => mail.Header("Subject").ShouldBe(message.Content.Mail.Subject),
            () => mail.Header("To").ShouldBe("홍길동 <kim@example.com>"),
            () => mail.Header("From").ShouldBe("Maru <shop@shop.example>"),
            () => mail.Header("Message-ID").ShouldBe($"<{message.Id}@shop.example>"),
            () => mail.Header("Date").ShouldBe("Fri, 02 Jan 2026 03:04:05 +0000"),
            () => mail.Header("List-Unsubscribe").ShouldBe("<https://shop.example/notifications/unsubscribe?token=abc>"),
            () => mail.Header("List-Unsubscribe-Post").ShouldBe("List-Unsubscribe=One-Click"),
            () => mail.Part("text/plain").ShouldBe(message.Content.Mail.Text),
            () => mail.Part("text/html").ShouldBe(message.Content.Mail.Html));
        server.Offences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheCertificateIsNotTrusted_SendsNeitherPasswordNorMail()
    {
        await using var server = new SmtpServer();
        var channel = new SmtpChannel(new SmtpSettings("localhost", server.Port, SmtpSecurity.StartTls, "user", "비밀 pass"), "shop@shop.example", "Maru", "shop.example", TimeSpan.FromSeconds(60));
        (await channel.SendAsync([Samples.Message()], Ct)).ShouldBe([Delivery.Later("tls-failed")]);
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheOfferOfTlsWasTakenAway_SendsNothing()
    {
        await using var server = new SmtpServer { Extensions = ["AUTH PLAIN"] };
        (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message())).ShouldBe([Delivery.Later("no-starttls")]);
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("greeting", "554 go away", false)]
    [InlineData("EHLO", "500 what", false)]
    [InlineData("STARTTLS", "454 not now", false)]
    [InlineData("AUTH", "535 no", false)]
    [InlineData("MAIL", "451 not now", false)]
    [InlineData("MAIL", "550 who are you", false)]
    [InlineData("RCPT", "450 mailbox busy", false)]
    [InlineData("RCPT", "550 no such user", true)]
    [InlineData("DATA", "451 not now", false)]
    [InlineData("mail", "452 disk full", false)]
    [InlineData("mail", "554 spam", true)]
    [InlineData("RCPT", "421 closing", false)]
    [InlineData("greeting", "hang-up", false)]
    [InlineData("MAIL", "hang-up", false)]
    [InlineData("RCPT", "hang-up", false)]
    [InlineData("mail", "hang-up", false)]
    [InlineData("EHLO", "HTTP/1.1 400 Bad Request", false)]
    public async Task Send_WhenAStageFails_IsFinalOnlyForTheRecipientOrTheMail(string stage, string answer, bool final)
    {
        await using var server = new SmtpServer();
        server.Answers[stage] = answer;
        var delivery = (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message())).ShouldHaveSingleItem();
        delivery.Outcome.ShouldBe(final ? DeliveryOutcome.Permanent : DeliveryOutcome.Temporary);
        delivery.Error.ShouldNotBeNullOrEmpty();
        server.Mails.ShouldBeEmpty();
        server.Offences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("mail")]
    public async Task Send_WhenTheServerFallsSilent_GivesUpWaiting(string stage)
    {
        await using var server = new SmtpServer();
        server.Answers[stage] = "silence";
        var channel = Channel(server, SmtpSecurity.StartTls, TimeSpan.FromSeconds(2));
        (await channel.SendAsync([Samples.Message()], Ct)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Temporary);
    }

    [Fact]
    public async Task Send_WhenOneOfSeveralIsRefused_BringsTheOthersOverTheSameConnection()
    {
        await using var server = new SmtpServer { Times = 1 };
        server.Answers["RCPT"] = "550 no such user";
        var answers = await SendAsync(server, SmtpSecurity.StartTls, Samples.Message("a@example.com"), Samples.Message("b@example.com"), Samples.Message("c@example.com"));
        answers.Select(a => a.Outcome).ShouldBe([DeliveryOutcome.Permanent, DeliveryOutcome.Accepted, DeliveryOutcome.Accepted]);
        server.Mails.Select(m => m.To).ShouldBe(["b@example.com", "c@example.com"]);
        server.Connections.ShouldBe(1);
        server.Offences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheAnswerIsLost_GoesAgainAsTheVerySameMail()
    {
        await using var server = new SmtpServer { Times = 1 };
        server.Answers["mail-lost"] = "";
        var message = Samples.Message();
        (await SendAsync(server, SmtpSecurity.StartTls, message)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Temporary);
        (await SendAsync(server, SmtpSecurity.StartTls, message)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Accepted);
        server.Mails.Count.ShouldBe(2);
        server.Mails.Select(m => m.Text).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("a@example.com>\r\nRCPT TO:<b@example.com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("<a@example.com>")]
    [InlineData("a b@example.com")]
    [InlineData("\"a\"@example.com")]
    [InlineData("a@exam\0ple.com")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    public async Task Send_WhenTheAddressWouldBreakOut_IsRefusedForGood(string address)
    {
        await using var server = new SmtpServer();
        (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message(address))).ShouldBe([Delivery.Never("address-not-valid")]);
        server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("Hello\r\nBcc: evil@example.com")]
    [InlineData("Hello\nX-Evil: 1\n\nbody")]
    [InlineData("=?utf-8?Q?fake?=")]
    public async Task Send_WhenANameOrSubjectHoldsALineBreak_MakesNoHeaderOfIt(string text)
    {
        await using var server = new SmtpServer();
        (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message(subject: text, name: text))).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Accepted);
        server.Mails.ShouldHaveSingleItem().HeaderNames.ShouldBe(
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type"]);
    }

    [Fact]
    public async Task Send_WhenTheServerSpeaksNoUtf8_RefusesAForeignAddressAndTakesOthers()
    {
        await using var server = new SmtpServer { Extensions = ["STARTTLS", "AUTH PLAIN", "SIZE 100000"] };
        (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message("홍길동@example.com"), Samples.Message())).ShouldBe([Delivery.Never("address-needs-smtputf8"), Delivery.Accepted()]);
        server.Extensions = ["STARTTLS", "AUTH PLAIN", "SMTPUTF8", "8BITMIME"];
        (await SendAsync(server, SmtpSecurity.StartTls, Samples.Message("홍길동@example.com"))).ShouldBe([Delivery.Accepted()]);
        server.Mails.Last().To.ShouldBe("홍길동@example.com");
    }

    [Fact]
    public void Headers_OfAnyText_AreShortLinesOfAsciiThatReadBack() => Prop.ForAll(
        Gen.Elements("가", "힣", "a", " ", "é", "😀", "\"", "=?", "?=", "\\", "<", ",", "\t", "\r\n").ArrayOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var header = HeaderText.Header("Subject", text);
            var expected = string.Join(' ', text.ReplaceLineEndings(" ").Replace('\t', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
            var read = new TakenMail("", "", header + "\r\n\r\n", false, false).Header("Subject")!;
            return Ascii.IsValid(header) && header.Split("\r\n").All(l => l.Length <= 78) && header.Split("\r\n").Skip(1).All(l => l.StartsWith(' ')) &&
                string.Join(' ', read.Split(' ', StringSplitOptions.RemoveEmptyEntries)) == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void QuotedPrintable_OfAnyText_ReadsBackFromShortLines() => Prop.ForAll(
        Gen.Elements("가", "a", " ", "=", ".", "\n", "\t", "0123456789", "é").ArrayOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var quoted = MimeMail.QuotedPrintable(text);
            return Ascii.IsValid(quoted) && quoted.Split("\r\n").All(l => l.Length <= 76 && !l.EndsWith(' ') && !l.EndsWith('\t')) &&
                TakenMail.Unquote(quoted) == text.ReplaceLineEndings("\r\n") + "\r\n";
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(".a\r\n..b\r\nc.d\r\n", "..a\r\n...b\r\nc.d\r\n.\r\n")]
    [InlineData("a", "a\r\n.\r\n")]
    public void Stuffed_ALineThatBeginsWithADot_DoublesIt(string mail, string sent) =>
        Encoding.ASCII.GetString(SmtpConnection.Stuffed(Encoding.ASCII.GetBytes(mail))).ShouldBe(sent);

    private static Task<IReadOnlyList<Delivery>> SendAsync(SmtpServer server, SmtpSecurity security, params Outgoing[] messages) =>
        Channel(server, security, TimeSpan.FromSeconds(60)).SendAsync(messages, Ct);

    internal static SmtpChannel Channel(SmtpServer server, SmtpSecurity security, TimeSpan patience) => new(
        new SmtpSettings("localhost", server.Port, security, "user", "비밀 pass"), "shop@shop.example", "Maru", "shop.example", patience,
        (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint);
}
