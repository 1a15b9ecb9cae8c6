using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Shipping;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>
/// Hanjin over its parcel interfaces: a waybill number from the label host (print-wbl), the order registered under it (insert-order), tracking by
/// number (tracking-wbl). Every answer is 200; its result code says whether it is a yes.
/// </summary>
internal sealed class HanjinCarrier(IConfiguration configuration, TimeProvider time) : ICarrier, IDisposable
{
    public const string Name = "hanjin";
    private const string Ok = "OK";
    private const string AlreadyRegistered = "ERROR-09";
    private const string NoScansYet = "ERROR-01";
    private static readonly TimeSpan Korea = TimeSpan.FromHours(9);

    private readonly CarrierHttp _labels = new(Name, new Uri(configuration["shipping:hanjin:labelAddress"] ?? "https://ebbapd.hjt.co.kr/"));
    private readonly CarrierHttp _orders = new(Name, new Uri(configuration["shipping:hanjin:orderAddress"] ?? "https://api.hanjin.com/"));
    private readonly string _client = configuration["shipping:hanjin:client"] ?? "";
    private readonly string _contract = configuration["shipping:hanjin:contract"] ?? "";
    private readonly string _key = configuration["shipping:hanjin:key"] ?? "";
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(configuration["shipping:hanjin:secret"] ?? "");

    public string Code => Name;

    public async Task<Result<Booking>> BookAsync(Parcel parcel, CancellationToken ct)
    {
        var label = await SendAsync(_labels, $"v1/wbl/{_client}/print-wbl", new
        {
            client_id = _client, csr_num = _contract, svc_div = "GN", address = $"{parcel.To.Line1} {parcel.To.Line2}".Trim(), snd_zip = parcel.From.PostalCode,
            rcv_zip = parcel.To.PostalCode, msg_key = parcel.OrderNumber,
        }, ct);
        if (!label.Succeeded)
        {
            return label.Failure;
        }

        if (label.Value.Text("result_code") != Ok || label.Value.Text("wbl_num") is not { } number)
        {
            return new CarrierRefused(Name, label.Value.Text("result_code") ?? "", label.Value.Text("result_message") ?? "");
        }

        var order = await SendAsync(_orders, "parcel-delivery/v1/order/insert-order", new
        {
            custEdiCd = _client, custOrdNo = parcel.OrderNumber, wblNo = number, svcCatCd = "S", cntractNo = _contract,
            pickupAskDt = parcel.BookedAt.ToOffset(Korea).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            sndrZip = parcel.From.PostalCode, sndrBaseAddr = parcel.From.Line1, sndrDtlAddr = parcel.From.Line2 ?? "-", sndrNm = parcel.From.Name, sndrTelNo = parcel.From.Phone,
            rcvrZip = parcel.To.PostalCode, rcvrBaseAddr = parcel.To.Line1, rcvrDtlAddr = parcel.To.Line2 ?? "-", rcvrNm = parcel.To.Name, rcvrTelNo = parcel.To.Phone,
            rcvrMobileNo = parcel.To.Phone, rcvrAskCntent = "", comodityNm = "상품", payTypCd = "PP", boxTypCd = "A",
        }, ct);
        if (!order.Succeeded)
        {
            return order.Failure;
        }

        return order.Value.Text("resultCode") is Ok or AlreadyRegistered
            ? new Booking(number, "https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?wblnum=" + number, null, null)
            : new CarrierRefused(Name, order.Value.Text("resultCode") ?? "", order.Value.Text("resultMessage") ?? "");
    }

    public async Task<Result<IReadOnlyList<TrackingEntry>>> TrackAsync(Parcel parcel, string trackingNumber, CancellationToken ct)
    {
        var answer = await SendAsync(_orders, "parcel-delivery/v1/tracking/tracking-wbl", new { custEdiCd = _client, wblNo = trackingNumber }, ct);
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        var entries = new List<TrackingEntry> { DhlCarrier.LabelMade(parcel) };
        switch (answer.Value.Text("resultCode"))
        {
            // Hanjin knows no difference between a number without scans and one that does not exist.
            case NoScansYet:
                return entries;
            case Ok:
                entries.AddRange(answer.Value.Items("wrkList").Select(EntryOf).OrderBy(e => e.At));
                return entries;
            case var code:
                return new CarrierRefused(Name, code ?? "", answer.Value.Text("resultMessage") ?? "");
        }
    }

    /// <summary>Hanjin's prices are the contract's: there is no call for them.</summary>
    public Task<Result<CarrierRate?>> RateAsync(Parcel parcel, CancellationToken ct) => Task.FromResult(new Result<CarrierRate?>(null, null));

    public void Dispose()
    {
        _labels.Dispose();
        _orders.Dispose();
    }

    private static TrackingEntry EntryOf(JsonElement scan)
    {
        var status = scan.Text("statusCode") switch
        {
            "11" => TrackingWords.PickedUp,
            "65" => TrackingWords.OutForDelivery,
            "66" => TrackingWords.Delivered,
            _ => TrackingWords.InTransit,
        };
        var at = new DateTimeOffset(DateTime.ParseExact(scan.Text("statusDate") ?? "", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Korea).ToUniversalTime();
        return new TrackingEntry(at, status, scan.Text("agencyName"), TrackingWords.TextOf(status, scan.Text("statusName")));
    }

    private async Task<Result<JsonElement>> SendAsync(CarrierHttp host, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        var timestamp = time.GetUtcNow().ToOffset(Korea).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var signature = Convert.ToHexString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(timestamp + "POST/" + path)));
        request.Headers.TryAddWithoutValidation("Authorization", $"client_id={_client} timestamp={timestamp} signature={signature}");
        request.Headers.Add("x-api-key", _key);
        return await host.SendAsync(request, problem => (problem.Text("error_code") ?? "error", problem.Text("message") ?? ""), ct);
    }
}
