using System.Diagnostics;

namespace Maru.DemoArt.Rendering;

/// <summary>PNG to WebP by libwebp's own tool.</summary>
internal static class Webp
{
    /// <summary>What the cache of pictures hangs on besides the drawing: change it with the numbers below.</summary>
    public const string Recipe = "webp-2";

    /// <summary>The best of a few qualities that stays under a size; cloth with much grain may go a little over.</summary>
    public static async Task<byte[]> ShrinkAsync(byte[] png, int limit)
    {
        byte[] bytes = [];
        foreach (var quality in new[] { 68, 54, 44, 36 })
        {
            bytes = await EncodeAsync(png, quality);
            if (bytes.Length <= limit)
            {
                break;
            }
        }

        return bytes;
    }

    public static async Task<byte[]> EncodeAsync(byte[] png, int quality)
    {
        var input = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(input, png);
            using var process = Process.Start(new ProcessStartInfo("cwebp", ["-quiet", "-q", $"{quality}", "-m", "5", "-sharp_yuv", "-sns", "40", "-f", "25", input, "-o", "-"]) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException("cwebp did not start: install the Debian package webp.");
            using var output = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(output);
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"cwebp ended with {process.ExitCode}.");
        }
        finally
        {
            File.Delete(input);
        }
    }
}
