using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Shipping;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>DHL Express over its MyDHL API: JSON, basic authentication; weights in kilograms, lengths in centimetres.</summary>
internal sealed class DhlCarrier(IConfiguration configuration) : ICarrier, IDisposable
{
    public const string Name = "dhl";
    private const string Worldwide = "P";
    private const string WithinCountry = "N";

    private readonly CarrierHttp _http = new(Name, new Uri(configuration["shipping:dhl:address"] ?? "https://express.api.dhl.com/mydhlapi/"));
    private readonly string _account = configuration["shipping:dhl:account"] ?? "";
    private readonly string _credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{configuration["shipping:dhl:key"]}:{configuration["shipping:dhl:secret"]}"));

    public string Code => Name;

    public async Task<Result<Booking>> BookAsync(Parcel parcel, CancellationToken ct)
    {
        var abroad = parcel.To.Country != parcel.From.Country;
        var answer = await SendAsync(HttpMethod.Post, "shipments", new
        {
            plannedShippingDateAndTime = parcel.BookedAt.ToString("yyyy-MM-dd'T'HH:mm:ss 'GMT'zzz", CultureInfo.InvariantCulture),
            pickup = new { isRequested = false },
            productCode = abroad ? Worldwide : WithinCountry,
            accounts = new[] { new { typeCode = "shipper", number = _account } },
            customerDetails = new { shipperDetails = PartyOf(parcel.From), receiverDetails = PartyOf(parcel.To) },
            customerReferences = new[] { new { value = parcel.OrderNumber, typeCode = "CU" } },
            content = new
            {
                packages = new[] { PackageOf(parcel) }, isCustomsDeclarable = false, description = "Goods", incoterm = "DAP", unitOfMeasurement = "metric",
            },
            outputImageProperties = new { encodingFormat = "pdf", imageOptions = new[] { new { typeCode = "label" } } },
        }, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        if (answer.Value.Text("shipmentTrackingNumber") is not { } number)
        {
            return new Unavailable(Name);
        }

        var label = answer.Value.Items("documents").FirstOrDefault(d => d.Text("typeCode") == "label");
        var content = label.ValueKind == JsonValueKind.Object ? label.Text("content") : null;
        return new Booking(
            number, "https://www.dhl.com/en/express/tracking.html?AWB=" + number, content is null ? null : new CarrierLabel("application/pdf", Convert.FromBase64String(content)), null);
    }

    public async Task<Result<IReadOnlyList<TrackingEntry>>> TrackAsync(Parcel parcel, string trackingNumber, CancellationToken ct)
    {
        var answer = await SendAsync(HttpMethod.Get, $"shipments/{Uri.EscapeDataString(trackingNumber)}/tracking?trackingView=all-checkpoints", null, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        var entries = new List<TrackingEntry> { LabelMade(parcel) };
        entries.AddRange(answer.Value.Items("shipments", "0", "events").Select(EntryOf).OrderBy(e => e.At));
        return entries;
    }

    public async Task<Result<CarrierRate?>> RateAsync(Parcel parcel, CancellationToken ct)
    {
        var side = SideOf(parcel);
        var answer = await SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture,
            $"rates?accountNumber={_account}&originCountryCode={parcel.From.Country}&originCityName={Uri.EscapeDataString(parcel.From.City)}&originPostalCode={Uri.EscapeDataString(parcel.From.PostalCode)}&destinationCountryCode={parcel.To.Country}&destinationCityName={Uri.EscapeDataString(parcel.To.City)}&destinationPostalCode={Uri.EscapeDataString(parcel.To.PostalCode)}&weight={KilogramsOf(parcel)}&length={side}&width={side}&height={side}&plannedShippingDate={parcel.BookedAt:yyyy-MM-dd}&isCustomsDeclarable=false&unitOfMeasurement=metric"), null, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        // Prices come in several currencies' roles; BILLC is the one that is billed.
        var product = answer.Value.Items("products").FirstOrDefault();
        var price = product.ValueKind == JsonValueKind.Object ? product.Items("totalPrice").FirstOrDefault(p => p.Text("currencyType") == "BILLC") : default;
        return price.ValueKind == JsonValueKind.Object && Currency.TryParse(price.Text("priceCurrency"), null, out var currency) && price.At("price") is { } amount
            ? new CarrierRate(Amounts.FromDecimal(amount.GetDecimal(), currency), product.At("deliveryCapabilities", "totalTransitDays") is { } days ? days.GetInt32() : null)
            : new Result<CarrierRate?>(null, null);
    }

    public void Dispose() => _http.Dispose();

    internal static TrackingEntry LabelMade(Parcel parcel) =>
        new(parcel.BookedAt, TrackingWords.LabelCreated, null, TrackingWords.TextOf(TrackingWords.LabelCreated, null));

    /// <summary>A cube of the parcel's volume: all that is known of its shape.</summary>
    internal static int SideOf(Parcel parcel) => Math.Max(1, (int)Math.Ceiling(Math.Cbrt(parcel.VolumeCm3)));

    internal static decimal KilogramsOf(Parcel parcel) => Math.Max(0.01m, Math.Ceiling(parcel.WeightGrams / 10m) / 100m);

    private static TrackingEntry EntryOf(JsonElement scan)
    {
        // DHL's checkpoint codes, as the API's reference lists them.
        var status = scan.Text("typeCode") switch
        {
            "PU" => TrackingWords.PickedUp,
            "WC" => TrackingWords.OutForDelivery,
            "OK" or "DL" => TrackingWords.Delivered,
            "RT" => TrackingWords.Returned,
            "NH" or "BA" or "OH" or "UD" or "CA" or "RD" => TrackingWords.Exception,
            _ => TrackingWords.InTransit,
        };
        var at = DateTimeOffset.Parse($"{scan.Text("date")}T{scan.Text("time")}{scan.Text("GMTOffset") ?? "+00:00"}", CultureInfo.InvariantCulture).ToUniversalTime();
        return new TrackingEntry(at, status, scan.Text("serviceArea", "0", "description"), TrackingWords.TextOf(status, scan.Text("description")));
    }

    private static object PackageOf(Parcel parcel)
    {
        var side = SideOf(parcel);
        return new { weight = KilogramsOf(parcel), dimensions = new { length = side, width = side, height = side } };
    }

    private static object PartyOf(Address address) => new
    {
        postalAddress = new { postalCode = address.PostalCode, cityName = address.City, countryCode = address.Country, addressLine1 = address.Line1, addressLine2 = address.Line2 ?? "-" },
        contactInformation = new { phone = address.Phone, companyName = address.Name, fullName = address.Name },
    };

    private async Task<Result<JsonElement>> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _credentials);
        return await _http.SendAsync(request, problem => (problem.Text("title") ?? "error", problem.Text("detail") ?? problem.Text("message") ?? ""), ct);
    }
}
