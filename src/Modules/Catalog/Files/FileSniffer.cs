using System.Text;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Files;

/// <summary>Tells what a file is by its first bytes and its first line.</summary>
internal static class FileSniffer
{
    private const int Looked = 64 << 10;

    /// <returns>The format, or one sentence on why the file is refused.</returns>
    public static (FileFormat? Format, string? Refusal) Look(Stream file, string name)
    {
        var start = new byte[Looked];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var head = start.AsSpan(0, length);
        if (head.IsEmpty)
        {
            return (null, $"{name} is empty.");
        }

        if (head.StartsWith("PK"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || head.StartsWith("BZh"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z']))
        {
            return (null, $"{name} is packed (or a spreadsheet): unpack it, or save it as CSV, and import that.");
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (null, $"{name} is UTF-16: save it as UTF-8.");
        }

        if (head.Contains((byte)0))
        {
            return (null, $"{name} is no text file.");
        }

        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var first = text.Split('\n')[0];
        FileFormat? format = text.StartsWith('{') ? FileFormat.Jsonl
            : text.StartsWith('<') ? FileFormat.GoogleXml
            : GoogleReader.IsHeader(first) ? FileFormat.Google
            : ShopifyReader.IsHeader(first) ? FileFormat.Shopify
            : null;
        return format is null
            ? (null, $"{name} is in no format that is known here: Shopify's product CSV, a Google Merchant feed (tabs or XML), or JSON Lines.")
            : (format, null);
    }
}
