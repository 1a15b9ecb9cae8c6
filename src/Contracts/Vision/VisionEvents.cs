namespace Maru.Contracts.Vision;

/// <summary>Somebody searched by picture. Says what was found, never what was shown.</summary>
/// <param name="Products">The best of the first list, at most ten.</param>
[Event("vision.picture-searched")]
public sealed record PictureSearched(Guid SearchId, UserId? User, IReadOnlyList<ProductId> Products, IReadOnlyList<string> Categories, int Regions) : IEvent
{
    public string Key => SearchId.ToString();
}

/// <summary>What a product looks like is known anew: it was first seen, or its pictures changed.</summary>
[Event("vision.product-seen")]
public sealed record ProductSeen(ProductId ProductId, string Model) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>A product was put in a category by its picture or its name.</summary>
[Event("vision.product-classified")]
public sealed record ProductClassified(ProductId ProductId, string Category, ClassificationSource Source, double Similarity) : IEvent
{
    public string Key => ProductId.ToString();
}
