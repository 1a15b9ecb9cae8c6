using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Searching;

/// <summary>How well two colours go together, from 0 to 1: the nearer the better, and what is nearly grey goes with everything.</summary>
internal static class ColourHarmony
{
    /// <summary>Below it a colour reads as black, grey, white or beige.</summary>
    private const double NearlyGrey = 14;

    private const double GreyGoesWithAll = 0.7;

    /// <summary>A difference of about this much is seen at a glance and still belongs together.</summary>
    private const double Near = 30;

    public static double Of(Lab one, Lab other)
    {
        var distance = Math.Sqrt(Math.Pow(one.L - other.L, 2) + Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));
        var near = Math.Exp(-distance * distance / (2 * Near * Near));
        return Math.Max(near, one.Chroma < NearlyGrey || other.Chroma < NearlyGrey ? GreyGoesWithAll : 0);
    }
}
