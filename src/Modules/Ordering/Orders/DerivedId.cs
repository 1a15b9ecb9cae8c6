using System.Security.Cryptography;
using System.Text;

namespace Maru.Modules.Ordering.Orders;

/// <summary>An id that follows from another, so that whoever repeats a step names it the same without having stored it.</summary>
internal static class DerivedId
{
    public static Guid Of(Guid origin, string purpose)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        origin.TryWriteBytes(input, bigEndian: true, out _);
        var length = Encoding.UTF8.GetBytes(purpose, input[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input[..(16 + length)], hash);

        // RFC 9562: version 8 is for ids made in a way of one's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
