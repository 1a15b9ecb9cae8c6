using System.Globalization;
using System.Text;

namespace Maru.Platform.Caching.Resp;

internal enum RespKind
{
    Null,
    Text,
    Error,
    Number,
    Bytes,
    List,

    /// <summary>Said by the server unasked: a published message.</summary>
    Push,
}

/// <summary>A value of the Redis serialisation protocol, version 2 or 3. Maps come as lists of keys and values, sets as lists, doubles and big numbers as text.</summary>
internal sealed record RespValue(RespKind Kind, ReadOnlyMemory<byte> Bytes, long Number, IReadOnlyList<RespValue> Items)
{
    public static RespValue Null { get; } = new(RespKind.Null, default, 0, []);

    public static RespValue Of(RespKind kind, ReadOnlyMemory<byte> bytes) => new(kind, bytes, 0, []);

    public static RespValue Of(long number) => new(RespKind.Number, default, number, []);

    public static RespValue Of(RespKind kind, IReadOnlyList<RespValue> items) => new(kind, default, 0, items);

    public string Text => Kind == RespKind.Number ? Number.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(Bytes.Span);
}

/// <summary>The server said no. The connection is good.</summary>
internal sealed class RespErrorException(string message) : Exception(message);

/// <summary>What came is not the protocol: the connection cannot be used any more.</summary>
internal sealed class RespProtocolException(string message) : Exception(message);
