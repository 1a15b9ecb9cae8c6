namespace Maru.Admin.Charts;

/// <summary>The axis of a chart: from zero to a round number above the largest value, in four steps that are round themselves.</summary>
internal static class ChartScale
{
    public const int Steps = 4;

    private static readonly decimal[] Round = [4, 6, 8, 10, 12, 16, 20, 24, 28, 32, 40];

    public static decimal Top(decimal largest)
    {
        if (largest <= Round[0])
        {
            return Round[0];
        }

        var power = 1m;
        while (largest > Round[^1] * power)
        {
            power *= 10;
        }

        return Round.First(r => r * power >= largest) * power;
    }
}
