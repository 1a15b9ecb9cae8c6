using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Shipping;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>FedEx over its REST API: a token by client credentials (an hour long), then Ship, Track and Rate.</summary>
internal sealed class FedExCarrier(IConfiguration configuration, TimeProvider time) : ICarrier, IDisposable
{
    public const string Name = "fedex";
    private static readonly TimeSpan TokenMargin = TimeSpan.FromMinutes(1);

    private readonly CarrierHttp _http = new(Name, new Uri(configuration["shipping:fedex:address"] ?? "https://apis.fedex.com/"));
    private readonly string _account = configuration["shipping:fedex:account"] ?? "";
    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Value, DateTimeOffset Until) _token;

    public string Code => Name;

    public async Task<Result<Booking>> BookAsync(Parcel parcel, CancellationToken ct)
    {
        var answer = await SendAsync("ship/v1/shipments", new
        {
            labelResponseOptions = "LABEL",
            accountNumber = new { value = _account },
            requestedShipment = new
            {
                shipper = PartyOf(parcel.From),
                recipients = new[] { PartyOf(parcel.To) },
                shipDatestamp = parcel.BookedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                serviceType = parcel.To.Country == parcel.From.Country ? "FEDEX_GROUND" : "INTERNATIONAL_PRIORITY",
                packagingType = "YOUR_PACKAGING",
                pickupType = "USE_SCHEDULED_PICKUP",
                shippingChargesPayment = new { paymentType = "SENDER" },
                labelSpecification = new { imageType = "PDF", labelStockType = "PAPER_4X6" },
                requestedPackageLineItems = new[]
                {
                    new { weight = new { units = "KG", value = DhlCarrier.KilogramsOf(parcel) }, customerReferences = new[] { new { customerReferenceType = "CUSTOMER_REFERENCE", value = parcel.OrderNumber } } },
                },
            },
        }, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        var shipment = answer.Value.At("output", "transactionShipments", "0");
        if (shipment?.Text("masterTrackingNumber") is not { } number)
        {
            return new Unavailable(Name);
        }

        var label = shipment.Value.Text("pieceResponses", "0", "packageDocuments", "0", "encodedLabel");
        return new Booking(
            number, "https://www.fedex.com/fedextrack/?trknbr=" + number, label is null ? null : new CarrierLabel("application/pdf", Convert.FromBase64String(label)), null);
    }

    public async Task<Result<IReadOnlyList<TrackingEntry>>> TrackAsync(Parcel parcel, string trackingNumber, CancellationToken ct)
    {
        var answer = await SendAsync("track/v1/trackingnumbers", new
        {
            includeDetailedScans = true, trackingInfo = new[] { new { trackingNumberInfo = new { trackingNumber } } },
        }, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        // An unknown number is an answer of 200 with an error inside.
        var result = answer.Value.At("output", "completeTrackResults", "0", "trackResults", "0") ?? default;
        if (result.ValueKind == JsonValueKind.Undefined || result.Text("error", "code") is not null)
        {
            return new CarrierRefused(Name, result.ValueKind == JsonValueKind.Undefined ? "empty" : result.Text("error", "code")!, result.ValueKind == JsonValueKind.Undefined ? "" : result.Text("error", "message") ?? "");
        }

        var entries = new List<TrackingEntry> { DhlCarrier.LabelMade(parcel) };
        entries.AddRange(result.Items("scanEvents").Where(s => s.Text("eventType") != "OC").Select(EntryOf).OrderBy(e => e.At));
        return entries;
    }

    public async Task<Result<CarrierRate?>> RateAsync(Parcel parcel, CancellationToken ct)
    {
        var answer = await SendAsync("rate/v1/rates/quotes", new
        {
            accountNumber = new { value = _account },
            requestedShipment = new
            {
                shipper = new { address = PlaceOf(parcel.From) },
                recipient = new { address = PlaceOf(parcel.To) },
                pickupType = "USE_SCHEDULED_PICKUP",
                rateRequestType = new[] { "ACCOUNT" },
                requestedPackageLineItems = new[] { new { weight = new { units = "KG", value = DhlCarrier.KilogramsOf(parcel) } } },
            },
        }, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        var rate = answer.Value.At("output", "rateReplyDetails", "0", "ratedShipmentDetails", "0");
        return rate is { } found && Currency.TryParse(found.Text("currency"), null, out var currency) && found.At("totalNetCharge") is { } amount
            ? new CarrierRate(Amounts.FromDecimal(amount.GetDecimal(), currency), null)
            : new Result<CarrierRate?>(null, null);
    }

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private static TrackingEntry EntryOf(JsonElement scan)
    {
        // FedEx's scan event types, as the Track API's reference lists them.
        var status = scan.Text("eventType") switch
        {
            "PU" => TrackingWords.PickedUp,
            "OD" => TrackingWords.OutForDelivery,
            "DL" => TrackingWords.Delivered,
            "RS" => TrackingWords.Returned,
            "DE" or "CA" or "SE" or "DY" => TrackingWords.Exception,
            _ => TrackingWords.InTransit,
        };
        return new TrackingEntry(
            DateTimeOffset.Parse(scan.Text("date") ?? "", CultureInfo.InvariantCulture).ToUniversalTime(), status, scan.Text("scanLocation", "city"),
            TrackingWords.TextOf(status, scan.Text("eventDescription")));
    }

    private static object PlaceOf(Address address) => new
    {
        streetLines = address.Line2 is null ? new[] { address.Line1 } : [address.Line1, address.Line2], city = address.City, stateOrProvinceCode = address.Region,
        postalCode = address.PostalCode, countryCode = address.Country,
    };

    private static object PartyOf(Address address) => new { contact = new { personName = address.Name, phoneNumber = address.Phone }, address = PlaceOf(address) };

    private async Task<Result<JsonElement>> SendAsync(string path, object body, CancellationToken ct)
    {
        var token = await TokenAsync(ct);
        if (!token.Succeeded)
        {
            return token.Failure;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Headers.Add("X-locale", "en_US");
        return await _http.SendAsync(request, RefusalOf, ct);
    }

    private async Task<Result<string>> TokenAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_token.Until > time.GetUtcNow())
            {
                return _token.Value;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "oauth/token")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = configuration["shipping:fedex:key"] ?? "",
                    ["client_secret"] = configuration["shipping:fedex:secret"] ?? "",
                }),
            };
            var answer = await _http.SendAsync(request, RefusalOf, ct);
            if (!answer.Succeeded)
            {
                return answer.Failure;
            }

            var life = TimeSpan.FromSeconds(answer.Value.At("expires_in") is { } seconds ? seconds.GetInt32() : 0);
            _token = (answer.Value.Text("access_token") ?? "", time.GetUtcNow() + life - TokenMargin);
            return _token.Value;
        }
        finally
        {
            _one.Release();
        }
    }

    private static (string Code, string Detail) RefusalOf(JsonElement problem) => (problem.Text("errors", "0", "code") ?? "error", problem.Text("errors", "0", "message") ?? "");
}
