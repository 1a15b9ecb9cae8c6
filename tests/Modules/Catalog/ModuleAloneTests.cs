using Maru.Testing.Shop;

namespace Maru.Modules.Catalog.Tests;

public sealed class ModuleAloneTests(ModuleAloneTests.Alone alone) : IClassFixture<ModuleAloneTests.Alone>
{
    [Fact]
    public async Task Module_WhenRunAlone_IsLive() =>
        (await alone.Client.GetAsync("/health/live", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();

    public sealed class Alone : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "catalog" };
    }
}
