using System.Text;
using Maru.Modules.Shipping.Carriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Shipping.Tests.Simulators;

public sealed class DhlSimulator : CarrierSimulator
{
    internal override IReadOnlyList<(string Code, string Status)> Codes { get; } =
        [("PU", TrackingWords.PickedUp), ("DF", TrackingWords.InTransit), ("WC", TrackingWords.OutForDelivery), ("NH", TrackingWords.Exception), ("OK", TrackingWords.Delivered)];

    internal override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["shipping:dhl:address"] = Address, ["shipping:dhl:key"] = "key", ["shipping:dhl:secret"] = "secret", ["shipping:dhl:account"] = "123456789",
    };

    protected override void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Request.Headers.Authorization.ToString().ShouldBe("Basic " + Convert.ToBase64String("key:secret"u8));
            return next(context);
        });
        app.MapPost("/shipments", async context =>
        {
            var body = await BodyAsync(context);
            var to = body.GetProperty("customerDetails").GetProperty("receiverDetails").GetProperty("postalAddress");
            body.GetProperty("accounts")[0].GetProperty("number").GetString().ShouldBe("123456789");
            body.GetProperty("content").GetProperty("packages")[0].GetProperty("weight").GetDecimal().ShouldBeGreaterThan(0);
            if (to.GetProperty("postalCode").GetString() == "00000")
            {
                context.Response.StatusCode = 422;
                await context.Response.WriteAsJsonAsync(new { instance = "/expressapi/shipments", title = "Unprocessable", detail = "1001: The postal code is not served", status = 422 });
                return;
            }

            var number = Register();
            context.Response.StatusCode = 201;
            await context.Response.WriteAsJsonAsync(new
            {
                shipmentTrackingNumber = number, packages = new[] { new { referenceNumber = 1, trackingNumber = "JD01" + number } },
                documents = new[] { new { imageFormat = "PDF", typeCode = "label", content = Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.4 label " + number)) } },
            });
        });
        app.MapGet("/shipments/{number}/tracking", (string number) => Parcels.TryGetValue(number, out var scans)
            ? Results.Json(new
            {
                shipments = new[]
                {
                    new
                    {
                        shipmentTrackingNumber = number, status = "Success",
                        events = scans.AsEnumerable().Reverse().Select(s => new
                        {
                            date = s.At.ToString("yyyy-MM-dd"), time = s.At.ToString("HH:mm:ss"), GMTOffset = "+00:00", typeCode = s.Code, description = "scan",
                            serviceArea = new[] { new { code = "SEL", description = s.Place } },
                        }),
                    },
                },
            })
            : Results.Json(new { title = "No shipments found", detail = "404: no shipment for " + number, status = 404 }, statusCode: 404));
        app.MapGet("/rates", () => Results.Json(new
        {
            products = new[]
            {
                new
                {
                    productName = "EXPRESS WORLDWIDE", productCode = "P", deliveryCapabilities = new { totalTransitDays = 3 },
                    totalPrice = new[] { new { currencyType = "PULCL", priceCurrency = "KRW", price = 65_000m }, new { currencyType = "BILLC", priceCurrency = "USD", price = 48.35m } },
                },
            },
        }));
    }
}
