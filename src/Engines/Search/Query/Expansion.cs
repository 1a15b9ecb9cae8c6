namespace Maru.Engines.Search.Query;

/// <summary>What a word stands for by itself, its neighbours apart: found once and remembered.</summary>
/// <param name="Variants">The terms.</param>
/// <param name="Correction">What it was read as, if not as itself.</param>
/// <param name="WasThere">Whether some document had the word itself.</param>
/// <param name="Parts">The words it is made of, when it is no word but two or more run together.</param>
internal sealed record Expansion(Variant[] Variants, Correction? Correction, string[]? Parts, bool WasThere)
{
    public static readonly Expansion Nothing = new([], null, null, false);
}
