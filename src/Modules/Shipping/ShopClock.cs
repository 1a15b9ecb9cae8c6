using Maru.Contracts;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping;

/// <summary>The time where the shop is: cut-off times and working days are its own.</summary>
internal sealed class ShopClock(IConfiguration configuration, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["shop:timeZone"] ?? "Asia/Seoul");

    public DateTimeOffset Now => time.GetUtcNow();

    public DateTime LocalNow => TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime;

    /// <summary>Where parcels come from, as it stands on labels.</summary>
    public Address Sender { get; } = new(
        configuration["shop:name"] ?? "Maru", configuration["shop:sender:line1"] ?? "1 Sejong-daero", configuration["shop:sender:line2"],
        configuration["shop:sender:city"] ?? "Seoul", null, configuration["shop:sender:postalCode"] ?? "04524", configuration["shop:sender:country"] ?? "KR",
        configuration["shop:sender:phone"] ?? "+82-2-0000-0000");
}
