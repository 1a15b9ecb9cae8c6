namespace Maru.Engines.Search.Ranking;

/// <summary>
/// The declared part of a document's score: a weighted sum of shares, between 0 and 1 when all are whole; business signals add to it. The weights were
/// found on judged product searches (<c>maru bench search-tune</c>). Boosted trees over three times as many features were no better on searches they had not
/// seen (0.8921 against 0.8918), so there are none.
/// </summary>
internal static class Formula
{
    public static readonly (Feature Feature, float Weight, string Why)[] Parts =
    [
        (Feature.FirstScore, 0.44f, "the words, by rarity and field (BM25F)"),
        (Feature.InCommon, 0.14f, "what the other good answers have in common"),
        (Feature.HeadFound, 0.07f, "what the title is about was asked for"),
        (Feature.LetterJaccard, 0.05f, "letters in common with the title"),
        (Feature.InOrder, 0.05f, "words in the order asked"),
        (Feature.FirstTitleWordFound, 0.05f, "the title begins with what was asked for"),
        (Feature.LastWordFound, 0.05f, "the last word asked for is there"),
        (Feature.NumbersFound, 0.05f, "the numbers asked for are there"),
        (Feature.ExactSurface, 0.04f, "words in the very form asked for"),
        (Feature.Adjacent, 0.03f, "words side by side, as asked"),
        (Feature.LetterShare, 0.03f, "letters asked for that the title has"),
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
