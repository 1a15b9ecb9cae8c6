using Maru.Hosting;

namespace Maru.Architecture.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void References_OfEveryAssembly_FollowTheRules()
    {
        var assemblies = ReferenceRules.All();
        assemblies.Count.ShouldBeGreaterThan(15);
        var broken = from assembly in assemblies
                     from reference in assembly.GetReferencedAssemblies()
                     let problem = ReferenceRules.Check(assembly.GetName().Name!, reference.Name!)
                     where problem is not null
                     select problem;
        broken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Maru.Modules.Ordering", "Maru.Modules.Payments")]
    [InlineData("Maru.Engines.Search", "Maru.Platform")]
    [InlineData("Maru.Contracts", "Maru.Platform")]
    [InlineData("Maru.Platform", "Maru.Modules.Catalog")]
    [InlineData("Maru.Storefront", "Maru.Modules.Catalog")]
    public void Check_WhenTheReferenceIsForbidden_SaysSo(string from, string to) => ReferenceRules.Check(from, to).ShouldNotBeNull();

    [Fact]
    public void Module_InItsAssembly_IsTheOnlyPublicType()
    {
        foreach (var module in ShopModules.All.Select(m => m.GetType()).Where(t => t.Assembly.GetName().Name!.StartsWith("Maru.Modules.", StringComparison.Ordinal)))
        {
            module.Assembly.GetExportedTypes().ShouldBe([module], $"{module.Assembly.GetName().Name} has other public types");
        }
    }
}
