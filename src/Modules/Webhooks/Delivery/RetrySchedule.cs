namespace Maru.Modules.Webhooks.Delivery;

/// <summary>The waits the Standard Webhooks specification recommends, lengthened by up to a fifth so that many failures do not come back at once.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14),
        TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromHours(24);

    public static int MostAttempts => Waits.Length + 1;

    /// <param name="attempts">Made so far.</param>
    /// <param name="askedFor">What the receiver asked for (Retry-After).</param>
    /// <param name="chance">0 to 1.</param>
    /// <returns>Null: given up.</returns>
    public static TimeSpan? WaitAfter(int attempts, TimeSpan? askedFor, double chance)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        var wait = Waits[Math.Max(attempts, 1) - 1] * (1 + (0.2 * chance));
        return askedFor > wait ? askedFor < LongestAskedFor ? askedFor : LongestAskedFor : wait;
    }
}
