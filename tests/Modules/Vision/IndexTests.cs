using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Embedding;
using Maru.Modules.Vision.Embedding;
using Maru.Modules.Vision.Index;
using Maru.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Vision.Tests;

public sealed class IndexTests(VisionShop shop) : IClassFixture<VisionShop>
{
    [Fact]
    public async Task Index_FollowsTheCatalogue_FromComingToGoing()
    {
        byte[] one = Drawn.Block(10, 150, 120), other = Drawn.Block(150, 10, 20);
        var id = await shop.StockAsync("comes-and-goes", [one]);
        await shop.SeenAsync(id);
        await shop.StockAsync("comes-and-goes", [one, other]);
        await shop.SeenAsync(id, pictures: 2);
        await shop.StockAsync("comes-and-goes", [other]);
        await shop.SeenAsync(id);
        VisionShop.SlugsOf((await shop.SearchAsync(other)).Body).ShouldContain("comes-and-goes");

        await shop.Get<ICatalogAdministration>().ArchiveAsync(id, null, CancellationToken.None);
        (await VisionShop.UntilAsync(() => Task.FromResult(shop.Get<Sights>().Serving!.Index.Find(id) is null ? "gone" : null))).ShouldBe("gone");
        VisionShop.SlugsOf((await shop.SearchAsync(other)).Body).ShouldNotContain("comes-and-goes");
    }

    [Fact]
    public async Task Index_WhenStockAndPriceChange_FiltersByTheNewOnes()
    {
        var picture = Drawn.Block(66, 166, 16);
        var id = await shop.StockAsync("changing-block", [picture], price: 5_000, stock: 2);
        await shop.SeenAsync(id);
        await shop.StockAsync("changing-block", [picture], price: 900_000, stock: 0);
        (await VisionShop.UntilAsync(async () => (await shop.SearchAsync(picture, "?minPrice=900000&inStock=true")).Body is var body && !VisionShop.SlugsOf(body).Contains("changing-block")
            && VisionShop.SlugsOf((await shop.SearchAsync(picture, "?minPrice=900000")).Body).Contains("changing-block") ? "yes" : null)).ShouldBe("yes");
    }

    [Fact]
    public async Task Similar_LeavesOutItselfOtherCategoriesAndWhatIsSoldOut()
    {
        await shop.CategoriesAsync(("boxes", "상자", "Boxes"), ("crates", "궤짝", "Crates"));
        var picture = Drawn.Block(90, 90, 180);
        await shop.SeenAsync(await shop.StockAsync("box-one", [picture], "boxes"));
        await shop.SeenAsync(await shop.StockAsync("box-two", [Drawn.Block(92, 90, 180)], "boxes"));
        await shop.SeenAsync(await shop.StockAsync("box-sold", [Drawn.Block(90, 92, 180)], "boxes", stock: 0));
        await shop.SeenAsync(await shop.StockAsync("crate-one", [picture], "crates"));
        (await shop.SlugsAsync("/api/v1/products/box-one/similar")).ShouldBe(["box-two"]);
        var wide = await shop.SlugsAsync("/api/v1/products/box-one/similar?sameCategory=false&inStock=false&k=50");
        wide.ShouldContain("crate-one");
        wide.ShouldContain("box-sold");
        wide.ShouldNotContain("box-one");
        (await shop.Client.GetAsync("/api/v1/products/no-such/similar", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Restart_ComputesNothingAgain()
    {
        var id = await shop.StockAsync("lasting-block", [Drawn.Block(33, 66, 99)]);
        await shop.SeenAsync(id);
        var before = await EmbeddedAsync();
        await shop.RestartAsync();
        await shop.SeenAsync(id);
        (await EmbeddedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Rebuild_WhenItWasInterrupted_GoesOnWhereItStoodAndPutsANewIndexInPlace()
    {
        var id = await shop.StockAsync("rebuilt-block", [Drawn.Block(140, 120, 100)]);
        await shop.SeenAsync(id);
        var before = shop.Get<Sights>().Serving!.Index;
        var rebuild = await shop.Get<IVisionAdministration>().StartRebuildAsync(CancellationToken.None);
        (await shop.Get<IVisionAdministration>().StartRebuildAsync(CancellationToken.None)).Id.ShouldBe(rebuild.Id);
        await shop.RestartAsync();
        (await VisionShop.UntilAsync(async () => (await shop.Get<IVisionAdministration>().CoverageAsync(CancellationToken.None)).Rebuild is { FinishedAt: not null } done && done.Id == rebuild.Id ? done : null))
            .ShouldNotBeNull().Done.ShouldBe(rebuild.Total);
        (await VisionShop.UntilAsync(() => Task.FromResult(shop.Get<Sights>().Serving is { Index: var index } && index != before && index.Name.EndsWith(rebuild.Id.ToString("N"), StringComparison.Ordinal) ? index : null)))
            .ShouldNotBeNull().Find(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Rebuild_WhileSearching_NeverAnswersLess()
    {
        var picture = Drawn.Block(210, 140, 30);
        await shop.SeenAsync(await shop.StockAsync("steady-block", [picture]));
        var rebuild = await shop.Get<IVisionAdministration>().StartRebuildAsync(CancellationToken.None);
        (await VisionShop.UntilAsync(async () =>
        {
            VisionShop.SlugsOf((await shop.SearchAsync(picture)).Body).ShouldContain("steady-block");
            return shop.Get<Sights>().Serving!.Index.Name.EndsWith(rebuild.Id.ToString("N"), StringComparison.Ordinal) ? "rebuilt" : null;
        })).ShouldBe("rebuilt");
        VisionShop.SlugsOf((await shop.SearchAsync(picture)).Body).ShouldContain("steady-block");
    }

    [Fact]
    public async Task Coverage_CountsWhatIsThere()
    {
        await shop.SeenAsync(await shop.StockAsync("covered-block", [Drawn.Block(1, 99, 199)]));
        await shop.StockAsync("bare-block", []);
        (await VisionShop.UntilAsync(async () => (await shop.Get<IVisionAdministration>().CoverageAsync(CancellationToken.None)) is { ProductsWithoutPicture: > 0 } c && c.Embedded == c.Pictures ? c : null))
            .ShouldNotBeNull().Model.ShouldBe(ProductEmbedder.Default.ModelVersion);
    }

    private Task<long> EmbeddedAsync() => shop.Get<Database<VisionModule>>().QuerySingleOrDefaultAsync<long>(
        "select coalesce(sum(extract(epoch from embedded_at) * 1000), 0)::bigint from embeddings", null, CancellationToken.None);
}

/// <summary>A new model comes while the old one answers.</summary>
public sealed class NewModelTests(NewModelTests.ModelShop shop) : IClassFixture<NewModelTests.ModelShop>
{
    [Fact]
    public async Task NewModel_WhenItComes_TakesOverWhenItHasSeenEverything()
    {
        var picture = Drawn.Block(180, 40, 90);
        var id = await shop.StockAsync("two-models", [picture]);
        await shop.SeenAsync(id);
        (await VisionShop.UntilAsync(async () => (await shop.Get<ModelBook>().ListAsync(CancellationToken.None)) is [{ WholeAt: not null }] ? "whole" : null)).ShouldBe("whole");

        shop.Embedders = [shop.Turned, ProductEmbedder.Default];
        shop.Turned.Pause();
        await shop.RestartAsync();
        await shop.SeenAsync(id);
        shop.Get<Sights>().Serving!.Model.ShouldBe(ProductEmbedder.Default.ModelVersion);
        VisionShop.SlugsOf((await shop.SearchAsync(picture)).Body).ShouldContain("two-models");

        shop.Turned.Resume();
        (await VisionShop.UntilAsync(() => Task.FromResult(shop.Get<Sights>().Serving!.Model == shop.Turned.ModelVersion ? "new" : null))).ShouldBe("new");
        VisionShop.SlugsOf((await shop.SearchAsync(picture)).Body).ShouldContain("two-models");
        (await shop.SlugsAsync("/api/v1/products/two-models/similar")).ShouldBeEmpty();
    }

    public sealed class ModelShop : VisionShop
    {
        internal TurnedEmbedder Turned { get; } = new();

        internal IReadOnlyList<IImageEmbedder> Embedders { get; set; } = [ProductEmbedder.Default];

        protected override void Replace(IServiceCollection services) => services.AddSingleton(_ => new Embedders(Embedders));
    }

    /// <summary>Another model: the default one's vectors turned round. It can be held up.</summary>
    internal sealed class TurnedEmbedder : IImageEmbedder
    {
        private readonly ManualResetEventSlim _open = new(true);

        public string ModelVersion => "turned-1";

        public int Dimensions => ProductEmbedder.Default.Dimensions;

        public void Pause() => _open.Reset();

        public void Resume() => _open.Set();

        public void Embed(IReadOnlyList<Image> pictures, Span<float> vectors)
        {
            _open.Wait(TimeSpan.FromMinutes(2));
            ProductEmbedder.Default.Embed(pictures, vectors);
            for (var i = 0; i < pictures.Count; i++)
            {
                vectors.Slice(i * Dimensions, Dimensions).Reverse();
            }
        }
    }
}
