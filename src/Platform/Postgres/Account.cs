using System.Globalization;

namespace Maru.Platform.Postgres;

/// <summary>
/// Who runs the server. PostgreSQL refuses root, so root hands it to the owner of the existing data, else to the user
/// <c>postgres</c>, else to <c>nobody</c>; anybody else runs it himself.
/// </summary>
internal sealed record Account(string Name, uint UserId, uint GroupId)
{
    private static readonly Account Self = new("", 0, 0);

    public bool IsSelf => ReferenceEquals(this, Self);

    /// <summary>
    /// setpriv replaces itself by the program, so the process id stays the one that was started (runuser and su fork).
    /// </summary>
    public IEnumerable<string> Prefix => IsSelf
        ? []
        : [
            "setpriv",
            string.Create(CultureInfo.InvariantCulture, $"--reuid={UserId}"),
            string.Create(CultureInfo.InvariantCulture, $"--regid={GroupId}"),
            "--clear-groups", "--no-new-privs", "--",
        ];

    public static async Task<Account> ChooseAsync(string cluster, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return Self;
        }

        if (!Programs.Exists("setpriv"))
        {
            throw new StartRefusedException(
                StartRefusal.NoAccount,
                "PostgreSQL refuses to run as root and the program setpriv (util-linux) is missing: install it, or start maru as an ordinary user.");
        }

        var users = (await File.ReadAllLinesAsync("/etc/passwd", ct)).Select(l => l.Split(':')).Where(f => f.Length > 3).ToList();
        return await OwnerAsync(cluster, ct)
            ?? Named("postgres")
            ?? Named("nobody")
            ?? throw new StartRefusedException(
                StartRefusal.NoAccount,
                "PostgreSQL refuses to run as root and this machine has neither a user postgres nor a user nobody: start maru as an ordinary user.");

        Account? Named(string name) => users.Where(f => f[0] == name).Select(f => new Account(name, Number(f[2]), Number(f[3]))).FirstOrDefault();
    }

    /// <summary>Whether the account can enter the directory by its path.</summary>
    public async Task<bool> ReachesAsync(string directory, CancellationToken ct) =>
        IsSelf || (await Command.RunAsync([.. Prefix, "/bin/sh", "-c", "cd \"$1\"", "sh", directory], null, ct)).Succeeded;

    private static async Task<Account?> OwnerAsync(string cluster, CancellationToken ct)
    {
        if (!Directory.Exists(cluster))
        {
            return null;
        }

        var stat = await Command.RunAsync(["stat", "-L", "-c", "%u:%g:%U", cluster], null, ct);
        return stat.Succeeded && stat.Output.Trim().Split(':') is [var user, var group, var name] && user != "0"
            ? new Account(name, Number(user), Number(group))
            : null;
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
