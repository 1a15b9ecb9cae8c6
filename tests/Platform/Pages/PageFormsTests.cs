using Maru.Platform.Pages;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Tests.Pages;

public sealed class PageFormsTests
{
    [Theory]
    [InlineData("/ko/products?page=2&q=a%20b#top", "/ko/products?page=2&q=a%20b#top")]
    [InlineData("/ko/sellers/마루", "/ko/sellers/%EB%A7%88%EB%A3%A8")]
    [InlineData("/ko/x\r\nSet-Cookie: a=b", "/ko/x%0D%0ASet-Cookie:%20a=b")]
    public async Task SeeOther_WhateverThePathHolds_SendsAHeaderThatMayBeSent(string path, string expected)
    {
        var context = new DefaultHttpContext();
        await PageForms.SeeOther(path).ExecuteAsync(context);
        context.Response.StatusCode.ShouldBe(StatusCodes.Status303SeeOther);
        context.Response.Headers.Location.ToString().ShouldBe(expected);
    }
}
