namespace Maru.Contracts.Pricing;

/// <summary>A reduction that applies by itself while its calendar says so.</summary>
/// <param name="Priority">Lower goes first.</param>
/// <param name="Exclusive">Applies only where no other has, and ends it: nothing comes on top.</param>
/// <param name="MinBasket">Only for baskets worth at least this, by currency (minor units); null for any.</param>
/// <param name="Segments">Customer segments it is for; empty for all.</param>
public sealed record Promotion(
    Guid Id, LocalizedText Name, bool Active, int Priority, bool Exclusive, GoodsScope Scope, Benefit Benefit, PromotionCalendar Calendar,
    IReadOnlyDictionary<string, long>? MinBasket = null, IReadOnlyList<string>? Segments = null);

/// <summary>Which goods are meant: those that match any of these. All goods where every list is empty.</summary>
/// <param name="ProductGroup">Products picked by hand.</param>
public sealed record GoodsScope(
    IReadOnlyList<string>? Categories = null, IReadOnlyList<string>? Brands = null, IReadOnlyList<ProductId>? ProductGroup = null,
    IReadOnlyList<SellerId>? Sellers = null, IReadOnlyList<string>? Skus = null)
{
    public static GoodsScope Everything { get; } = new();
}

public enum BenefitKind
{
    /// <summary><see cref="Benefit.BasisPoints"/> off each piece.</summary>
    PercentOff,

    /// <summary><see cref="Benefit.Amounts"/> off each piece.</summary>
    AmountOff,

    /// <summary><see cref="Benefit.BasisPoints"/> off the goods together.</summary>
    BasketPercentOff,

    /// <summary><see cref="Benefit.Amounts"/> off the goods together.</summary>
    BasketAmountOff,

    /// <summary>Of every <see cref="Benefit.Buy"/> + <see cref="Benefit.Get"/> pieces the cheapest <see cref="Benefit.Get"/> are reduced by <see cref="Benefit.BasisPoints"/>.</summary>
    BuyXGetY,
    FreeShipping,
}

/// <param name="BasisPoints">10000 is the whole price.</param>
/// <param name="Amounts">By currency, in minor units.</param>
/// <param name="Cap">At most so much off, by currency.</param>
public sealed record Benefit(
    BenefitKind Kind, int BasisPoints = 0, IReadOnlyDictionary<string, long>? Amounts = null, int Buy = 0, int Get = 0, IReadOnlyDictionary<string, long>? Cap = null);

/// <summary>When something applies, by the shop's clock. Every part that is given must hold.</summary>
/// <param name="From">Begins; null for always.</param>
/// <param name="Until">Ends (not included).</param>
/// <param name="DailyFrom">Each day from this time; past midnight if it lies after <paramref name="DailyUntil"/>.</param>
/// <param name="DaysOfMonth">1 to 31; -1 is the last day.</param>
/// <param name="DaysOfYear">"MM-dd": 11-11 every year.</param>
public sealed record PromotionCalendar(
    DateTimeOffset? From = null, DateTimeOffset? Until = null, TimeOnly? DailyFrom = null, TimeOnly? DailyUntil = null, IReadOnlyList<DayOfWeek>? Weekdays = null,
    IReadOnlyList<int>? DaysOfMonth = null, IReadOnlyList<string>? DaysOfYear = null)
{
    public static PromotionCalendar Always { get; } = new();
}

/// <summary>A reduction for whoever knows the code.</summary>
/// <param name="TotalLimit">Orders that may use it; null for any number.</param>
/// <param name="PerCustomerLimit">Orders of one customer: a member, or a guest's mail address.</param>
/// <param name="Combinable">May be used beside other coupons.</param>
public sealed record Coupon(
    string Code, LocalizedText Name, bool Active, GoodsScope Scope, Benefit Benefit, PromotionCalendar Calendar, int? TotalLimit, int? PerCustomerLimit,
    bool Combinable = false, IReadOnlyDictionary<string, long>? MinBasket = null);

/// <param name="Segment">Customer segment it is for; null for everyone.</param>
/// <param name="Priority">Lower goes first.</param>
public sealed record PriceList(Guid Id, LocalizedText Name, bool Active, Currency Currency, string? Segment, int Priority, PromotionCalendar Calendar);
