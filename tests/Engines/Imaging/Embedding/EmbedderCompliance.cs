using Maru.Engines.Imaging.Embedding;

namespace Maru.Engines.Imaging.Tests.Embedding;

/// <summary>What every embedder must keep, whatever model it runs. A new one adds a subclass of a line or two.</summary>
public abstract class EmbedderCompliance
{
    protected abstract IImageEmbedder Embedder { get; }

    [Fact]
    public void ModelVersion_Always_NamesTheModel() => Embedder.ModelVersion.ShouldNotBeNullOrWhiteSpace();

    [Fact]
    public void Embed_Always_GivesVectorsOfLengthOne()
    {
        foreach (var (width, height) in new[] { (1, 1), (60, 80), (300, 200), (17, 400) })
        {
            var vector = Embedder.Embed(Pictures.Sample(width, height));
            vector.Length.ShouldBe(Embedder.Dimensions);
            vector.Sum(v => v * v).ShouldBe(1, 1e-4);
        }
    }

    [Fact]
    public void Embed_WhenTheSamePicture_GivesTheSameVector() =>
        Embedder.Embed(Pictures.Sample(100, 100)).ShouldBe(Embedder.Embed(Pictures.Sample(100, 100)));

    [Fact]
    public void Embed_WhenInABatch_GivesWhatItGivesAlone()
    {
        Image[] pictures = [Pictures.Sample(100, 100), Image.Filled(50, 80, new(200, 0, 0)), Pictures.Sample(33, 90)];
        var vectors = new float[pictures.Length * Embedder.Dimensions];
        Embedder.Embed(pictures, vectors);
        for (var i = 0; i < pictures.Length; i++)
        {
            var alone = Embedder.Embed(pictures[i]);
            var together = vectors.AsSpan(i * Embedder.Dimensions, Embedder.Dimensions).ToArray();
            alone.Zip(together, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f);
        }
    }

    [Fact]
    public void Embed_WhenTransparent_SeesTheObjectOnWhite()
    {
        var hidden = Image.Filled(60, 80, new(255, 0, 0, 0));
        Embedder.Embed(hidden).ShouldBe(Embedder.Embed(Image.Filled(60, 80, Colour.White)));
    }

    [Fact]
    public void Embed_WhenTheBatchIsEmpty_DoesNothing() => Embedder.Embed([], []);

    [Fact]
    public void Embed_WhenTheBufferIsTooSmall_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Embedder.Embed([Pictures.Sample(10, 10)], new float[Embedder.Dimensions - 1]));

    [Fact]
    public async Task Embed_WhenCalledFromManyThreads_GivesEachItsOwn()
    {
        var pictures = Enumerable.Range(0, 8).Select(i => Pictures.Sample(60 + i, 80)).ToArray();
        var alone = pictures.Select(p => Embedder.Embed(p)).ToArray();
        var together = await Task.WhenAll(pictures.Select(p => Task.Run(() => Embedder.Embed(p))));
        for (var i = 0; i < pictures.Length; i++)
        {
            alone[i].Zip(together[i], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f);
        }
    }
}

public sealed class ProductEmbedderCompliance : EmbedderCompliance
{
    protected override IImageEmbedder Embedder => ProductEmbedder.Default;
}
