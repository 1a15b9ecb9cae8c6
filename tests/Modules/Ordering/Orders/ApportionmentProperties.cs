using FsCheck;
using FsCheck.Fluent;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Tests.Orders;

public sealed class ApportionmentProperties
{
    [Fact]
    public void Split_OfAnySum_AddsUpAndExceedsNoWeight() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt[]>().Filter(w => w.Length > 0), ArbMap.Default.ArbFor<PositiveInt>(),
        (weights, part) =>
        {
            long[] w = [.. weights.Select(x => (long)x.Get)];
            var total = part.Get % (w.Sum() + 1);
            var shares = Apportionment.Split(total, w);
            return shares.Sum() == total && shares.Zip(w).All(s => s.First >= 0 && s.First <= s.Second);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void OfPieces_TakenInAnySteps_AddUpToTheSum() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt[]>().Filter(s => s.Length > 0),
        (sum, steps) =>
        {
            var pieces = steps.Sum(s => s.Get);
            var taken = 0;
            long money = 0;
            foreach (var step in steps)
            {
                var part = Apportionment.OfPieces(sum.Get, pieces, taken, step.Get);
                if (part < 0)
                {
                    return false;
                }

                money += part;
                taken += step.Get;
            }

            return money == sum.Get;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_WhenThereIsNothingToDivideBy_IsABug() => Should.Throw<ArgumentException>(() => Apportionment.Split(1, [0, 0]));
}
