using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Maru.Modules.Notifications.Tests.Channels.Smtp;

/// <summary>
/// A mail server that takes the standard by its word: commands in order, CRLF at every line's end, no bare line feeds, no line too long. It can be told to
/// refuse, hang up or fall silent at any stage.
/// </summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly bool _implicitTls;
    private readonly Task _running;
    private int _connections;

    public SmtpServer(bool implicitTls = false)
    {
        _implicitTls = implicitTls;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Thumbprint => _certificate.Thumbprint;

    public ConcurrentQueue<TakenMail> Mails { get; } = new();

    /// <summary>What the client did that no client may do.</summary>
    public ConcurrentQueue<string> Offences { get; } = new();

    public int Connections => _connections;

    public string[] Extensions { get; set; } = ["STARTTLS", "AUTH PLAIN LOGIN", "8BITMIME", "SIZE 1000000", "SMTPUTF8"];

    /// <summary>By stage (greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, mail): the line to answer; "hang-up" cuts the connection, "silence" says nothing.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new();

    /// <summary>How many times each of <see cref="Answers"/> is given before things are well again.</summary>
    public int Times { get; set; } = int.MaxValue;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Over; a listener that was stopped between two clients says so in one of several ways.
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                await new Talk(this, client.GetStream()).RunAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // The client left, or the server is over.
            }
        }
    }

    private sealed class Talk(SmtpServer server, Stream stream)
    {
        private readonly List<byte> _line = [];
        private bool _secure;
        private bool _greeted;
        private bool _signedIn;
        private string? _from;
        private string? _to;

        public async Task RunAsync()
        {
            if (server._implicitTls)
            {
                await SecureAsync();
            }

            if (!await AnswerAsync("greeting", "220 mx.example ESMTP"))
            {
                return;
            }

            while (await ReadLineAsync(512) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if (verb == "QUIT")
                {
                    await WriteAsync("221 bye");
                    return;
                }

                if (!await HandleAsync(verb, line))
                {
                    return;
                }
            }
        }

        private async Task<bool> HandleAsync(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO" when line.Length > 5:
                    _greeted = true;
                    var extensions = server.Extensions.Where(e => !_secure || e != "STARTTLS").ToArray();
                    return await AnswerAsync("EHLO", string.Join("\r\n", ((string[])["mx.example at your service", .. extensions]).Select((e, i) => $"250{(i == extensions.Length ? ' ' : '-')}{e}")));
                case "STARTTLS" when !_secure && server.Extensions.Contains("STARTTLS"):
                    if (!await AnswerAsync("STARTTLS", "220 go ahead"))
                    {
                        return false;
                    }

                    if (!server.Answers.ContainsKey("STARTTLS"))
                    {
                        await SecureAsync();
                    }

                    return true;
                case "AUTH":
                    return await SignInAsync(line);
                case "MAIL" when _greeted && _from is null && line.StartsWith("MAIL FROM:<", StringComparison.Ordinal):
                    _from = line["MAIL FROM:<".Length..line.IndexOf('>', StringComparison.Ordinal)];
                    return await AnswerAsync("MAIL", "250 ok");
                case "RCPT" when _from is not null && line.StartsWith("RCPT TO:<", StringComparison.Ordinal) && line.EndsWith('>'):
                    _to = line["RCPT TO:<".Length..^1];
                    return await AnswerAsync("RCPT", "250 ok");
                case "DATA" when _to is not null:
                    if (!await AnswerAsync("DATA", "354 go ahead"))
                    {
                        return false;
                    }

                    return server.Answers.ContainsKey("DATA") && server.Times > 0 || await TakeMailAsync();
                case "RSET":
                    (_from, _to) = (null, null);
                    await WriteAsync("250 ok");
                    return true;
                default:
                    server.Offences.Enqueue("out of order: " + line);
                    await WriteAsync("503 bad sequence");
                    return true;
            }
        }

        private async Task<bool> SignInAsync(string line)
        {
            if (!_secure)
            {
                server.Offences.Enqueue("password in the clear");
            }

            var words = line.Split(' ');
            string[] given;
            if (words[1] == "PLAIN")
            {
                given = Text(words[2]).Split('\0')[1..];
            }
            else
            {
                await WriteAsync("334 " + Convert.ToBase64String("Username:"u8));
                var user = Text((await ReadLineAsync(512))!);
                await WriteAsync("334 " + Convert.ToBase64String("Password:"u8));
                given = [user, Text((await ReadLineAsync(512))!)];
            }

            _signedIn = given is ["user", "비밀 pass"];
            return await AnswerAsync("AUTH", _signedIn ? "235 welcome" : "535 no");
        }

        private async Task<bool> TakeMailAsync()
        {
            var text = new StringBuilder();
            while (await ReadLineAsync(1000) is { } line)
            {
                if (line == ".")
                {
                    var mail = new TakenMail(_from!, _to!, text.ToString(), _secure, _signedIn);
                    (_from, _to) = (null, null);
                    if (server.Answers.TryGetValue("mail-lost", out _) && server.Times-- > 0)
                    {
                        // Taken, and the answer never comes.
                        server.Mails.Enqueue(mail);
                        return false;
                    }

                    if (!server.Answers.ContainsKey("mail") || server.Times <= 0)
                    {
                        server.Mails.Enqueue(mail);
                    }

                    return await AnswerAsync("mail", "250 queued");
                }

                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return false;
        }

        private async Task<bool> AnswerAsync(string stage, string well)
        {
            if (!server.Answers.TryGetValue(stage, out var told) || server.Times-- <= 0)
            {
                await WriteAsync(well);
                return true;
            }

            switch (told)
            {
                case "hang-up":
                    return false;
                case "silence":
                    await Task.Delay(Timeout.Infinite, server._stop.Token);
                    return false;
                default:
                    await WriteAsync(told);
                    return true;
            }
        }

        private async Task SecureAsync()
        {
            var tls = new SslStream(stream, leaveInnerStreamOpen: false);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server._certificate }, server._stop.Token);
            stream = tls;
            _secure = true;
            _greeted = false;
        }

        private Task WriteAsync(string line) => stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), server._stop.Token).AsTask();

        private async Task<string?> ReadLineAsync(int longest)
        {
            _line.Clear();
            var one = new byte[1];
            while (await stream.ReadAsync(one, server._stop.Token) == 1)
            {
                _line.Add(one[0]);
                if (one[0] != '\n')
                {
                    continue;
                }

                if (_line.Count < 2 || _line[^2] != '\r')
                {
                    server.Offences.Enqueue("bare line feed");
                }

                if (_line.Count > longest)
                {
                    server.Offences.Enqueue("line too long");
                }

                return Encoding.UTF8.GetString([.. _line]).TrimEnd('\r', '\n');
            }

            return null;
        }

        private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
    }
}

internal sealed record TakenMail(string From, string To, string Text, bool Secure, bool SignedIn)
{
    /// <summary>A header, unfolded and decoded (RFC 2047).</summary>
    public string? Header(string name)
    {
        var head = Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        var line = head.Split("\r\n").SingleOrDefault(l => l.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : System.Text.RegularExpressions.Regex.Replace(line[(name.Length + 2)..].Replace("?= =?", "?==?", StringComparison.Ordinal), @"=\?utf-8\?B\?([^?]*)\?=",
            m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value)));
    }

    public IEnumerable<string> HeaderNames => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(l => !l.StartsWith(' ')).Select(l => l.Split(':')[0]);

    /// <summary>A part of a multipart mail, decoded.</summary>
    public string Part(string type)
    {
        var boundary = System.Text.RegularExpressions.Regex.Match(Text, "boundary=\"([^\"]+)\"").Groups[1].Value;
        var part = Text.Split("--" + boundary).Single(p => p.Contains("Content-Type: " + type, StringComparison.Ordinal) && !p.Contains("boundary", StringComparison.Ordinal));
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return part.Contains("base64", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body))
            : Unquote(body);
    }

    internal static string Unquote(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
