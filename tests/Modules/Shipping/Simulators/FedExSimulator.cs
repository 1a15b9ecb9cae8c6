using System.Text;
using Maru.Modules.Shipping.Carriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Shipping.Tests.Simulators;

public sealed class FedExSimulator : CarrierSimulator
{
    internal override IReadOnlyList<(string Code, string Status)> Codes { get; } =
        [("PU", TrackingWords.PickedUp), ("IT", TrackingWords.InTransit), ("OD", TrackingWords.OutForDelivery), ("DE", TrackingWords.Exception), ("DL", TrackingWords.Delivered)];

    internal override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["shipping:fedex:address"] = Address, ["shipping:fedex:key"] = "key", ["shipping:fedex:secret"] = "secret", ["shipping:fedex:account"] = "987654321",
    };

    protected override void Map(WebApplication app)
    {
        app.MapPost("/oauth/token", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            (form["grant_type"].ToString(), form["client_id"].ToString(), form["client_secret"].ToString()).ShouldBe(("client_credentials", "key", "secret"));
            await context.Response.WriteAsJsonAsync(new { access_token = "token-1", token_type = "bearer", expires_in = 3599, scope = "CXS" });
        });
        app.MapPost("/ship/v1/shipments", async context =>
        {
            CheckToken(context);
            var body = await BodyAsync(context);
            body.GetProperty("accountNumber").GetProperty("value").GetString().ShouldBe("987654321");
            if (body.GetProperty("requestedShipment").GetProperty("recipients")[0].GetProperty("address").GetProperty("postalCode").GetString() == "00000")
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsJsonAsync(new { transactionId = "t", errors = new[] { new { code = "POSTALCODE.INVALID", message = "The postal code is not served" } } });
                return;
            }

            var number = Register();
            await context.Response.WriteAsJsonAsync(new
            {
                transactionId = "t",
                output = new
                {
                    transactionShipments = new[]
                    {
                        new
                        {
                            masterTrackingNumber = number, serviceType = "INTERNATIONAL_PRIORITY",
                            pieceResponses = new[]
                            {
                                new
                                {
                                    trackingNumber = number,
                                    packageDocuments = new[] { new { contentType = "LABEL", docType = "PDF", encodedLabel = Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.4 label " + number)) } },
                                },
                            },
                        },
                    },
                },
            });
        });
        app.MapPost("/track/v1/trackingnumbers", async context =>
        {
            CheckToken(context);
            var number = (await BodyAsync(context)).GetProperty("trackingInfo")[0].GetProperty("trackingNumberInfo").GetProperty("trackingNumber").GetString()!;
            object result = Parcels.TryGetValue(number, out var scans)
                ? new
                {
                    scanEvents = scans.AsEnumerable().Reverse().Select(s => new
                    {
                        date = s.At.ToOffset(TimeSpan.FromHours(-5)).ToString("yyyy-MM-dd'T'HH:mm:sszzz"), eventType = s.Code, eventDescription = "scan", scanLocation = new { city = s.Place },
                    }),
                }
                : new { error = new { code = "TRACKING.TRACKINGNUMBER.NOTFOUND", message = "Tracking number cannot be found." } };
            await context.Response.WriteAsJsonAsync(new { output = new { completeTrackResults = new[] { new { trackingNumber = number, trackResults = new[] { result } } } } });
        });
        app.MapPost("/rate/v1/rates/quotes", async context =>
        {
            CheckToken(context);
            await context.Response.WriteAsJsonAsync(new
            {
                output = new
                {
                    rateReplyDetails = new[] { new { serviceType = "INTERNATIONAL_PRIORITY", ratedShipmentDetails = new[] { new { rateType = "ACCOUNT", totalNetCharge = 51.20m, currency = "USD" } } } },
                },
            });
        });
    }

    private static void CheckToken(HttpContext context) => context.Request.Headers.Authorization.ToString().ShouldBe("Bearer token-1");
}
