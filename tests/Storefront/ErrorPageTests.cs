using Maru.Storefront.Shell;
using Maru.Testing.Shop;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Storefront.Tests;

public sealed class ErrorPageTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("/ko/p/mug", "text/html", true)]
    [InlineData("/en", "text/html,*/*", true)]
    [InlineData("/ko/p/mug", "application/json", false)]
    [InlineData("/api/v1/products", "text/html", false)]
    public void IsFor_WhoeverLooksAtAPage_IsShownOne(string path, string accept, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.Headers.Accept = accept;
        new ShopErrorPage().IsFor(context).ShouldBe(expected);
    }

    [Theory]
    [InlineData("/ko/cart", 500, "잘못됐어요")]
    [InlineData("/en/cart", 500, "went wrong")]
    [InlineData("/en/cart", 503, "tidying up")]
    public async Task Show_InTheLanguageOfTheAddress_SaysWhatHappened(string path, int status, string text)
    {
        await using var scope = shop.Shop.App.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = path;
        context.Response.Body = body;
        context.Response.StatusCode = status;
        await new ShopErrorPage().ShowAsync(context);

        // A page that breaks has used its renderer already; the next must not care. What was answered so far is cleared, as the host does.
        context.Response.Headers.Clear();
        await new ShopErrorPage().ShowAsync(context);
        context.Response.StatusCode.ShouldBe(status);
        System.Text.Encoding.UTF8.GetString(body.ToArray()).ShouldContain(text);
    }
}
