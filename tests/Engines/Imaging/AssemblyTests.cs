namespace Maru.Engines.Imaging.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Engine_WhenLoaded_ReferencesNoFramework() =>
        System.Reflection.Assembly.Load("Maru.Engines.Imaging").GetReferencedAssemblies()
            .ShouldAllBe(a => !a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && a.Name != "Npgsql");
}
