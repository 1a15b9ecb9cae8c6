using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Ratings;

namespace Maru.Modules.Reviews.Tests;

public sealed class RatingProperties
{
    private static readonly Gen<CountedFacts> Facts =
        from approved in Gen.Elements(true, true, true, false)
        from stars in Gen.Choose(1, 5)
        from verified in Gen.Elements(true, false)
        from pictures in Gen.Elements(true, false)
        from language in Gen.Elements("ko", "en")
        from fit in Gen.Elements<ReviewFit?>(null, ReviewFit.Small, ReviewFit.True, ReviewFit.Large)
        select new CountedFacts(approved, stars, verified, pictures, language, fit);

    /// <summary>Whatever is written, changed and hidden, in whichever order: the sums are those of what is left.</summary>
    [Fact]
    public void Tally_AfterAnyChanges_IsThatOfWhatIsLeft() => Prop.ForAll(
        Gen.ListOf(Gen.Zip(Facts, Gen.Elements<int>(0, 1, 2))).ToArbitrary(), changes =>
        {
            var tally = RatingTally.Nothing;
            var left = new List<CountedFacts>();
            foreach (var (facts, kind) in changes)
            {
                if (kind == 0 || left.Count == 0)
                {
                    left.Add(facts);
                    tally += RatingTally.Of(facts);
                }
                else if (kind == 1)
                {
                    tally = tally + RatingTally.Of(facts) - RatingTally.Of(left[0]);
                    left[0] = facts;
                }
                else
                {
                    tally -= RatingTally.Of(left[^1]);
                    left.RemoveAt(left.Count - 1);
                }
            }

            var counted = left.Where(f => f.Approved).ToArray();
            return tally.Count == counted.Length && tally.Sum == counted.Sum(f => f.Stars) && tally.Distribution.Sum() == tally.Count && tally.Korean + tally.English == tally.Count &&
                tally.Distribution.Select((n, i) => n * (i + 1)).Sum() == tally.Sum && tally.Verified == counted.Count(f => f.Verified);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranking_ForAnyReviews_LiesBetweenTheShopsAverageAndTheProducts() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Choose(1, 5)).ToArbitrary(), Gen.Choose(10, 50).Select(a => a / 10.0).ToArbitrary(), (stars, shop) =>
        {
            var own = stars.Average();
            var ranking = Ranking.Of(stars.Count, stars.Sum(), shop);
            return ranking >= Math.Min(own, shop) - 0.0001 && ranking <= Math.Max(own, shop) + 0.0001;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranking_WhenOneFiveStandsAgainstManyGood_PutsTheManyFirst() => Ranking.Of(200, 960, 4.3).ShouldBeGreaterThan(Ranking.Of(1, 5, 4.3));
}
