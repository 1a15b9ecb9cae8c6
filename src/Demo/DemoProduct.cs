namespace Maru.Demo;

/// <summary>A text in both languages of the shop.</summary>
public sealed record DemoText(string Ko, string En);

public sealed record DemoColor(string Code, string Ko, string En, string Hex);

/// <summary>One thing that can be bought. Won have no minor unit; dollars are in cents. Stock is counted by warehouse.</summary>
public sealed record DemoVariant(
    string Sku,
    DemoColor Color,
    string Size,
    long PriceKrw,
    long? CompareAtKrw,
    long PriceUsdCents,
    long? CompareAtUsdCents,
    int WeightGrams,
    IReadOnlyDictionary<string, int> Stock);

public sealed record DemoPicture(string File, string Color, string AltKo, string AltEn);

public sealed record DemoProduct(
    string Slug,
    string Brand,
    string Category,
    string Seller,
    DemoText Name,
    DemoText Summary,
    DemoText Description,
    IReadOnlyDictionary<string, DemoText> Attributes,
    IReadOnlyList<string> Tags,
    int CreatedDaysAgo,
    double Popularity,
    IReadOnlyList<string> Options,
    IReadOnlyList<DemoVariant> Variants,
    IReadOnlyList<DemoPicture> Pictures);

public sealed record DemoCategory(string Slug, string? Parent, string Ko, string En, string? Picture, IReadOnlyList<string> Attributes);

public sealed record DemoBrand(string Slug, string Ko, string En, DemoText About);

public sealed record DemoSeller(string Slug, string Ko, string En, DemoText About, string City, double Rating, int ShipsWithinDays, int CommissionPercent);

public sealed record DemoReview(string Product, string Language, int Stars, string Title, string Text, string Author, int DaysAgo, string? Size, string? Fit, int Helpful, bool Verified);

/// <param name="Kind">daily, weekly or season.</param>
public sealed record DemoPromotion(string Code, string Kind, DemoText Name, DemoText Text, int Percent, IReadOnlyList<string> Categories, IReadOnlyList<string> Brands, int StartsInDays, int LastsDays, string? Picture);

public sealed record DemoCoupon(string Code, DemoText Name, int? Percent, long? AmountKrw, long? AmountUsdCents, long MinimumKrw, long MinimumUsdCents, int ValidDays, int PerCustomer, bool FirstOrderOnly);
