using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maru.Bench;

/// <summary>
/// Guests who buy one piece each, over and over: cart, item, shipping options, checkout. Bare sockets and requests written beforehand, because the buyers
/// share the machine with the shop they measure.
/// </summary>
internal static class CheckoutBuyers
{
    public static CheckoutTimes Run(int port, string sku, int atOnce, TimeSpan duration)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var buyers = Enumerable.Range(0, atOnce).Select(_ => new Guest(port, sku)).ToArray();
        var threads = Array.ConvertAll(buyers, b => new Thread(() => b.Buy(until), 256 << 10));
        var begin = Stopwatch.GetTimestamp();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        var took = Stopwatch.GetElapsedTime(begin);
        if (buyers.FirstOrDefault(b => b.Trouble is not null) is { Trouble: { } trouble })
        {
            throw new InvalidOperationException(trouble);
        }

        return new CheckoutTimes(took, [.. buyers.SelectMany(b => b.Whole).Order()], [.. buyers.SelectMany(b => b.Calls).Order()]);
    }

    private sealed class Guest(int port, string sku)
    {
        private const int IdLength = 36;

        private readonly byte[] _buffer = new byte[1 << 16];
        private readonly byte[] _newCart = Post("/api/v1/carts", """{"currency":"KRW"}""");
        private readonly byte[] _add = Post($"/api/v1/carts/{Blank}/items", $$"""{"sku":"{{sku}}","quantity":1}""");
        private readonly byte[] _options = Encoding.ASCII.GetBytes($"GET /api/v1/carts/{Blank}/shipping-options?country=KR&postalCode=04524 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        private byte[] _checkout = [];

        public List<double> Whole { get; } = new(1 << 14);

        public List<double> Calls { get; } = new(1 << 14);

        /// <summary>The first answer that was not what a buyer hopes for.</summary>
        public string? Trouble { get; private set; }

        private static string Blank { get; } = new('0', IdLength);

        public void Buy(long until)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(IPAddress.Loopback, port);
                long begin;
                while ((begin = Stopwatch.GetTimestamp()) < until)
                {
                    BuyOne(socket);
                    Whole.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            }
            catch (Exception e) when (e is InvalidDataException or SocketException or IOException)
            {
                Trouble = e.Message;
            }
        }

        private void BuyOne(Socket socket)
        {
            var cart = ValueOf(Ask(socket, _newCart, "201"u8), "\"id\":\""u8);
            Span<byte> id = stackalloc byte[IdLength];
            cart.CopyTo(id);
            PutId(_add, id);
            PutId(_options, id);
            Ask(socket, _add, "200"u8);
            var option = ValueOf(Ask(socket, _options, "200"u8), "\"code\":\""u8);
            if (_checkout.Length == 0)
            {
                _checkout = Checkout(Encoding.ASCII.GetString(option));
            }

            PutId(_checkout, id);
            PutKey(_checkout);
            var begin = Stopwatch.GetTimestamp();
            var answer = Ask(socket, _checkout, "201"u8);
            Calls.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            if (!ValueOf(answer, "\"status\":\""u8).SequenceEqual("paid"u8))
            {
                throw new InvalidDataException(Encoding.UTF8.GetString(answer));
            }
        }

        /// <returns>The body.</returns>
        private ReadOnlySpan<byte> Ask(Socket socket, byte[] request, ReadOnlySpan<byte> expected)
        {
            socket.Send(request);
            var filled = 0;
            int end;
            while ((end = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            {
                filled += Receive(socket, filled);
            }

            var head = _buffer.AsSpan(0, end);
            var chunked = head.IndexOf("\r\nContent-Length: "u8) is var at && at < 0;
            if (chunked)
            {
                while (!_buffer.AsSpan(0, filled).EndsWith("0\r\n\r\n"u8))
                {
                    filled += Receive(socket, filled);
                }
            }
            else
            {
                Utf8Parser.TryParse(head[(at + 18)..], out int length, out _);
                while (filled < end + 4 + length)
                {
                    filled += Receive(socket, filled);
                }
            }

            var body = _buffer.AsSpan(end + 4, filled - end - 4);
            return head.Slice("HTTP/1.1 ".Length, 3).SequenceEqual(expected) ? body : throw new InvalidDataException(Encoding.UTF8.GetString(_buffer, 0, filled));
        }

        private int Receive(Socket socket, int at) =>
            socket.Receive(_buffer.AsSpan(at)) is > 0 and var read ? read : throw new IOException("The shop closed the connection.");

        private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
        {
            var rest = body[(body.IndexOf(name) + name.Length)..];
            return rest[..rest.IndexOf((byte)'"')];
        }

        private static void PutId(byte[] request, ReadOnlySpan<byte> id)
        {
            // The id stands where the blank was; after the first time, after the same words as before.
            var at = request.AsSpan().IndexOf("/carts/"u8) is var inPath and >= 0 ? inPath + 7 : request.AsSpan().IndexOf("\"cartId\":\""u8) + 10;
            id.CopyTo(request.AsSpan(at));
        }

        private static void PutKey(byte[] request) =>
            Utf8Formatter.TryFormat(Guid.NewGuid(), request.AsSpan(request.AsSpan().IndexOf("Idempotency-Key: "u8) + 17), out _);

        private static byte[] Checkout(string option) => Post(
            "/api/v1/checkout",
            $$$"""
            {"cartId":"{{{Blank}}}","email":"buyer@example.com","shippingAddress":{"name":"Kim Minji","line1":"12 Sejong-daero","city":"Seoul","postalCode":"04524","country":"KR","phone":"+82 10 1234 5678"},"shippingOption":"{{{option}}}","payment":{"provider":"sandbox","token":"tok_visa"}}
            """,
            $"Idempotency-Key: {Blank}\r\n");

        private static byte[] Post(string path, string body, string headers = "") =>
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.ASCII.GetByteCount(body)}\r\n\r\n{body}");
    }
}

/// <param name="Whole">From the empty cart to the paid order, in milliseconds, sorted.</param>
/// <param name="Calls">The checkout call alone.</param>
internal sealed record CheckoutTimes(TimeSpan Took, double[] Whole, double[] Calls)
{
    public double PerSecond => Whole.Length / Took.TotalSeconds;

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
