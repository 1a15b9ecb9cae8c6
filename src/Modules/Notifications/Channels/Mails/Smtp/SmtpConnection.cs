using System.Buffers;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Maru.Modules.Notifications.Channels.Mails.Smtp;

/// <summary>
/// One conversation with a mail server (RFC 5321), with STARTTLS (3207), AUTH (4954), SIZE, 8BITMIME and SMTPUTF8. It says and hears; what an answer means
/// for a mail is decided by <see cref="SmtpChannel"/>.
/// </summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly TimeSpan _patience;
    private readonly byte[] _buffer = new byte[4096];
    private readonly TcpClient _tcp = new();
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    private SmtpConnection(TimeSpan patience) => _patience = patience;

    public IReadOnlyDictionary<string, string> Extensions { get; private set; } = new Dictionary<string, string>();

    /// <exception cref="SmtpRefusedException">The server does not want to, or cannot do what is asked for.</exception>
    public static async Task<SmtpConnection> OpenAsync(SmtpSettings settings, string ownName, TimeSpan patience, RemoteCertificateValidationCallback? validate, CancellationToken ct)
    {
        var connection = new SmtpConnection(patience);
        try
        {
            await connection.BeginAsync(settings, ownName, validate, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        // The last guard: whatever was let through before, one command stays one line.
        if (command.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException("A command is one line.", nameof(command));
        }

        using var patience = Patience(ct);
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), patience.Token);
        return await ReadAsync(patience.Token);
    }

    /// <summary>Sends the mail after the server agreed to DATA: a dot at a line's beginning is doubled, one alone ends it.</summary>
    public async Task<SmtpReply> SendDataAsync(byte[] mail, CancellationToken ct)
    {
        using var patience = Patience(ct);
        await _stream.WriteAsync(Stuffed(mail), patience.Token);
        return await ReadAsync(patience.Token);
    }

    internal static byte[] Stuffed(byte[] mail)
    {
        var stuffed = new ArrayBufferWriter<byte>(mail.Length + 64);
        var lineStart = true;
        foreach (var b in mail)
        {
            if (lineStart && b == '.')
            {
                stuffed.Write("."u8);
            }

            stuffed.Write([b]);
            lineStart = b == '\n';
        }

        stuffed.Write(mail.AsSpan().EndsWith("\r\n"u8) ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return stuffed.WrittenSpan.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task BeginAsync(SmtpSettings settings, string ownName, RemoteCertificateValidationCallback? validate, CancellationToken ct)
    {
        using (var patience = Patience(ct))
        {
            await _tcp.ConnectAsync(settings.Host, settings.Port, patience.Token);
            _tcp.NoDelay = true;
            _stream = _tcp.GetStream();
        }

        if (settings.Security == SmtpSecurity.Tls)
        {
            await SecureAsync(settings.Host, validate, ct);
        }

        using (var patience = Patience(ct))
        {
            Expect(await ReadAsync(patience.Token), 220, "greeting");
        }

        await GreetAsync(ownName, ct);
        if (settings.Security == SmtpSecurity.StartTls)
        {
            // Without TLS neither password nor mail goes out: somebody on the way may have taken the offer away.
            if (!Extensions.ContainsKey("STARTTLS"))
            {
                throw new SmtpRefusedException(new SmtpReply(0, "no-starttls"), "starttls");
            }

            Expect(await AskAsync("STARTTLS", ct), 220, "starttls");
            if (_start != _end)
            {
                // What came before TLS could be anybody's, and would be read as if it came through it.
                throw new SmtpRefusedException(new SmtpReply(0, "text-before-tls"), "starttls");
            }

            await SecureAsync(settings.Host, validate, ct);
            await GreetAsync(ownName, ct);
        }

        if (settings.User is { } user)
        {
            await SignInAsync(user, settings.Password ?? "", ct);
        }
    }

    private async Task GreetAsync(string ownName, CancellationToken ct)
    {
        var reply = Expect(await AskAsync("EHLO " + ownName, ct), 250, "ehlo");
        Extensions = reply.Text.Split('\n').Skip(1).Select(l => l.Trim().Split(' ', 2)).Where(p => p[0].Length > 0)
            .GroupBy(p => p[0], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First() is [_, var rest] ? rest : "", StringComparer.OrdinalIgnoreCase);
    }

    private async Task SignInAsync(string user, string password, CancellationToken ct)
    {
        var ways = Extensions.GetValueOrDefault("AUTH", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            Expect(await AskAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), ct), 235, "auth");
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            Expect(await AskAsync("AUTH LOGIN", ct), 334, "auth");
            Expect(await AskAsync(Base64(user), ct), 334, "auth");
            Expect(await AskAsync(Base64(password), ct), 235, "auth");
        }
        else
        {
            throw new SmtpRefusedException(new SmtpReply(0, "no-way-to-sign-in"), "auth");
        }
    }

    private async Task SecureAsync(string host, RemoteCertificateValidationCallback? validate, CancellationToken ct)
    {
        using var patience = Patience(ct);
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = validate, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, patience.Token);
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        for (var i = 0; i < MostLines; i++)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new IOException("The mail server does not speak SMTP.");
            }

            text.Append(i == 0 ? "" : "\n").Append(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, text.ToString());
            }
        }

        throw new IOException("The mail server does not stop talking.");
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new ArrayBufferWriter<byte>();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await _stream.ReadAsync(_buffer, ct);
                if (_end == 0)
                {
                    throw new IOException("The mail server hung up.");
                }
            }

            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var taken = end < 0 ? _end - _start : end + 1;
            line.Write(_buffer.AsSpan(_start, taken));
            _start += taken;
            if (end >= 0)
            {
                return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\r', '\n');
            }

            if (line.WrittenCount > LongestLine)
            {
                throw new IOException("The mail server's line does not end.");
            }
        }
    }

    private CancellationTokenSource Patience(CancellationToken ct)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patience);
        return patience;
    }

    private static SmtpReply Expect(SmtpReply reply, int code, string stage) => reply.Code == code ? reply : throw new SmtpRefusedException(reply, stage);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <param name="Code">0: our own finding.</param>
internal readonly record struct SmtpReply(int Code, string Text)
{
    public bool IsPermanent => Code is >= 500 and < 600;
}

/// <summary>The server said no before there was a mail to speak of.</summary>
internal sealed class SmtpRefusedException(SmtpReply reply, string stage) : Exception($"The mail server refused at {stage}.")
{
    public string Code { get; } = reply.Code == 0 ? reply.Text : string.Create(CultureInfo.InvariantCulture, $"smtp-{stage}-{reply.Code}");
}
