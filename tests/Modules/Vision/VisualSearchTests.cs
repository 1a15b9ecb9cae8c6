using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging;

namespace Maru.Modules.Vision.Tests;

public sealed class VisualSearchTests(VisionShop shop) : IClassFixture<VisionShop>
{
    [Fact]
    public async Task Search_WhenThePictureIsAProducts_FindsItFirstWithFullScore()
    {
        var picture = Drawn.Block(30, 90, 200);
        await shop.SeenAsync(await shop.StockAsync("blue-block", [picture]));
        var (answer, body) = await shop.SearchAsync(picture);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = body.GetProperty("items")[0];
        first.GetProperty("slug").GetString().ShouldBe("blue-block");
        first.GetProperty("score").GetDouble().ShouldBeGreaterThan(0.98);
        first.GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(10_000);
        body.GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("score").GetDouble() >= 0.5);
    }

    [Fact]
    public async Task Search_WhenTwoThingsAreInThePicture_HasAListForEach()
    {
        var (answer, body) = await shop.SearchAsync(Drawn.Pair());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var regions = body.GetProperty("regions");
        regions.GetArrayLength().ShouldBe(3);
        regions[0].GetProperty("w").GetDouble().ShouldBe(1);
        regions.EnumerateArray().Skip(1).Select(r => r.GetProperty("x").GetDouble() < 0.5).Order().ShouldBe([false, true]);
    }

    [Fact]
    public async Task SearchAgain_WithTheLook_FindsWhatThePictureFound()
    {
        var picture = Drawn.Block(120, 20, 140);
        await shop.SeenAsync(await shop.StockAsync("plum-block", [picture], price: 77_000));
        var (_, body) = await shop.SearchAsync(picture);
        var look = body.GetProperty("regions")[0].GetProperty("look").GetString()!;
        (await shop.SlugsAsync("/api/v1/visual-search?look=" + look))[0].ShouldBe("plum-block");
        (await shop.SlugsAsync($"/api/v1/visual-search?look={look}&minPrice=77001")).ShouldNotContain("plum-block");
        (await shop.SlugsAsync($"/api/v1/visual-search?look={look}&minPrice=77000&maxPrice=77000")).ShouldBe(["plum-block"]);
        (await shop.SlugsAsync($"/api/v1/visual-search?look={look}&currency=USD&maxPrice=10")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base64 !")]
    [InlineData("%00")]
    public async Task SearchAgain_WithAMadeUpLook_IsGone(string look)
    {
        await shop.SeenAsync(await shop.StockAsync("any-block", [Drawn.Block(1, 2, 3)]));
        (await shop.Client.GetAsync("/api/v1/visual-search?look=" + look, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Search_WithACrop_LooksAtThatPartOnly()
    {
        var red = Drawn.Block(200, 30, 30, 120, 140, 0);
        await shop.SeenAsync(await shop.StockAsync("red-crop", [red]));
        var (answer, body) = await shop.SearchAsync(Drawn.Pair(), "?x=0.075&y=0.15&w=0.3&h=0.7");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("regions").GetArrayLength().ShouldBe(1);
        VisionShop.SlugsOf(body).ShouldContain("red-crop");
    }

    [Fact]
    public async Task Search_WhenTheShelfIsSoldOut_LeavesItOutOnlyIfAsked()
    {
        var picture = Drawn.Block(250, 200, 10);
        await shop.SeenAsync(await shop.StockAsync("sold-out-block", [picture], stock: 0));
        VisionShop.SlugsOf((await shop.SearchAsync(picture)).Body).ShouldContain("sold-out-block");
        VisionShop.SlugsOf((await shop.SearchAsync(picture, "?inStock=true")).Body).ShouldNotContain("sold-out-block");
    }

    [Theory]
    [InlineData("?k=0")]
    [InlineData("?k=51")]
    [InlineData("?minPrice=2&maxPrice=1")]
    [InlineData("?x=0.5&y=0&w=0.6&h=1")]
    [InlineData("?x=0.5")]
    [InlineData("?x=NaN&y=0&w=1&h=1")]
    [InlineData("?currency=XXX")]
    [InlineData("?inStock=perhaps")]
    public async Task Search_WhenAParameterMakesNoSense_IsABadRequest(string query) =>
        (await shop.SearchAsync(Drawn.Block(9, 9, 9), query)).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Search_WhenTheCategoryIsUnknown_IsNotFound()
    {
        await shop.SeenAsync(await shop.StockAsync("known-block", [Drawn.Block(3, 2, 1)]));
        (await shop.SearchAsync(Drawn.Block(9, 9, 9), "?category=no-such")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Search_WithoutAPicture_SaysThatItIsNeeded()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "something" } };
        var answer = await shop.Client.PostAsync("/api/v1/visual-search", form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors").TryGetProperty("image", out _).ShouldBeTrue();
    }

    public static TheoryData<string, PictureProblem> BadFiles => new()
    {
        { "svg", PictureProblem.NotSupported },
        { "gif", PictureProblem.NotSupported },
        { "text", PictureProblem.NotSupported },
        { "cut", PictureProblem.Damaged },
        { "bomb", PictureProblem.TooLarge },
        { "lying", PictureProblem.Damaged },
        { "long", PictureProblem.TooLarge },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Search_WhenTheFileIsNoPicture_SaysWhy(string kind, PictureProblem expected)
    {
        await shop.SeenAsync(await shop.StockAsync("there-block", [Drawn.Block(7, 7, 7)]));
        var (answer, body) = await shop.SearchAsync(File(kind), fileName: "holiday.jpg", type: "image/jpeg");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.GetProperty("code").GetString().ShouldBe("picture-refused");
        body.GetProperty("problem").GetString().ShouldBe(JsonNamingPolicy.KebabCaseLower.ConvertName(expected.ToString()));
        body.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("picture.gif", "image/gif")]
    [InlineData("virus.exe", "application/octet-stream")]
    [InlineData("페이지.svg", "image/svg+xml")]
    public async Task Search_WhenNameAndTypeAreWrong_GoesByTheContent(string name, string type) =>
        (await shop.SearchAsync(Drawn.Jpeg(Drawn.Picture(90, 90, (20, 20, 50, 50, new Colour(10, 90, 30)))), "", name, type)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 3)]
    public async Task Search_WhenThePictureHasAnOddShape_AnswersAllTheSame(int width, int height) =>
        (await shop.SearchAsync(Drawn.Png(Image.Filled(width, height, new Colour(200, 100, 50))))).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

    private static byte[] File(string kind)
    {
        var good = Drawn.Block(100, 60, 200);
        switch (kind)
        {
            case "svg":
                return "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray();
            case "gif":
                return [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B];
            case "text":
                return "hello"u8.ToArray();
            case "cut":
                return good[..(good.Length / 2)];
            case "bomb":
                // The header of a PNG of 20,000 x 20,000 pixels.
                var bomb = (byte[])good.Clone();
                (bomb[16], bomb[17], bomb[18], bomb[19]) = (0, 0, 0x4E, 0x20);
                (bomb[20], bomb[21], bomb[22], bomb[23]) = (0, 0, 0x4E, 0x20);
                return Checked(bomb);
            case "lying":
                // Twice as high as what is in it.
                var lying = (byte[])good.Clone();
                (lying[20], lying[21], lying[22], lying[23]) = (0, 0, 1, 0x40);
                return Checked(lying);
            default:
                return new byte[(12 << 20) + 1];
        }
    }

    /// <summary>Mends the checksum of a PNG's header.</summary>
    private static byte[] Checked(byte[] png)
    {
        var crc = uint.MaxValue;
        foreach (var value in png.AsSpan(12, 17))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~crc);
        return png;
    }
}
