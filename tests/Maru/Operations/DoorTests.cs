using System.Net;
using System.Text;

namespace Maru.Tests.Operations;

/// <summary>Who may not come in is told so before his request is read.</summary>
public sealed class DoorTests(StaffedShop shop) : IClassFixture<StaffedShop>
{
    [Fact]
    public async Task Post_OfNonsense_IsRefusedForWhoAsksAndOnlyThenForWhatHeSends()
    {
        (await PostAsync(shop.Client)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(shop.Shopper)).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(shop.Admin)).ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client)
    {
        using var body = new StringContent("{ no JSON", Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync("/api/v1/admin/settings/shop.name", body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
