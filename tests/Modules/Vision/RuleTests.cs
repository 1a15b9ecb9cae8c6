using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Engines.Imaging;
using Maru.Modules.Vision.Index;
using Maru.Modules.Vision.Searching;

namespace Maru.Modules.Vision.Tests;

public sealed class RuleTests
{
    private static readonly CategoryNode[] Tree =
    [
        Node("clothing", "의류", "Clothing", Node("shirts", "셔츠", "Shirts"), Node("jeans", "청바지", "Jeans")),
        Node("outerwear", "아우터", "Outerwear", Node("parkas", "파카", "Parkas")),
        Node("shoes", "신발", "Shoes", Node("loafers", "로퍼", "Loafers")),
        Node("camping", "캠핑", "Camping", Node("tents", "텐트", "Tents"), Node("lanterns", "랜턴", "Lanterns")),
    ];

    [Fact]
    public void Look_WhenReadBack_PointsWhereItPointed() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            float[][] vectors = [Unit(random), Unit(random)];
            var read = Look.Read(Look.Write("m", vectors), "m", 64)!;
            return read.Count == 2 && read.Zip(vectors).All(p => p.First.Zip(p.Second).Sum(v => v.First * v.Second) > 0.999);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Look_OfAnotherModelOrSize_IsNotRead()
    {
        var text = Look.Write("m", [Unit(new Random(1))]);
        Look.Read(text, "n", 64).ShouldBeNull();
        Look.Read(text, "m", 63).ShouldBeNull();
        Look.Read(Look.Write("m", [new float[64]]), "m", 64).ShouldBeNull();
    }

    [Fact]
    public void Look_WhateverTheText_DoesNotThrow() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(t => t is not null), text => Look.Read(text, "m", 64) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void Completing_WhatIsWorn_GoesWithTheOtherPlacesOnly() =>
        Outfit.Completing("shirts", Tree).Select(c => c.Category).ShouldBe(["jeans", "parkas", "loafers"], ignoreOrder: true);

    [Fact]
    public void Completing_WhatIsNotWorn_GoesWithWhatStandsBesideIt() => Outfit.Completing("tents", Tree).Select(c => c.Category).ShouldBe(["lanterns"]);

    [Fact]
    public void Completing_AnUnknownCategory_GoesWithNothing() => Outfit.Completing("no-such", Tree).ShouldBeEmpty();

    [Fact]
    public void Harmony_IsHighestForTheSameColour_AndGreyGoesWithEverything()
    {
        Lab red = Lab.Of(new Colour(200, 30, 30)), green = Lab.Of(new Colour(20, 160, 60)), black = Lab.Of(new Colour(20, 20, 20));
        ColourHarmony.Of(red, red).ShouldBe(1);
        ColourHarmony.Of(red, green).ShouldBeLessThan(0.2);
        ColourHarmony.Of(red, black).ShouldBeGreaterThan(0.5);
        Lab.Of(Colour.White).L.ShouldBe(100, 0.1);
    }

    [Fact]
    public void PictureKey_IsTheSameForTheSamePictureOfTheSameProductOnly()
    {
        var product = ProductId.New();
        var hash = new string('a', 64);
        PictureKey.Of(product, hash).ShouldBe(PictureKey.Of(product, hash));
        PictureKey.Of(product, hash).ShouldNotBe(PictureKey.Of(ProductId.New(), hash));
        PictureKey.Of(product, hash).ShouldNotBe(PictureKey.Of(product, "b" + hash[1..]));
    }

    private static CategoryNode Node(string slug, string ko, string en, params CategoryNode[] children) => new(slug, new LocalizedText(ko, en), null, 0, children);

    private static float[] Unit(Random random)
    {
        var vector = Enumerable.Range(0, 64).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray();
        var length = MathF.Sqrt(vector.Sum(v => v * v));
        return [.. vector.Select(v => v / length)];
    }
}
