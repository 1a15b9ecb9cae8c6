using Maru.Engines.Imaging.Evaluation;

namespace Maru.Engines.Imaging.Tests.Evaluation;

public sealed class EvaluationTests
{
    private const string Header = "product_id,title,master_category,sub_category,article_type,base_colour,usage,image,split\n";

    [Fact]
    public void ReadCsv_WhenATitleIsQuoted_KeepsItsCommas()
    {
        var rows = LabelledPicture.ReadCsv(Header + "1,\"Shirt, \"\"blue\"\"\",Apparel,Topwear,Shirts,Blue,Casual,images/1.jpg,train\r\n");
        rows.ShouldBe([new("1", "Shirt, \"blue\"", "Topwear", "Shirts", "Blue", "images/1.jpg")]);
    }

    [Fact]
    public void ReadCsv_WhenAColumnIsMissing_NamesIt() =>
        Should.Throw<InvalidDataException>(() => LabelledPicture.ReadCsv("product_id,title\n1,a\n")).Message.ShouldContain("sub_category");

    [Fact]
    public void Measure_WhenEveryPictureHasTenTwins_IsPerfect()
    {
        var quality = RetrievalQuality.Measure(Set(11, (i, group) => group == 0 ? [1, 0] : [0, 1]), null);
        quality.ShouldBe(new RetrievalQuality(1, 1, 1));
    }

    [Fact]
    public void Measure_WhenAClassIsSmall_CountsWhatIsMissingAsWrong() =>
        RetrievalQuality.Measure(Set(6, (_, group) => group == 0 ? [1, 0] : [0, 1]), null).P10Type.ShouldBe(0.5, 1e-9);

    [Fact]
    public void Measure_WhenThereIsAReference_TakesTheSubCategoryFromIt()
    {
        var set = Set(6, (_, group) => group == 0 ? [1, 0] : [0, 1]);
        var swapped = Set(20, (_, group) => group == 1 ? [1, 0] : [0, 1]);
        RetrievalQuality.Measure(set, swapped).SubCategoryAccuracy.ShouldBe(0);
    }

    private static EmbeddedSet Set(int each, Func<int, int, float[]> vector)
    {
        var rows = Enumerable.Range(0, 2 * each).Select(i => (i, Group: i % 2)).ToList();
        return new(
            [.. rows.Select(r => new LabelledPicture($"{r.i}", "", $"sub{r.Group}", $"type{r.Group}", "Red", ""))],
            [.. rows.SelectMany(r => vector(r.i, r.Group))], 2);
    }
}
