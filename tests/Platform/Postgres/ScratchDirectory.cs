namespace Maru.Platform.Tests.Postgres;

/// <summary>A temporary directory. A closed one has mode 0700, as a home directory has: root's server cannot go there by path.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private ScratchDirectory(string path) => Path = path;

    public string Path { get; }

    public static ScratchDirectory Open()
    {
        var directory = Closed();
        File.SetUnixFileMode(directory.Path, File.GetUnixFileMode(directory.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return directory;
    }

    public static ScratchDirectory Closed() => new(Directory.CreateTempSubdirectory("maru-scratch-").FullName);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
