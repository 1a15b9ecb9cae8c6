using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Maru.Modules.Shipping.Carriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Shipping.Tests.Simulators;

public sealed partial class HanjinSimulator : CarrierSimulator
{
    private readonly HashSet<string> _registered = [];

    internal override IReadOnlyList<(string Code, string Status)> Codes { get; } =
        [("11", TrackingWords.PickedUp), ("31", TrackingWords.InTransit), ("65", TrackingWords.OutForDelivery), ("66", TrackingWords.Delivered)];

    internal override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["shipping:hanjin:labelAddress"] = Address, ["shipping:hanjin:orderAddress"] = Address, ["shipping:hanjin:client"] = "MARU", ["shipping:hanjin:contract"] = "9117159",
        ["shipping:hanjin:key"] = "key", ["shipping:hanjin:secret"] = "secret",
    };

    protected override void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            var given = Authorization().Match(context.Request.Headers.Authorization.ToString());
            given.Success.ShouldBeTrue();
            var text = given.Groups["timestamp"].Value + context.Request.Method + context.Request.Path;
            given.Groups["signature"].Value.ShouldBe(Convert.ToHexString(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes(text))));
            context.Request.Headers["x-api-key"].ToString().ShouldBe("key");
            return next(context);
        });
        app.MapPost("/v1/wbl/MARU/print-wbl", async context =>
        {
            var body = await BodyAsync(context);
            body.GetProperty("csr_num").GetString().ShouldBe("9117159");
            await context.Response.WriteAsJsonAsync<object>(body.GetProperty("rcv_zip").GetString() == "00000"
                ? new { result_code = "ERROR-04", result_message = "유효하지 않은 주소" }
                : new { result_code = "OK", wbl_num = Register(), s_tml_cod = "442", tml_cod = "150", cen_cod = "1050", grp_rnk = "Z99", es_nam = "김한진", prt_add = "소공동 51", dom_rgn = "1" });
        });
        app.MapPost("/parcel-delivery/v1/order/insert-order", async context =>
        {
            var body = await BodyAsync(context);
            var answer = _registered.Add(body.GetProperty("wblNo").GetString()!) ? "OK" : "ERROR-09";
            await context.Response.WriteAsJsonAsync(new { resultCode = answer, resultMessage = "SUCCESS" });
        });
        app.MapPost("/parcel-delivery/v1/tracking/tracking-wbl", async context =>
        {
            var number = (await BodyAsync(context)).GetProperty("wblNo").GetString()!;
            await context.Response.WriteAsJsonAsync<object>(Parcels.TryGetValue(number, out var scans) && scans.Count > 0
                ? new
                {
                    resultCode = "OK", wblNo = number,
                    wrkList = scans.Select(s => new
                    {
                        statusCode = s.Code, statusName = "scan", statusDate = s.At.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm:ss"), agencyName = s.Place,
                    }),
                }
                : new { resultCode = "ERROR-01", resultMessage = "존재하지 않는 운송장번호" });
        });
    }

    [GeneratedRegex("^client_id=MARU timestamp=(?<timestamp>[0-9]{14}) signature=(?<signature>[0-9A-F]{64})$")]
    private static partial Regex Authorization();
}
