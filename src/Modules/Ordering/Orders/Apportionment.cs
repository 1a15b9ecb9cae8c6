namespace Maru.Modules.Ordering.Orders;

/// <summary>Divides sums of minor units so that the parts add up to the whole, whatever the order in which they are asked for.</summary>
internal static class Apportionment
{
    /// <summary>Shares of <paramref name="total"/> in proportion to the weights; what rounding leaves goes to the largest remainders, the first of equals.</summary>
    /// <remarks>No share exceeds its weight as long as the total does not exceed their sum.</remarks>
    public static long[] Split(long total, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var sum = weights.Sum();
        if (sum == 0)
        {
            return total == 0 ? new long[weights.Count] : throw new ArgumentException("There is nothing to divide by.", nameof(weights));
        }

        var shares = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            var exact = (Int128)total * weights[i];
            shares[i] = (long)(exact / sum);
            remainders[i] = (exact % sum, i);
        }

        var left = total - shares.Sum();
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            shares[index]++;
        }

        return shares;
    }

    /// <summary>
    /// What the pieces <paramref name="before"/>+1 .. <paramref name="before"/>+<paramref name="take"/> of <paramref name="of"/> are worth, of a sum for all.
    /// Taken in any steps, all pieces together are worth exactly the sum.
    /// </summary>
    public static long OfPieces(long sum, int of, int before, int take) => UpTo(sum, of, before + take) - UpTo(sum, of, before);

    private static long UpTo(long sum, int of, int pieces) => (long)((Int128)sum * pieces / of);
}
