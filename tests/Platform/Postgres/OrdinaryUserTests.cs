using System.Diagnostics;

namespace Maru.Platform.Tests.Postgres;

public sealed class OrdinaryUserTests
{
    /// <summary>Run by root, the tests of this assembly are run again by nobody; run by anybody else, they were that already.</summary>
    [Fact]
    public async Task StartAsync_WhenStartedByAnOrdinaryUser_Works()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            await new PrivateClusterTests().StartAsync_WhenStoppedBefore_FindsTheData(closed: true);
            return;
        }

        using var scratch = ScratchDirectory.Open();
        var copy = Path.Combine(scratch.Path, "tests");
        var home = Directory.CreateDirectory(Path.Combine(scratch.Path, "home"));
        File.SetUnixFileMode(home.FullName, (UnixFileMode)0b111_111_111);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*", SearchOption.TopDirectoryOnly))
        {
            Directory.CreateDirectory(copy);
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var start = new ProcessStartInfo(
            "setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Path.Combine(copy, "Maru.Platform.Tests.dll"),
                "-class", typeof(PrivateClusterTests).FullName!, "-class", typeof(CrashTests).FullName!, "-noLogo", "-noColor",
            ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = copy,
            Environment = { ["HOME"] = home.FullName, ["TMPDIR"] = home.FullName },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0, said);
        said.ShouldContain("Failed: 0");
    }
}
