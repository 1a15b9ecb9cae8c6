using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Maru.Platform.Postgres;

/// <summary>Where the server listens: a unix socket that only its own user (and root) can open, else a loopback port with a password.</summary>
internal sealed record Endpoint(string? SocketDirectory, int Port, string? Password, bool IsTemporary)
{
    private const string TemporaryPrefix = "maru-pg-";

    /// <summary>The kernel's limit is 107 bytes on Linux and 103 on macOS.</summary>
    private const int LongestSocketPath = 103;
    private const int UsualPort = 5432;

    public string ConnectionString(string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = SocketDirectory ?? IPAddress.Loopback.ToString(),
            Port = Port,
            Database = database,
            Username = user,
            Password = Password,
        }.ConnectionString;

    /// <summary>The data directory is the best place: its mode is 0700 and no cleaner of /tmp goes there. It may be too long, or closed to the server's user.</summary>
    public static Endpoint Choose(ClusterDirectory directory, Account account, string secret, bool loopback)
    {
        if (loopback)
        {
            return OnLoopback(secret);
        }

        if (directory.IsReachable && Accepts(directory.Path))
        {
            return new Endpoint(directory.Path, UsualPort, null, false);
        }

        var temporary = CreateTemporary(account);
        if (Accepts(temporary))
        {
            return new Endpoint(temporary, UsualPort, null, true);
        }

        Directory.Delete(temporary, recursive: true);
        return OnLoopback(secret);
    }

    public void Remove()
    {
        if (IsTemporary && Directory.Exists(SocketDirectory))
        {
            Directory.Delete(SocketDirectory, recursive: true);
        }
    }

    /// <summary>A server that was killed with its Maru leaves its temporary directory behind; its pid file tells where.</summary>
    public static void RemoveFormer(PidFile? former)
    {
        if (former is not null && Path.GetFileName(former.SocketDirectory).StartsWith(TemporaryPrefix, StringComparison.Ordinal) && Directory.Exists(former.SocketDirectory))
        {
            Directory.Delete(former.SocketDirectory, recursive: true);
        }
    }

    /// <summary>A fresh directory with mode 0700 that belongs to the server's user. Root's TMPDIR may be closed to that user; /tmp never is.</summary>
    public static string CreateTemporary(Account account)
    {
        var directory = account.IsSelf
            ? Directory.CreateTempSubdirectory(TemporaryPrefix).FullName
            : Directory.CreateDirectory($"/tmp/{TemporaryPrefix}{Guid.NewGuid():N}"[..28], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        Libc.ChangeOwner(directory, account);
        return directory;
    }

    private static Endpoint OnLoopback(string secret)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Endpoint(null, ((IPEndPoint)listener.LocalEndpoint).Port, secret, false);
    }

    /// <summary>Some file systems (shared folders of virtual machines) have no sockets.</summary>
    private static bool Accepts(string directory)
    {
        var path = Path.Combine(directory, ".s.PGSQL.probe");
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestSocketPath)
        {
            return false;
        }

        try
        {
            File.Delete(path);
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Bind(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
