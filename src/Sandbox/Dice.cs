namespace Maru.Sandbox;

internal static class Dice
{
    public static bool Falls(double probability) => probability > 0 && Random.Shared.NextDouble() < probability;
}
