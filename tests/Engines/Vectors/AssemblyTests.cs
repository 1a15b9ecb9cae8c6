namespace Maru.Engines.Vectors.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Engine_WhenLoaded_ReferencesNoFramework() =>
        System.Reflection.Assembly.Load("Maru.Engines.Vectors").GetReferencedAssemblies()
            .ShouldAllBe(a => !a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && a.Name != "Npgsql");
}
