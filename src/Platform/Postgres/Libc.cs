using System.Runtime.InteropServices;

namespace Maru.Platform.Postgres;

/// <summary>The few calls to the system that .NET does not offer.</summary>
internal static class Libc
{
    public const int Interrupt = 2;
    public const int Quit = 3;

    /// <summary>True where the signal was delivered; signal 0 only asks whether the process is there.</summary>
    public static bool Signal(int process, int signal) => Kill(process, signal) == 0;

    public static void ChangeOwner(string path, Account account)
    {
        if (account.IsSelf)
        {
            return;
        }

        if (ChangeOwner(path, account.UserId, account.GroupId) != 0)
        {
            throw new IOException($"The owner of {path} cannot be changed to {account.Name}.", Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>The path with every symbolic link in it followed, as /proc shows it.</summary>
    public static string RealPath(string path)
    {
        var text = ResolvePath(path, 0);
        if (text == 0)
        {
            return path;
        }

        try
        {
            return Marshal.PtrToStringUTF8(text)!;
        }
        finally
        {
            Free(text);
        }
    }

    [DllImport("libc", EntryPoint = "realpath", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint ResolvePath(string path, nint buffer);

    [DllImport("libc", EntryPoint = "free")]
    private static extern void Free(nint memory);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeOwner(string path, uint user, uint group);
}
