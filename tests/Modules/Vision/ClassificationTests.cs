using System.Net;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Classification;

namespace Maru.Modules.Vision.Tests;

public sealed class ClassificationTests(ClassificationTests.Shelves shop) : IClassFixture<ClassificationTests.Shelves>
{
    [Fact]
    public async Task Run_PutsProductsByPictureThenByNameThenForPeople()
    {
        var like = await shop.StockAsync("unsorted-like", [Drawn.Block(203, 32, 30)], name: "Nothing said");
        var named = await shop.StockAsync("unsorted-named", [], name: "노란 양말 세 켤레");
        var lost = await shop.StockAsync("unsorted-lost", [], name: "Whatsit");
        await shop.SeenAsync(like);
        await shop.SeenAsync(named, pictures: 0);
        await shop.SeenAsync(lost, pictures: 0);
        await shop.Get<Classifying>().RunAsync(all: false, _ => { }, CancellationToken.None);

        (await FindAsync(like)).ShouldSatisfyAllConditions(
            c => c.Category.ShouldBe("red-things"), c => c.Source.ShouldBe(ClassificationSource.Picture), c => c.State.ShouldBe(ClassificationState.Applied));
        (await FindAsync(named)).ShouldSatisfyAllConditions(
            c => c.Category.ShouldBe("hosiery"), c => c.Source.ShouldBe(ClassificationSource.Keyword), c => c.State.ShouldBe(ClassificationState.Applied));
        (await FindAsync(lost)).ShouldSatisfyAllConditions(c => c.Category.ShouldBeNull(), c => c.State.ShouldBe(ClassificationState.Review));
        (await CategoryAsync("unsorted-like")).ShouldBe("red-things");
        (await CategoryAsync("unsorted-named")).ShouldBe("hosiery");
        (await CategoryAsync("unsorted-lost")).ShouldBe("generic");

        (await shop.Get<IClassification>().DecideAsync(lost, "no-such", "user:x", CancellationToken.None)).Succeeded.ShouldBeFalse();
        (await shop.Get<IClassification>().DecideAsync(lost, "blue-things", "user:x", CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await CategoryAsync("unsorted-lost")).ShouldBe("blue-things");
        (await FindAsync(lost)).State.ShouldBe(ClassificationState.Decided);
    }

    [Fact]
    public async Task RunAll_WhenAProductIsSeenElsewhere_AsksPeopleAndMovesNothing()
    {
        var wrong = await shop.StockAsync("wrongly-blue", [Drawn.Block(206, 34, 33)], "blue-things");
        await shop.SeenAsync(wrong);
        await shop.Get<Classifying>().RunAsync(all: true, _ => { }, CancellationToken.None);
        (await FindAsync(wrong)).ShouldSatisfyAllConditions(
            c => c.Category.ShouldBe("red-things"), c => c.Former.ShouldBe("blue-things"), c => c.State.ShouldBe(ClassificationState.Review));
        (await CategoryAsync("wrongly-blue")).ShouldBe("blue-things");

        await shop.Get<IClassification>().DismissAsync(wrong, "user:x", CancellationToken.None);
        await shop.Get<Classifying>().RunAsync(all: true, _ => { }, CancellationToken.None);
        (await FindAsync(wrong)).State.ShouldBe(ClassificationState.Dismissed);

        var report = await shop.Get<Classifying>().MeasureAsync(CancellationToken.None);
        report.ShouldNotBeNull().Products.ShouldBeGreaterThan(10);
        report.Neighbours.Right.ShouldBeGreaterThan(0.8);
        (await shop.Get<IClassification>().ReportAsync(CancellationToken.None)).ShouldBe(report);
    }

    [Fact]
    public async Task Words_OfStaff_StandInThePlaceOfTheNames()
    {
        var desk = shop.Get<IClassification>();
        (await desk.WordsAsync(CancellationToken.None)).Single(w => w.Category == "hosiery").Words.ShouldContain("양말");
        (await desk.SetWordsAsync("blue-things", ["cobalt", " 남빛 "], CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await desk.WordsAsync(CancellationToken.None)).Single(w => w.Category == "blue-things").ShouldSatisfyAllConditions(w => w.Words.ShouldBe(["cobalt", "남빛"]), w => w.FromStaff.ShouldBeTrue());
        (await desk.SetWordsAsync("blue-things", [], CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await desk.SetWordsAsync("no-such", ["x"], CancellationToken.None)).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "vision")]
    [InlineData("POST", "vision/rebuild")]
    [InlineData("GET", "classifications")]
    [InlineData("POST", "classifications/run")]
    [InlineData("GET", "category-words")]
    public async Task BackOffice_ForAStranger_IsClosed(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/admin/" + path);
        (await shop.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ko", "닮은 물건")]
    [InlineData("en", "look like it")]
    public async Task Page_WithoutScripts_FindsByAPlainForm(string language, string words)
    {
        (await shop.Client.GetStringAsync($"/{language}/visual-search", TestContext.Current.CancellationToken)).ShouldContain("multipart/form-data");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Drawn.Block(200, 30, 30)), "image", "a.png" } };
        var answer = await shop.Client.PostAsync($"/{language}/visual-search", form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        page.ShouldContain(words);
        page.ShouldContain("/p/red-0");
        page.ShouldContain("name=\"look\"");
    }

    [Fact]
    public async Task Page_WhenTheFileIsNoPicture_SaysWhatToDo()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent("nonsense"u8.ToArray()), "image", "a.jpg" } };
        var answer = await shop.Client.PostAsync("/en/visual-search", form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("JPEG, PNG or WebP");
    }

    private async Task<ClassificationView> FindAsync(ProductId product) =>
        (await shop.Get<IClassification>().ListAsync(null, new PageRequest(1, 100), CancellationToken.None)).Items.Single(c => c.Product == product);

    /// <summary>As the back office has it, which waits for nothing.</summary>
    private async Task<string?> CategoryAsync(string slug)
    {
        var product = (await shop.Get<ICatalogBrowsing>().FindAsync(slug, Currency.Krw, CancellationToken.None))!.Id;
        return (await shop.Get<ICatalogAdministration>().FindAsync(product, null, CancellationToken.None))!.Draft.Category;
    }

    public sealed class Shelves : VisionShop
    {
        private const int Each = 8;

        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Vision:Classify"] = "false" };

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await CategoriesAsync(("red-things", "빨간 것", "Red things"), ("blue-things", "파란 것", "Blue things"), ("hosiery", "양말", "Socks"));
            for (var i = 0; i < Each; i++)
            {
                await SeenAsync(await StockAsync($"red-{i}", [Drawn.Block((byte)(200 + i), 30, 30)], "red-things"));
                await SeenAsync(await StockAsync($"blue-{i}", [Drawn.Picture(160, 100, (5, 40, 150, 20, new Engines.Imaging.Colour(20, 40, (byte)(180 + i)))) is var p ? Drawn.Png(p) : []], "blue-things"));
            }
        }
    }
}
