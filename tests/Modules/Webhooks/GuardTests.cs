using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Maru.Contracts;
using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Delivery;
using Maru.Modules.Webhooks.Events;
using Maru.Testing.Shop;

namespace Maru.Modules.Webhooks.Tests;

public sealed class GuardTests(GuardTests.StrictShop shop) : IClassFixture<GuardTests.StrictShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IWebhooksAdministration Webhooks => shop.Get<IWebhooksAdministration>();

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("not an address")]
    public async Task Create_WhenTheAddressIsNotOneToCall_IsRefused(string url) =>
        (await Webhooks.CreateAsync(new WebhookEndpointDraft(url, null, []), "test", Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task Create_WhenTheEventIsUnknown_IsRefused() =>
        (await Webhooks.CreateAsync(new WebhookEndpointDraft("https://example.com/", null, ["order.eaten"]), "test", Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task Ping_WhenTheNameLeadsInside_NeverConnects()
    {
        using var inside = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var endpoint = (await Webhooks.CreateAsync(new WebhookEndpointDraft($"https://localhost:{((IPEndPoint)inside.LocalEndpoint).Port}/hook", null, []), "test", Ct)).Value!;
        (await Webhooks.PingAsync(endpoint.Endpoint.Id, "test", Ct)).Value!.LastError.ShouldBe("refused-address");
        inside.Pending().ShouldBeFalse();
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void IsPublic_ForAnAddress_KnowsWhereItBelongs(string address, bool isPublic) => PublicAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task Endpoints_WithoutThePermission_AreClosed()
    {
        (await shop.Client.GetAsync("/api/v1/admin/webhooks/endpoints", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.Client.PostAsync("/api/v1/admin/webhooks/endpoints", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Missing_WhateverIsAskedOfIt_IsNotThere()
    {
        var id = WebhookEndpointId.New();
        (await Webhooks.FindAsync(id, Ct)).ShouldBeNull();
        (await Webhooks.PingAsync(id, "test", Ct)).Failure.ShouldBe(new NotFound("endpoint"));
        (await Webhooks.RotateSecretAsync(id, 1, "test", Ct)).Failure.ShouldBe(new NotFound("endpoint"));
        (await Webhooks.RemoveAsync(id, "test", Ct)).Failure.ShouldBe(new NotFound("endpoint"));
        (await Webhooks.ReplaySinceAsync(id, DateTimeOffset.UtcNow, true, "test", Ct)).Failure.ShouldBe(new NotFound("endpoint"));
        (await Webhooks.ReplayAsync(WebhookDeliveryId.New(), "test", Ct)).Failure.ShouldBe(new NotFound("delivery"));
    }

    [Fact]
    public async Task EventTypes_EachHaveANameOfTheSpecificationAndAnExample()
    {
        var types = await Webhooks.ListEventTypesAsync(Ct);
        types.Select(t => t.Name).Distinct().Count().ShouldBe(PublicEvents.All.Count);
        foreach (var type in types)
        {
            Regex.IsMatch(type.Name, "^[a-z]+\\.[a-z_]+$").ShouldBeTrue(type.Name);
            using var example = JsonDocument.Parse(type.Example);
            example.RootElement.GetProperty("type").GetString().ShouldBe(type.Name);
            example.RootElement.GetProperty("data").EnumerateObject().ShouldNotBeEmpty();
        }
    }

    public sealed class StrictShop : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "identity", "webhooks" };
    }
}
