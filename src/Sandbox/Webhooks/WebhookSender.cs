using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Maru.Sandbox.Payments;

namespace Maru.Sandbox.Webhooks;

/// <summary>Tells the merchant, again and again with growing pauses until it answers 2xx. What was not heard is told again after a restart.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 2, 5, 10, 30, 60, 300, 900, 3600 }.Select(s => TimeSpan.FromSeconds(s))];
    private const int MostAttempts = 30;

    private readonly Book _book;
    private readonly SandboxOptions _options;
    private readonly Func<Chaos> _chaos;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(15) };
    private readonly Channel<SandboxEvent> _queue = Channel.CreateUnbounded<SandboxEvent>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public WebhookSender(Book book, SandboxOptions options, Func<Chaos> chaos, TimeProvider time)
    {
        _book = book;
        _options = options;
        _chaos = chaos;
        _time = time;
        foreach (var untold in book.Untold)
        {
            _queue.Writer.TryWrite(untold);
        }

        book.Told = told => _queue.Writer.TryWrite(told);
        _running = options.WebhookUrl is { } url ? Parallel.ForEachAsync(
            _queue.Reader.ReadAllAsync(_stop.Token), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = _stop.Token }, (e, _) => Begin(url, e)) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
        }

        _http.Dispose();
        _stop.Dispose();
    }

    private async ValueTask Begin(string url, SandboxEvent told)
    {
        var chaos = _chaos();
        if (Dice.Falls(chaos.TellLate))
        {
            _ = AgainAfterAsync(url, told, TimeSpan.FromMilliseconds(Random.Shared.Next(chaos.LateMilliseconds + 1)), attempt: 0);
            return;
        }

        await TryAsync(url, told, attempt: 0);
    }

    private async Task TryAsync(string url, SandboxEvent told, int attempt)
    {
        var times = Dice.Falls(_chaos().TellTwice) ? 2 : 1;
        var heard = true;
        for (var i = 0; i < times; i++)
        {
            heard &= await SendAsync(url, told);
        }

        if (heard)
        {
            await _book.DeliveredAsync(told);
        }
        else if (attempt < MostAttempts)
        {
            _ = AgainAfterAsync(url, told, Pauses[Math.Min(attempt, Pauses.Length - 1)], attempt + 1);
        }
    }

    private async Task AgainAfterAsync(string url, SandboxEvent told, TimeSpan pause, int attempt)
    {
        try
        {
            await Task.Delay(pause, _time, _stop.Token);
            await TryAsync(url, told, attempt);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the journal knows that it was not heard.
        }
    }

    private async Task<bool> SendAsync(string url, SandboxEvent told)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { told.Id, told.Type, told.CreatedAt, Data = new { told.PaymentId, told.Reference, told.Payment } }, SandboxJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Sandbox-Signature", Sign(_options.WebhookSecret, _time.GetUtcNow().ToUnixTimeSeconds(), body));
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary><c>t=seconds,v1=hex of HMAC-SHA256 over "seconds.body"</c>.</summary>
    internal static string Sign(string secret, long seconds, byte[] body)
    {
        var prefix = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seconds}."));
        return FormattableString.Invariant($"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. prefix, .. body]))}");
    }
}
