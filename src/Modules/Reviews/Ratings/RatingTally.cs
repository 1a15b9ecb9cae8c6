using Maru.Contracts;
using Maru.Contracts.Reviews;

namespace Maru.Modules.Reviews.Ratings;

/// <summary>What of a review counts: nothing while it is not approved.</summary>
internal sealed record CountedFacts(bool Approved, int Stars, bool Verified, bool WithPictures, string Language, ReviewFit? Fit);

/// <summary>The sums over a product's approved reviews, or a change of them. A row of <c>ratings</c>; the order of members is that of <see cref="Columns"/>.</summary>
internal sealed record RatingTally(
    int Count, int Sum, int Stars1, int Stars2, int Stars3, int Stars4, int Stars5, int Verified, int WithPictures, int Korean, int English, int FitsSmall, int FitsTrue, int FitsLarge)
{
    public const string Columns =
        "count, sum, stars1, stars2, stars3, stars4, stars5, verified, with_pictures, korean, english, fits_small, fits_true, fits_large";

    public static RatingTally Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public IReadOnlyList<int> Distribution => [Stars1, Stars2, Stars3, Stars4, Stars5];

    /// <summary>With two decimals, halves away from zero.</summary>
    public decimal Average => Count == 0 ? 0 : Math.Round((decimal)Sum / Count, 2, MidpointRounding.AwayFromZero);

    public ReviewCounts ToCounts() => new(Verified, WithPictures, Korean, English, FitsSmall, FitsTrue, FitsLarge);

    public RatingSummary ToSummary(ProductId product, double shopAverage) => new(product, Count, Average, Ranking.Of(Count, Sum, shopAverage), Distribution);

    public static RatingTally Of(CountedFacts? review) => review is not { Approved: true } ? Nothing : new RatingTally(
        1, review.Stars, One(review.Stars == 1), One(review.Stars == 2), One(review.Stars == 3), One(review.Stars == 4), One(review.Stars == 5), One(review.Verified),
        One(review.WithPictures), One(review.Language == "ko"), One(review.Language == "en"), One(review.Fit == ReviewFit.Small), One(review.Fit == ReviewFit.True),
        One(review.Fit == ReviewFit.Large));

    public static RatingTally operator +(RatingTally a, RatingTally b) => Combine(a, b, 1);

    public static RatingTally operator -(RatingTally a, RatingTally b) => Combine(a, b, -1);

    private static RatingTally Combine(RatingTally a, RatingTally b, int sign) => new(
        a.Count + (sign * b.Count), a.Sum + (sign * b.Sum), a.Stars1 + (sign * b.Stars1), a.Stars2 + (sign * b.Stars2), a.Stars3 + (sign * b.Stars3),
        a.Stars4 + (sign * b.Stars4), a.Stars5 + (sign * b.Stars5), a.Verified + (sign * b.Verified), a.WithPictures + (sign * b.WithPictures), a.Korean + (sign * b.Korean),
        a.English + (sign * b.English), a.FitsSmall + (sign * b.FitsSmall), a.FitsTrue + (sign * b.FitsTrue), a.FitsLarge + (sign * b.FitsLarge));

    private static int One(bool holds) => holds ? 1 : 0;
}

/// <summary>
/// The Bayesian average: as if each product had begun with <see cref="PriorWeight"/> reviews of the shop's average, so that one review of five stars does
/// not outrank two hundred of 4.8 (the posterior mean under a Dirichlet prior on the five answers; Gelman et al., Bayesian Data Analysis, 3.4).
/// </summary>
internal static class Ranking
{
    public const double PriorWeight = 8;

    /// <summary>Where the shop has no reviews yet: the middle.</summary>
    public const double NeutralAverage = 3;

    public static double Of(int count, int sum, double shopAverage) => Math.Round(((PriorWeight * shopAverage) + sum) / (PriorWeight + count), 4);
}
