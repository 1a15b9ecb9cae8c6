namespace Maru.Engines.Search.Ranking;

/// <summary>
/// The declared part of a document's score: a weighted sum of shares, between 0 and 1 when all are whole. The learned model adds to it,
/// business signals add to it, and both are shown as parts of their own.
/// </summary>
internal static class Formula
{
    public static readonly (Feature Feature, float Weight, string Why)[] Parts =
    [
        (Feature.FirstScore, 0.52f, "the words, by rarity and field (BM25F)"),
        (Feature.LetterJaccard, 0.14f, "letters in common with the title"),
        (Feature.TitleCovered, 0.06f, "share of the title that was asked for"),
        (Feature.ExactSurface, 0.06f, "words in the very form asked for"),
        (Feature.Adjacent, 0.04f, "words side by side, as asked"),
        (Feature.InOrder, 0.02f, "words in the order asked"),
        (Feature.HeadFound, 0.03f, "what the title is about was asked for"),
        (Feature.ConsensusAll, 0.13f, "what the other good answers have in common"),
    ];

    public static float Score(ReadOnlySpan<float> features)
    {
        var score = 0f;
        foreach (var (feature, weight, _) in Parts)
        {
            score += weight * features[(int)feature];
        }

        return score;
    }
}
