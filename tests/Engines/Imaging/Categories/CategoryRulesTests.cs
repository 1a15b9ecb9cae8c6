using Maru.Engines.Imaging.Categories;

namespace Maru.Engines.Imaging.Tests.Categories;

public sealed class CategoryRulesTests
{
    private static readonly KeywordRule[] Keywords =
        [new("shoes", ["shoe", "신발", "운동화"]), new("tops", ["top", "shirt", "셔츠"]), new("sports-shoes", ["sports shoe"])];

    [Fact]
    public void Choose_WhenThePictureIsLikeTheReferences_TakesTheirCategory()
    {
        var rules = Rules();
        rules.Choose(new float[] { 0.8f, 0.6f }, "anything").ShouldBe(new CategoryChoice("bags", CategorySource.Picture, 0.8f));
    }

    [Fact]
    public void Choose_WhenTheMeanIsBelowTheThreshold_GoesByTheTitle()
    {
        var choice = Rules().Choose(new float[] { -1, 0 }, "Blue sports shoes for men");
        (choice.Category, choice.Source).ShouldBe(("sports-shoes", CategorySource.Keyword));
    }

    [Theory]
    [InlineData("여성 흰색 운동화", "shoes")]
    [InlineData("린넨셔츠", "tops")]
    [InlineData("Laptop sleeve", null)]
    [InlineData("Two TOPS", "tops")]
    [InlineData("Shoehorn", null)]
    public void Choose_WhenThereIsNoPicture_ReadsBothLanguages(string title, string? category) =>
        Rules().Choose([], title).Category.ShouldBe(category);

    [Fact]
    public void Choose_WhenTenReferencesDisagree_GoesByTheirMean()
    {
        var rules = new CategoryRules(2, []);
        rules.SetReference("mixed", [.. Enumerable.Range(0, 10).Select(i => (ReadOnlyMemory<float>)(i < 3 ? new float[] { 1, 0 } : [0, 1]))]);
        rules.Choose(new float[] { 1, 0 }, "").Source.ShouldBe(CategorySource.None);
        rules.Choose(new float[] { 0, 1 }, "").Similarity.ShouldBe(0.7, 1e-6);
    }

    private static CategoryRules Rules()
    {
        var rules = new CategoryRules(2, Keywords);
        rules.SetReference("bags", [new float[] { 1, 0 }]);
        rules.SetReference("gone", [new float[] { 0, 1 }]);
        rules.SetReference("gone", []);
        return rules;
    }

    [Theory]
    [InlineData(6, "bags")]
    [InlineData(5, null)]
    public void ChooseByNeighbours_WhenEnoughAgree_TakesTheirCategory(int agreeing, string? category)
    {
        var near = Enumerable.Range(0, 10).Select(i => new KnownNeighbour(i < agreeing ? "bags" : $"other{i}", 0.9f)).ToList();
        new NeighbourRule().Choose(near).Category.ShouldBe(category);
    }

    [Fact]
    public void ChooseByNeighbours_WhenThereAreNone_DecidesNothing() =>
        new NeighbourRule().Choose([]).Source.ShouldBe(CategorySource.None);
}
