using Maru.Contracts;
using Maru.Contracts.Vision;

namespace Maru.Modules.Vision.Searching;

/// <summary>What was found, as the public API writes it. <paramref name="Items"/> are those of the first region, for who does not care for regions.</summary>
internal sealed record VisualAnswerBody(IReadOnlyList<MatchCard> Items, IReadOnlyList<RegionBody> Regions)
{
    public static VisualAnswerBody Of(VisualAnswer answer, string language)
    {
        RegionBody[] regions = [.. answer.Regions.Select(r => new RegionBody(
            r.Area.X, r.Area.Y, r.Area.Width, r.Area.Height, r.Color, r.Look, [.. r.Matches.Select(m => MatchCard.Of(m, language))]))];
        return new VisualAnswerBody(regions[0].Items, regions);
    }
}

/// <param name="X">In shares of the picture's width; the others likewise.</param>
internal sealed record RegionBody(double X, double Y, double W, double H, string Color, string Look, IReadOnlyList<MatchCard> Items);

internal sealed record MatchList(IReadOnlyList<MatchCard> Items);

/// <summary>A product's card, with how alike it is.</summary>
internal sealed record MatchCard(
    double Score, ProductId Id, string Slug, string Name, string Summary, LinkBody? Brand, string? Category, Money Price, Money? CompareAtPrice, int DiscountPercent, bool PriceVaries, bool InStock,
    PictureBody? Image)
{
    private const int Width = 480;

    public static MatchCard Of(VisualMatch match, string language)
    {
        var p = match.Product;
        return new MatchCard(
            match.Score, p.Id, p.Slug, p.Name.In(language), p.Summary.In(language), p.BrandSlug is { } brand ? new LinkBody(brand, p.BrandName?.In(language) ?? brand) : null, p.CategorySlug, p.Price,
            p.CompareAtPrice, p.DiscountPercent, p.PriceVaries, p.InStock, p.Picture is { } picture ? new PictureBody(picture.At(Width), picture.Alt.In(language), picture.Width, picture.Height) : null);
    }
}

internal sealed record LinkBody(string Slug, string Name);

internal sealed record PictureBody(string Url, string Alt, int Width, int Height);
