namespace Maru.Contracts.Catalog;

/// <summary>The door for goods that come in numbers: files, feeds, the demo shop.</summary>
public interface ICatalogImport
{
    /// <summary>Keeps a picture under its content's hash; the same picture twice is kept once. Refused if it is no JPEG, PNG or WebP, or too large.</summary>
    Task<Result<StoredPicture>> StorePictureAsync(byte[] content, CancellationToken ct);

    /// <summary>
    /// Brings products to the state described, by slug. What has not changed since it was last imported is left alone and tells no event; a product that
    /// cannot be taken is reported and the rest goes in. Up to 1,000 at a time.
    /// </summary>
    Task<ImportReport> ImportAsync(IReadOnlyList<ProductDraft> products, ImportOptions options, CancellationToken ct);

    Task<SellerId?> FindSellerAsync(string slug, CancellationToken ct);

    /// <summary>The seller of this slug; made, and approved, if there is none.</summary>
    Task<Result<SellerId>> EnsureSellerAsync(string slug, string name, CancellationToken ct);

    /// <summary>Adds the brands that are missing; one that exists takes the name given. The slug must be the one that follows from the name products use.</summary>
    Task<Result<Done>> ImportBrandsAsync(IReadOnlyList<BrandDraft> brands, CancellationToken ct);

    /// <summary>Adds to the category tree what is missing, parents first; a category that exists takes the name and attributes given.</summary>
    Task<Result<Done>> ImportCategoriesAsync(IReadOnlyList<CategoryDraft> categories, CancellationToken ct);
}

public sealed record StoredPicture(string Hash, int Width, int Height);

/// <param name="Seller">Whose goods they are.</param>
/// <param name="DryRun">Report only.</param>
public sealed record ImportOptions(SellerId Seller, bool DryRun = false);

public sealed record ImportReport(int Created, int Updated, int Unchanged, IReadOnlyList<ImportProblem> Problems);

/// <param name="Line">Where in the source, if the source has lines.</param>
public sealed record ImportProblem(int? Line, string? Slug, string Reason);

/// <summary>The whole state of a product, as its owner states it.</summary>
public sealed record ProductDraft(string Slug, LocalizedText Name)
{
    public LocalizedText Summary { get; init; } = new(null, null);

    /// <summary>HTML, or text. It is kept as HTML that holds nothing but text, lists, tables and links, and can be shown as it is.</summary>
    public LocalizedText Description { get; init; } = new(null, null);

    /// <summary>The brand's name; its slug follows from it.</summary>
    public string? Brand { get; init; }

    /// <summary>A slug, or a path of names ("Outdoor > Pots") whose missing parts are made.</summary>
    public string? Category { get; init; }

    public ProductStatus Status { get; init; } = ProductStatus.Published;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, LocalizedText> Attributes { get; init; } = new Dictionary<string, LocalizedText>();

    public IReadOnlyList<VariantDraft> Variants { get; init; } = [];

    public IReadOnlyList<PictureDraft> Pictures { get; init; } = [];

    public string? SeoTitle { get; init; }

    public string? SeoDescription { get; init; }

    /// <summary>When it came into the shop; now, if not said.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Where it stood in the file it came from.</summary>
    public int? Line { get; init; }
}

/// <param name="Sku">Empty: derived from the slug and the options, the same every time.</param>
public sealed record VariantDraft(string? Sku, IReadOnlyList<PriceDraft> Prices)
{
    public IReadOnlyList<OptionValue> Options { get; init; } = [];

    public string? Barcode { get; init; }

    public int WeightGrams { get; init; }

    public int VolumeCm3 { get; init; }

    public bool RequiresShipping { get; init; } = true;

    public OfferCondition Condition { get; init; } = OfferCondition.New;

    /// <summary>Pieces by warehouse; the key "" means the default one. Null says nothing about stock.</summary>
    public IReadOnlyDictionary<string, int>? Stock { get; init; }

    public IReadOnlyList<string> SerialNumbers { get; init; } = [];
}

public sealed record PriceDraft(Money Price, Money? CompareAt = null);

/// <summary>A stored picture by its hash, or one elsewhere by its address.</summary>
public sealed record PictureDraft(string? Hash, string? Url, LocalizedText Alt, string? Color = null);

public sealed record CategoryDraft(string Slug, LocalizedText Name, string? Parent, IReadOnlyList<AttributeDefinition> Attributes);

public sealed record BrandDraft(string Slug, LocalizedText Name);

public enum AttributeKind
{
    Text,
    Number,
    YesNo,
    Choice,
}

/// <summary>An attribute that products of a category, and of those below it, may or must have.</summary>
public sealed record AttributeDefinition(string Code, LocalizedText Name, AttributeKind Kind, bool Required = false, bool Filterable = false, string? Unit = null)
{
    /// <summary>What may be chosen, for <see cref="AttributeKind.Choice"/>.</summary>
    public IReadOnlyList<LocalizedText> Choices { get; init; } = [];
}
