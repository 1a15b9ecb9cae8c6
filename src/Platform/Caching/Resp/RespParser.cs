using System.Buffers;
using System.Buffers.Text;

namespace Maru.Platform.Caching.Resp;

/// <summary>
/// Reads values of RESP2 and RESP3 (redis.io, "Redis serialization protocol specification"). Nothing that the other side announces is believed before
/// it is there: lengths are bounded, lists grow as their items come, nesting ends at a depth.
/// </summary>
internal static class RespParser
{
    public const int LongestBytes = 64 * 1024 * 1024;
    public const int LongestList = 1024 * 1024;
    public const int Deepest = 16;
    private const int LongestLine = 64 * 1024;

    /// <returns>Null while the value is not all there; then nothing was consumed.</returns>
    /// <exception cref="RespProtocolException">What is there can never become a value.</exception>
    public static RespValue? Read(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (Read(ref reader, 0) is not { } value)
        {
            return null;
        }

        buffer = buffer.Slice(reader.Position);
        return value;
    }

    private static RespValue? Read(ref SequenceReader<byte> reader, int depth)
    {
        if (depth > Deepest)
        {
            throw new RespProtocolException($"A value is nested deeper than {Deepest}.");
        }

        if (!reader.TryRead(out var mark) || ReadLine(ref reader) is not { } line)
        {
            return null;
        }

        switch ((char)mark)
        {
            case '+':
            case ',':
            case '(':
                return RespValue.Of(RespKind.Text, line);
            case '-':
                return RespValue.Of(RespKind.Error, line);
            case ':':
                return RespValue.Of(Number(line));
            case '#':
                return line.Length == 1 && line.Span[0] is (byte)'t' or (byte)'f'
                    ? RespValue.Of(line.Span[0] == (byte)'t' ? 1 : 0)
                    : throw new RespProtocolException("A boolean is neither true nor false.");
            case '_':
                return line.Length == 0 ? RespValue.Null : throw new RespProtocolException("Null has a value.");
            case '$':
            case '=':
                return ReadBytes(ref reader, RespKind.Bytes, line);
            case '!':
                return ReadBytes(ref reader, RespKind.Error, line);
            case '*':
            case '~':
                return ReadList(ref reader, RespKind.List, line, 1, depth);
            case '>':
                return ReadList(ref reader, RespKind.Push, line, 1, depth);
            case '%':
                return ReadList(ref reader, RespKind.List, line, 2, depth);
            case '|':
                // Attributes say something about the value that follows them.
                return ReadList(ref reader, RespKind.List, line, 2, depth) is null ? null : Read(ref reader, depth + 1);
            default:
                throw new RespProtocolException($"A value begins with byte {mark}.");
        }
    }

    private static RespValue? ReadBytes(ref SequenceReader<byte> reader, RespKind kind, ReadOnlyMemory<byte> line)
    {
        var length = Length(line, LongestBytes);
        if (length < 0)
        {
            return RespValue.Null;
        }

        if (reader.Remaining < length + 2)
        {
            return null;
        }

        var bytes = reader.UnreadSequence.Slice(0, length).ToArray();
        reader.Advance(length);
        return reader.IsNext("\r\n"u8, advancePast: true) ? RespValue.Of(kind, bytes) : throw new RespProtocolException("Bytes are longer than was said.");
    }

    private static RespValue? ReadList(ref SequenceReader<byte> reader, RespKind kind, ReadOnlyMemory<byte> line, int each, int depth)
    {
        var length = Length(line, LongestList);
        if (length < 0)
        {
            return RespValue.Null;
        }

        var items = new List<RespValue>();
        for (long i = 0; i < length * each; i++)
        {
            if (Read(ref reader, depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return RespValue.Of(kind, items);
    }

    private static ReadOnlyMemory<byte>? ReadLine(ref SequenceReader<byte> reader)
    {
        if (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            // A carriage return alone ends nothing; before the line feed it must stand.
            var bytes = line.ToArray();
            return bytes.Length is > 0 and <= LongestLine && bytes[^1] == '\r'
                ? bytes.AsMemory(0, bytes.Length - 1)
                : throw new RespProtocolException("A line does not end as lines do.");
        }

        return reader.Remaining <= LongestLine ? null : throw new RespProtocolException("A line is too long.");
    }

    private static long Length(ReadOnlyMemory<byte> line, int most)
    {
        var length = Number(line);
        return length >= -1 && length <= most ? length : throw new RespProtocolException($"A length of {length} was announced.");
    }

    private static long Number(ReadOnlyMemory<byte> line) =>
        Utf8Parser.TryParse(line.Span, out long number, out var used) && used == line.Length ? number : throw new RespProtocolException("A number is none.");
}
