using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Channels.Mails.Smtp;

/// <summary>
/// Mail by SMTP, a batch over one connection. A server that breaks off after the mail was handed over may have taken it: it is sent again, under the same
/// Message-ID. Only what the server says of a recipient or of the mail itself is final; all else is tried again.
/// </summary>
internal sealed class SmtpChannel(SmtpSettings settings, string from, string fromName, string domain, TimeSpan patience, RemoteCertificateValidationCallback? validate = null) : IChannel
{
    public NotificationChannel Kind => NotificationChannel.Mail;

    public string Provider => "smtp";

    public int BatchSize => 20;

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct)
    {
        var answers = new List<Delivery>(messages.Count);
        SmtpConnection? connection = null;
        try
        {
            foreach (var message in messages)
            {
                if (!MailAddressRules.IsSafe(message.To.Address))
                {
                    answers.Add(Delivery.Never("address-not-valid"));
                    continue;
                }

                try
                {
                    connection ??= await SmtpConnection.OpenAsync(settings, OwnName(domain), patience, validate, ct);
                    answers.Add(await SendAsync(connection, message, ct));
                }
                catch (Exception e) when (LostFor(e, ct) is { } code)
                {
                    answers.Add(Delivery.Later(code));
                    if (connection is null || ct.IsCancellationRequested)
                    {
                        // The others would fare no better, and would each wait as long.
                        answers.AddRange(messages.Skip(answers.Count).Select(_ => Delivery.Later(code)));
                        return answers;
                    }

                    await connection.DisposeAsync();
                    connection = null;
                }
            }

            if (connection is not null)
            {
                await SayGoodbyeAsync(connection, ct);
            }

            return answers;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<Delivery> SendAsync(SmtpConnection connection, Outgoing message, CancellationToken ct)
    {
        var mail = MimeMail.Write(message, from, fromName, domain);
        var international = !MailAddressRules.IsAscii(message.To.Address) || !MailAddressRules.IsAscii(from);
        if (international && !connection.Extensions.ContainsKey("SMTPUTF8"))
        {
            return Delivery.Never("address-needs-smtputf8");
        }

        if (connection.Extensions.TryGetValue("SIZE", out var size) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 && mail.Length > most)
        {
            return Delivery.Never("too-large");
        }

        var options = (connection.Extensions.ContainsKey("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={mail.Length}") : "") + (international ? " SMTPUTF8" : "");
        foreach (var (command, stage) in new[] { ($"MAIL FROM:<{from}>{options}", "from"), ($"RCPT TO:<{message.To.Address}>", "to"), ("DATA", "data") })
        {
            var reply = await connection.AskAsync(command, ct);
            if (reply.Code is not (250 or 251 or 354))
            {
                return await RefusedAsync(connection, reply, stage, ct);
            }
        }

        var taken = await connection.SendDataAsync(mail, ct);
        return taken.Code == 250 ? Delivery.Accepted() : await RefusedAsync(connection, taken, "mail", ct);
    }

    /// <summary>What is said of the recipient or the mail is about this mail; of the sender it is about us, and may be mended.</summary>
    private static async Task<Delivery> RefusedAsync(SmtpConnection connection, SmtpReply reply, string stage, CancellationToken ct)
    {
        if (reply.Code == 421)
        {
            throw new SmtpRefusedException(reply, stage);
        }

        await connection.AskAsync("RSET", ct);
        var code = string.Create(CultureInfo.InvariantCulture, $"smtp-{stage}-{reply.Code}");
        return reply.IsPermanent && stage is ("to" or "mail") ? Delivery.Never(code) : Delivery.Later(code);
    }

    private static async Task SayGoodbyeAsync(SmtpConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.AskAsync("QUIT", ct);
        }
        catch (Exception e) when (LostFor(e, ct) is not null)
        {
            // All that mattered was answered.
        }
    }

    private static string? LostFor(Exception e, CancellationToken ct) => e switch
    {
        SmtpRefusedException refused => refused.Code,
        AuthenticationException => "tls-failed",
        SocketException or IOException => "connection-lost",

        // Also when the round is over or the shop stops: what was taken before must still be written down.
        OperationCanceledException => ct.IsCancellationRequested ? "interrupted" : "timed-out",
        _ => null,
    };

    private static string OwnName(string domain) => MailAddressRules.IsAscii(domain) ? domain : new IdnMapping().GetAscii(domain);
}
