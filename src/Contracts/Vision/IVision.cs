using Maru.Contracts.Catalog;

namespace Maru.Contracts.Vision;

/// <summary>Finding goods by what they look like.</summary>
public interface IVision
{
    /// <summary>Goods like those in a picture somebody sent. The picture is looked at and forgotten.</summary>
    Task<Result<VisualAnswer>> SearchAsync(VisualSearch search, CancellationToken ct);

    /// <summary>Another search with what was seen before (<see cref="SeenRegion.Look"/>): other filters, without sending the picture again.</summary>
    Task<Result<VisualMatches>> SearchAgainAsync(string look, VisualFilter filter, CancellationToken ct);

    /// <summary>Goods that look like one of ours, the most alike first, itself left out; empty if nothing is alike enough, or it has no picture yet.</summary>
    Task<Result<VisualMatches>> SimilarAsync(ProductId product, SimilarQuery query, CancellationToken ct);

    /// <summary>Goods of other kinds that go with one of ours, by colour and looks; at most one of a kind.</summary>
    Task<Result<VisualMatches>> GoesWithAsync(ProductId product, int count, Currency currency, CancellationToken ct);
}

/// <param name="Crop">The part to look at; without one the whole picture is looked at, and what stands out in it.</param>
public sealed record VisualSearch(byte[] Picture, PictureArea? Crop, VisualFilter Filter)
{
    /// <summary>Who asks, for what is told to recommendation; null for a stranger.</summary>
    public UserId? User { get; init; }
}

/// <summary>A part of a picture in shares of its width and height, from 0 to 1, as it is seen when turned upright.</summary>
public readonly record struct PictureArea(double X, double Y, double Width, double Height)
{
    public static PictureArea Whole { get; } = new(0, 0, 1, 1);
}

/// <param name="Category">A category's slug; its descendants count too.</param>
/// <param name="MinPrice">In minor units of <paramref name="Currency"/>.</param>
/// <param name="Count">Of each list: 10 unless told, 50 at most.</param>
public sealed record VisualFilter(Currency Currency, string? Category = null, long? MinPrice = null, long? MaxPrice = null, bool InStock = false, int Count = VisualFilter.DefaultCount)
{
    public const int DefaultCount = 10;
    public const int MostCount = 50;
}

/// <param name="SameCategory">Only of the product's own category.</param>
public sealed record SimilarQuery(Currency Currency, bool SameCategory = true, bool InStock = true, int Count = VisualFilter.DefaultCount);

/// <param name="Regions">What was found in the picture: with more than one, the whole comes first, then the largest.</param>
public sealed record VisualAnswer(IReadOnlyList<SeenRegion> Regions);

/// <param name="Color">The colour that stands out in it, as #rrggbb.</param>
/// <param name="Look">What was seen, as text: hand it to <see cref="IVision.SearchAgainAsync"/>. It cannot be turned back into the picture.</param>
/// <param name="Matches">The most alike first.</param>
public sealed record SeenRegion(PictureArea Area, string Color, string Look, IReadOnlyList<VisualMatch> Matches);

/// <param name="Score">1/(1 + L2 distance) of the pictures, from 0.5 to 1.</param>
public sealed record VisualMatch(ProductSummary Product, double Score);

public sealed record VisualMatches(IReadOnlyList<VisualMatch> Items);
