using System.Net;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Tests.Remote;

public sealed class VisitorTests
{
    private static readonly ClusterKey Key = new("the installation's");

    [Fact]
    public void Restore_WhenAnotherPartVouches_KnowsTheVisitor()
    {
        var received = Visit(IPAddress.Loopback, "http");
        foreach (var (name, value) in Visitor.Of(Visit(IPAddress.Parse("203.0.113.7"), "https"), Key))
        {
            received.Request.Headers[name] = value;
        }

        Visitor.Restore(received, Key);
        received.Connection.RemoteIpAddress.ShouldBe(IPAddress.Parse("203.0.113.7"));
        received.Request.Scheme.ShouldBe("https");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a guess")]
    public void Restore_WhenTheSecretIsMissingOrWrong_BelievesNothing(string? secret)
    {
        var context = Visit(IPAddress.Parse("203.0.113.7"), "http");
        context.Request.Headers["Maru-Client"] = "127.0.0.1";
        context.Request.Headers["Maru-Scheme"] = "https";
        context.Request.Headers["Maru-Cluster"] = secret;
        Visitor.Restore(context, Key);
        context.Connection.RemoteIpAddress.ShouldBe(IPAddress.Parse("203.0.113.7"));
        context.Request.Scheme.ShouldBe("http");
    }

    private static DefaultHttpContext Visit(IPAddress from, string scheme) =>
        new() { Connection = { RemoteIpAddress = from }, Request = { Scheme = scheme, Method = "GET", Host = new HostString("shop.example") } };
}
