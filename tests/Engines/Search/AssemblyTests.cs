namespace Maru.Engines.Search.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Engine_WhenLoaded_ReferencesNoFramework() =>
        System.Reflection.Assembly.Load("Maru.Engines.Search").GetReferencedAssemblies()
            .ShouldAllBe(a => !a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && a.Name != "Npgsql");
}
