using System.Globalization;
using System.Security.Cryptography;

namespace Maru.Platform.Postgres;

/// <summary>The files of a cluster. <paramref name="IsReachable"/> tells whether the server's user can get there by path.</summary>
internal sealed record ClusterDirectory(string Path, bool IsReachable)
{
    public const string Superuser = "maru";

    /// <summary>
    /// Below a closed directory (/root has mode 0700) the server gets its data as an open file, opened before root is given
    /// up; opening somebody's home to others would be the worse answer. The working directory will not do: PostgreSQL up
    /// to 15 leaves it to look for its programs and cannot come back.
    /// </summary>
    public string NameForServer => IsReachable ? Path : "/proc/self/fd/7";

    /// <summary>Goes before a command that uses <see cref="NameForServer"/>.</summary>
    public IEnumerable<string> Prefix => IsReachable ? [] : ["/bin/sh", "-c", "exec 7<\"$0\" && exec \"$@\"", Path];

    public static int? MajorOf(string cluster)
    {
        var file = System.IO.Path.Combine(cluster, "PG_VERSION");
        if (File.Exists(file))
        {
            return int.TryParse(File.ReadAllText(file).Trim().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                ? major
                : throw NotACluster(cluster);
        }

        return Directory.Exists(cluster) ? throw NotACluster(cluster) : null;
    }

    /// <summary>The superuser's password, used where the server listens on a port.</summary>
    public static string SecretIn(string dataDirectory)
    {
        var file = System.IO.Path.Combine(dataDirectory, "postgres.secret");
        if (File.Exists(file))
        {
            return File.ReadAllText(file).Trim();
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(System.Text.Encoding.ASCII.GetBytes(secret));
        stream.Flush(flushToDisk: true);
        return secret;
    }

    /// <summary>Made beside its place and renamed: a start that breaks off leaves no half of a cluster.</summary>
    public static async Task MakeAsync(string cluster, PrivateClusterOptions options, PostgresBinaries binaries, Account account, string secret, CancellationToken ct)
    {
        var fresh = cluster + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Libc.ChangeOwner(fresh, account);
        var place = new ClusterDirectory(fresh, await account.ReachesAsync(fresh, ct));
        var temporary = Endpoint.CreateTemporary(account);
        try
        {
            var passwordFile = System.IO.Path.Combine(temporary, "password");
            await File.WriteAllTextAsync(passwordFile, secret, ct);
            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Libc.ChangeOwner(passwordFile, account);
            var made = await InitialiseAsync(binaries.Major >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--locale=C.UTF-8"]);
            if (!made.Succeeded && made.Error.Contains("invalid locale", StringComparison.Ordinal))
            {
                made = await InitialiseAsync(["--locale=C"]);
            }

            if (!made.Succeeded)
            {
                throw new StartRefusedException(StartRefusal.InitFailed, $"A new PostgreSQL cluster could not be made in {options.DataDirectory}: {made.LastWords}");
            }

            Directory.Move(fresh, cluster);
            PostgresLog.Made(options.Logger, cluster);

            Task<Command> InitialiseAsync(string[] locale) => Command.RunAsync(
                [
                    .. place.Prefix, .. account.Prefix, binaries.InitDb, "-D", place.NameForServer, "-U", Superuser, "-E", "UTF8", "--data-checksums",
                    "--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile=" + passwordFile, .. locale, .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
                ],
                null,
                ct);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    public void WriteSettings(string text, Account account)
    {
        var file = System.IO.Path.Combine(Path, "postgresql.conf");
        var fresh = file + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        Libc.ChangeOwner(fresh, account);
        File.Move(fresh, file, overwrite: true);
    }

    private static StartRefusedException NotACluster(string cluster) =>
        new(StartRefusal.NotACluster, $"{cluster} holds something that is not a PostgreSQL cluster: move it away or choose another data directory.");
}
