using System.Net;

namespace Maru.Admin.Tests;

public sealed class PageTests(AdminShop shop) : IClassFixture<AdminShop>
{
    public static TheoryData<string> Paths { get; } = ["/admin", "/admin/orders", "/admin/products", "/admin/stock", "/admin/search", "/admin/jobs", "/admin/dead-letters"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_WhenNobodyIsSignedIn_LeadsToSignIn(string path)
    {
        using var answer = await shop.Client.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/ko/sign-in");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_ForAShopper_IsForbidden(string path)
    {
        using var answer = await shop.Shopper.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_ForAnAdministrator_IsShownWithoutInlineCode(string path)
    {
        using var answer = await shop.Admin.GetAsync(path, Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain("<h1>");
        html.ShouldNotContain("style=");
        html.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Page_WhenEnglishIsAskedFor_IsEnglish()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/orders");
        request.Headers.Add("Accept-Language", "en-GB");
        using var answer = await shop.Admin.SendAsync(request, Ct);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("<h1>Orders</h1>");
    }

    [Fact]
    public async Task Order_WhenThereIsNone_IsMissing()
    {
        using var answer = await shop.Admin.GetAsync($"/admin/orders/{Guid.NewGuid()}", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Form_WhenItComesFromElsewhere_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/orders/{Guid.NewGuid()}/pack");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await shop.Admin.SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Form_ForAShopper_IsForbidden()
    {
        using var answer = await shop.Shopper.PostAsync($"/admin/orders/{Guid.NewGuid()}/pack", null, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
