using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;

namespace Maru.Tests.Configuration;

public sealed class SettingsEndpointTests(StaffedShop shop) : IClassFixture<StaffedShop>
{
    private const string Setting = "/api/v1/admin/settings/carts.maxQuantity";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Change_WhenDoneByAnAdministrator_TakesEffectAndIsAudited()
    {
        var answer = await shop.Admin.PutAsJsonAsync(Setting, new { value = "42", reason = "one each" }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.Admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/settings", Ct)).EnumerateArray().Single(s => s.GetProperty("name").GetString() == "carts.maxQuantity")
            .GetProperty("value").GetString().ShouldBe("42");

        var history = await shop.Admin.GetFromJsonAsync<JsonElement>(Setting + "/history", Ct);
        var change = history.GetProperty("items")[0];
        change.GetProperty("after").GetString().ShouldBe("42");
        var audited = await Eventually.GetAsync(
            () => shop.Get<IAccessAdministration>().ListAuditAsync(null, "setting-changed", PageRequest.First, Ct), a => a.Items.Any(e => e.Detail!.Contains("42", StringComparison.Ordinal)));
        audited.Items[0].Subject.ShouldBe("setting:carts.maxQuantity");

        var reverted = await shop.Admin.PostAsJsonAsync($"/api/v1/admin/settings/history/{change.GetProperty("number").GetInt64()}/revert", new { reason = "as before" }, Ct);
        reverted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reverted.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("value").GetString().ShouldBe("99");
    }

    [Fact]
    public async Task Change_WhenTheValueIsNotAllowed_SaysWhatIs()
    {
        var answer = await shop.Admin.PutAsJsonAsync(Setting, new { value = "-1" }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors");
        errors.GetProperty("value")[0].GetString().ShouldBe("must be a whole number from 1 to 9999");
        errors.GetProperty("reason")[0].GetString().ShouldBe("is needed");
    }

    [Fact]
    public async Task Read_WhenAStrangerOrAShopper_IsRefused()
    {
        (await shop.Client.GetAsync("/api/v1/admin/settings", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.Shopper.GetAsync("/api/v1/admin/settings", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await shop.Shopper.PutAsJsonAsync(Setting, new { value = "1", reason = "mischief" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
