using Maru.Contracts;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Carts.Carts;

/// <param name="GuestLife">How long a guest's untouched cart is kept.</param>
/// <param name="MaxQuantity">Pieces of one SKU in a cart.</param>
internal sealed record CartOptions(TimeSpan GuestLife, TimeSpan MemberLife, int MaxQuantity, int MaxLines, Currency DefaultCurrency)
{
    /// <summary>The currency asked for, or the shop's own where that is not one it sells in.</summary>
    public Currency CurrencyOr(string? code) => Currency.TryParse(code, null, out var currency) ? currency : DefaultCurrency;

    public static CartOptions Read(IConfiguration configuration) => new(
        TimeSpan.FromDays(configuration.GetValue("carts:guestDays", 30)),
        TimeSpan.FromDays(configuration.GetValue("carts:memberDays", 180)),
        configuration.GetValue("carts:maxQuantity", 99),
        configuration.GetValue("carts:maxLines", 100),
        Currency.Parse(configuration["shop:currency"] ?? "KRW"));
}
