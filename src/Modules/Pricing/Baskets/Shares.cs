namespace Maru.Modules.Pricing.Baskets;

/// <summary>Divides an amount over lines so that the parts add up to it to the minor unit. Pure.</summary>
internal static class Shares
{
    /// <summary>
    /// By weight, the method of largest remainders (Hamilton): everyone gets the whole part of his share, and what is left goes, one unit each, to
    /// the largest remainders; among equals to the first.
    /// </summary>
    /// <param name="weights">Not negative. No part is larger than its weight as long as the amount is not larger than all weights together.</param>
    public static long[] Divide(long amount, IReadOnlyList<long> weights)
    {
        var parts = new long[weights.Count];
        var total = weights.Aggregate(Int128.Zero, (sum, w) => sum + w);
        if (total == 0 || amount == 0)
        {
            return parts;
        }

        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        var left = amount;
        for (var i = 0; i < parts.Length; i++)
        {
            var exact = (Int128)amount * weights[i];
            parts[i] = (long)(exact / total);
            remainders[i] = (exact % total, i);
            left -= parts[i];
        }

        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            parts[index]++;
        }

        return parts;
    }
}
