using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Embedding.Network;
using Maru.Engines.Imaging.Embedding.Onnx;

namespace Maru.Engines.Imaging.Tests.Embedding;

/// <summary>ONNX Runtime for the tests: where the machine has it, else fetched once into the user's cache.</summary>
public sealed class OnnxLibrary : IAsyncLifetime
{
    private string? _path;
    private string? _obstacle;

    public async ValueTask InitializeAsync()
    {
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "maru");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        (_path, _obstacle) = Environment.GetEnvironmentVariable(OnnxEmbedder.LibraryVariable) is { Length: > 0 } named
            ? (named, null)
            : await OnnxRuntimeLibrary.FetchAsync(cache, patience.Token);
    }

    public OnnxEmbedder Load(byte[] model, string name)
    {
        if (_path is null)
        {
            (Environment.GetEnvironmentVariable("CI") == "true").ShouldBeFalse("ONNX Runtime is missing: " + _obstacle);
            Assert.Skip("ONNX Runtime is missing: " + _obstacle);
        }

        return OnnxEmbedder.Load(model, name, [_path]).ShouldBeOfType<OnnxLoadResult.Loaded>().Embedder;
    }

    public OnnxLoadResult TryLoad(byte[] model) => OnnxEmbedder.Load(model, "test", _path is null ? [] : [_path]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class OnnxEmbedderTests(OnnxLibrary library) : IClassFixture<OnnxLibrary>
{
    [Fact]
    public void Embed_WhenResNet50OfRandomWeights_GivesVectorsOf2048()
    {
        using var embedder = library.Load(OnnxModels.ResNet50(), "resnet50");
        embedder.Dimensions.ShouldBe(2048);
        embedder.ModelVersion.ShouldStartWith("resnet50-");
        Image[] pictures = [Pictures.Sample(300, 400), Image.Filled(224, 224, new(200, 30, 30)), Pictures.Sample(300, 400)];
        var vectors = new float[3 * 2048];
        embedder.Embed(pictures, vectors);
        vectors.Take(2048).Sum(v => v * v).ShouldBe(1, 1e-3);
        vectors.Take(2048).Zip(vectors.Skip(4096), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5f);
        vectors.Take(2048).Zip(vectors.Skip(2048), (a, b) => a * b).Sum().ShouldBeLessThan(0.999f);
    }

    /// <summary>Two implementations of one trained network: every filter, stride and border must agree.</summary>
    [Fact]
    public void Embed_WhenTheModelIsOurTrunk_AgreesWithTheManagedNetwork()
    {
        var file = ProductEmbedder.Default.Weights;
        using var embedder = library.Load(OnnxModels.ProductTrunk(file), "trunk");
        var network = new ResidualNetwork(file, 60, 80);
        var features = new float[network.Features];
        foreach (var picture in new[] { Pictures.Sample(60, 80), Pictures.Sample(200, 90), Image.Filled(10, 10, new(0, 120, 200)) })
        {
            ProductEmbedder.Write(EmbeddingInput.Letterbox(picture, 60, 80), network);
            network.Run(features);
            Linear.Normalise(features);
            embedder.Embed(picture).Zip(features, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f);
        }
    }

    [Fact]
    public void Load_WhenTheFileIsNoModel_SaysWhy()
    {
        var result = library.TryLoad([1, 2, 3, 4]);
        (result is OnnxLoadResult.ModelUnusable or OnnxLoadResult.LibraryMissing).ShouldBeTrue();
    }
}

public sealed class OnnxEmbedderCompliance(OnnxLibrary library) : EmbedderCompliance, IClassFixture<OnnxLibrary>
{
    protected override IImageEmbedder Embedder => field ??= library.Load(OnnxModels.ProductTrunk(ProductEmbedder.Default.Weights), "trunk");
}
