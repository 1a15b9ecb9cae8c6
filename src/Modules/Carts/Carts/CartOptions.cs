using Maru.Contracts;
using Maru.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Carts.Carts;

/// <summary>How long carts are kept and how much they hold; may change while the shop runs. The currency may not.</summary>
internal sealed class CartOptions(ISettings settings, IConfiguration configuration)
{
    public static readonly Setting<int> GuestDays = Setting.WholeNumber(
        "carts.guestDays", 30, 1, 365, new LocalizedText("비회원 장바구니 보관 기간(일)", "Days a guest's cart is kept"),
        new LocalizedText("마지막으로 바뀐 뒤 이 기간이 지나면 지워집니다.", "Counted from its last change."));

    public static readonly Setting<int> MemberDays = Setting.WholeNumber(
        "carts.memberDays", 180, 1, 3650, new LocalizedText("회원 장바구니 보관 기간(일)", "Days a member's cart is kept"),
        new LocalizedText("마지막으로 바뀐 뒤 이 기간이 지나면 지워집니다.", "Counted from its last change."));

    public static readonly Setting<int> MostPieces = Setting.WholeNumber(
        "carts.maxQuantity", 99, 1, 9999, new LocalizedText("한 상품의 최대 수량", "Most pieces of one product"),
        new LocalizedText("장바구니 하나에 같은 상품을 담을 수 있는 수량입니다.", "How many of the same a cart can hold."));

    public static readonly Setting<int> MostLines = Setting.WholeNumber(
        "carts.maxLines", 100, 1, 500, new LocalizedText("장바구니의 최대 품목 수", "Most different products"),
        new LocalizedText("장바구니 하나에 담을 수 있는 서로 다른 상품의 수입니다.", "How many different products a cart can hold."));

    /// <summary>How long a guest's untouched cart is kept.</summary>
    public TimeSpan GuestLife => TimeSpan.FromDays(settings.Get(GuestDays));

    public TimeSpan MemberLife => TimeSpan.FromDays(settings.Get(MemberDays));

    /// <summary>Pieces of one SKU in a cart.</summary>
    public int MaxQuantity => settings.Get(MostPieces);

    public int MaxLines => settings.Get(MostLines);

    public Currency DefaultCurrency { get; } = Currency.Parse(configuration["shop:currency"] ?? "KRW");

    /// <summary>The currency asked for, or the shop's own where that is not one it sells in.</summary>
    public Currency CurrencyOr(string? code) => Currency.TryParse(code, null, out var currency) ? currency : DefaultCurrency;
}
