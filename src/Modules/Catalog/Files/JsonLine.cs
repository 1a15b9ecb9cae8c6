using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Files;

/// <summary>A product as a line of JSON. Unknown members are refused, so that a misspelt one is not lost in silence.</summary>
internal sealed record JsonLine(string Slug, LocalizedText Name)
{
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    public LocalizedText? Summary { get; init; }

    public LocalizedText? Description { get; init; }

    public string? Brand { get; init; }

    public string? Category { get; init; }

    public string? Seller { get; init; }

    public ProductStatus? Status { get; init; }

    /// <summary>Texts, numbers, true and false, or a text by language.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public int? CreatedDaysAgo { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? SeoTitle { get; init; }

    public string? SeoDescription { get; init; }

    /// <summary>How well it sells, from 0 to 1. Known to the demo shop; nothing is made of it here.</summary>
    public double? Popularity { get; init; }

    /// <summary>Names of the options that count; without it all do. A mug may have a size that is nothing to choose.</summary>
    [JsonPropertyName("options")]
    public IReadOnlyList<string>? OptionNames { get; init; }

    public IReadOnlyList<JsonVariant> Variants { get; init; } = [];

    public IReadOnlyList<JsonPicture>? Pictures { get; init; }

    public ProductDraft ToDraft(int line, DateTimeOffset now) => new(Slug, Name)
    {
        Summary = Summary ?? new LocalizedText(null, null),
        Description = Description ?? new LocalizedText(null, null),
        Brand = Brand,
        Category = Category,
        Status = Status ?? ProductStatus.Published,
        Tags = Tags ?? [],
        Attributes = (Attributes ?? new Dictionary<string, JsonElement>()).ToDictionary(a => a.Key, a => Text(a.Value)),
        Variants = [.. Variants.Select(v => v.ToDraft(OptionNames))],
        Pictures = [.. (Pictures ?? []).Select(p => p.ToDraft())],
        SeoTitle = SeoTitle,
        SeoDescription = SeoDescription,
        CreatedAt = CreatedAt ?? (CreatedDaysAgo is { } days and >= 0 and < 100_000 ? now.AddDays(-days) : null),
        Line = line,
    };

    private static LocalizedText Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.Deserialize<LocalizedText>(Options)!,
        JsonValueKind.String => LocalizedText.Same(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => LocalizedText.Same(value.GetRawText()),
        _ => throw new JsonException("An attribute must be a text, a number, true, false, or a text by language."),
    };

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        MaruJson.ConfigureStrict(options);
        options.RespectRequiredConstructorParameters = true;
        return options;
    }
}

internal sealed record JsonVariant
{
    public string? Sku { get; init; }

    public JsonColor? Color { get; init; }

    public string? Size { get; init; }

    /// <summary>Options besides colour and size.</summary>
    public IReadOnlyList<OptionValue>? Options { get; init; }

    public long? PriceKrw { get; init; }

    public long? CompareAtKrw { get; init; }

    public long? PriceUsdCents { get; init; }

    public long? CompareAtUsdCents { get; init; }

    /// <summary>Prices in other currencies, in minor units.</summary>
    public IReadOnlyList<JsonPrice>? Prices { get; init; }

    public string? Barcode { get; init; }

    public int? WeightGrams { get; init; }

    public int? VolumeCm3 { get; init; }

    public bool? RequiresShipping { get; init; }

    public OfferCondition? Condition { get; init; }

    public IReadOnlyDictionary<string, int>? Stock { get; init; }

    public IReadOnlyList<string>? SerialNumbers { get; init; }

    public VariantDraft ToDraft(IReadOnlyList<string>? optionNames) => new(Sku, [.. AllPrices()])
    {
        Options = [.. AllOptions().Where(o => optionNames is null || optionNames.Contains(o.Name))],
        Barcode = Barcode,
        WeightGrams = WeightGrams ?? 0,
        VolumeCm3 = VolumeCm3 ?? 0,
        RequiresShipping = RequiresShipping ?? true,
        Condition = Condition ?? OfferCondition.New,
        Stock = Stock,
        SerialNumbers = SerialNumbers ?? [],
    };

    private IEnumerable<PriceDraft> AllPrices()
    {
        if (PriceKrw is { } krw)
        {
            yield return new PriceDraft(new Money(krw, Currency.Krw), CompareAtKrw is { } before ? new Money(before, Currency.Krw) : null);
        }

        if (PriceUsdCents is { } cents)
        {
            yield return new PriceDraft(new Money(cents, Currency.Usd), CompareAtUsdCents is { } before ? new Money(before, Currency.Usd) : null);
        }

        foreach (var price in Prices ?? [])
        {
            yield return new PriceDraft(new Money(price.Price, price.Currency), price.CompareAt is { } before ? new Money(before, price.Currency) : null);
        }
    }

    private IEnumerable<OptionValue> AllOptions()
    {
        if (Color is { } color)
        {
            yield return new OptionValue("color", color.Code, new LocalizedText(color.Ko, color.En), color.Hex);
        }

        if (!string.IsNullOrEmpty(Size))
        {
            yield return new OptionValue("size", Size, LocalizedText.Same(Size));
        }

        foreach (var option in Options ?? [])
        {
            yield return option;
        }
    }
}

internal sealed record JsonPrice(Currency Currency, long Price, long? CompareAt = null);

internal sealed record JsonColor(string Code, string? Ko = null, string? En = null, string? Hex = null);

/// <param name="Hash">Of a picture this shop keeps.</param>
/// <param name="File">A picture beside the file, in the folder "pictures".</param>
internal sealed record JsonPicture(string? File = null, string? Url = null, string? Hash = null, string? Color = null, string? AltKo = null, string? AltEn = null)
{
    /// <summary>Marks a picture that still lies in a file; <see cref="FileImport"/> stores it and puts its hash in the place.</summary>
    public const string FileScheme = "file-beside:";

    public PictureDraft ToDraft() => new(Hash, Hash is not null ? null : File is not null ? FileScheme + File : Url, new LocalizedText(AltKo, AltEn), Color);
}
