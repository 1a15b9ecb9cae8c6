using Maru.Rehearsal;
using Maru.Testing;
using Maru.Testing.Shop;

namespace Maru.Modules.Ordering.Tests.RealShop;

/// <summary>Kills the shop's process again and again while people buy, with a provider that misbehaves. The long run is <c>maru bench checkout --crash 1000</c>.</summary>
public sealed class CrashTests(CrashTests.Database database) : IClassFixture<CrashTests.Database>
{
    [Fact]
    public async Task Shop_WhenKilledAtRandomMoments_KeepsMoneyAndStockRight()
    {
        var directory = Directory.CreateTempSubdirectory("maru-crash-").FullName;
        try
        {
            await using var shop = new ServedShop(directory, database.ConnectionString, chaos: 0.03);
            var result = await CrashRun.RunAsync(shop, checkouts: 40, atOnce: 4, TimeSpan.FromSeconds(4), seed: 20, TestContext.Current.CancellationToken);
            result.Kills.ShouldBeGreaterThan(0);
            result.Holds.ShouldBeTrue(result.ToString());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public sealed class Database : DatabaseFixture
    {
        protected override Task<string> TemplateAsync() => ShopFixture.ShopTemplateAsync();
    }
}
